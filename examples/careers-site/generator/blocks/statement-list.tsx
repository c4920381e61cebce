import type { StatementListPartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { langOf } from '../site.ts'
import { Section, type Place } from './section.tsx'

/** Responsibilities, requirements, reasons or benefits; the style sheet tells them apart. */
export function StatementListBlock({
  block,
  at,
}: {
  block: StatementListPartsFragment
  at: Place
}) {
  return (
    <Section block={block} at={at} name="statements" heading={at.texts.headings[block.kind]}>
      <ul class={block.kind.toLowerCase()}>
        {block.items.map((item) => (
          <li lang={langOf(item, at.locale)}>
            {item.heading && <h3>{item.heading}</h3>}
            <Rich html={item.text.html} level={4} />
            {'importance' in item && item.importance === 'PREFERRED' && (
              <span class="tag" lang={at.locale}>
                {at.texts.preferred}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

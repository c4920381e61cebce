import type { FaqPartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { Section, type Place } from './section.tsx'

export function FaqBlock({ block, at }: { block: FaqPartsFragment; at: Place }) {
  const lang = at.langAt(`blocks.${block.blockId}.items`)
  return (
    <Section block={block} at={at} name="faq" heading={at.texts.headings.faq}>
      {block.items.map(({ question, answer }) => (
        <details lang={lang}>
          <summary>{question}</summary>
          <Rich html={answer.html} />
        </details>
      ))}
    </Section>
  )
}

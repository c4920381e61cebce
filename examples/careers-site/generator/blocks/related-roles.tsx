import type { RelatedPartsFragment } from '../../queries/generated/graphql.ts'
import { languageName } from '../texts/index.ts'
import { Section, type Place } from './section.tsx'

type Card = RelatedPartsFragment['items'][number]

export function RelatedBlock({ block, at }: { block: RelatedPartsFragment; at: Place }) {
  return (
    <Section block={block} at={at} name="related" heading={at.texts.headings.related}>
      <ul>
        {block.items.map((card) => (
          <li>
            <RelatedCard card={card} at={at} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function RelatedCard({ card, at }: { card: Card; at: Place }) {
  const found = at.find(card.entityId)
  if (!found) return <span>{card.title}</span>
  const { path, lang } = found
  return (
    <a href={path} lang={lang} hreflang={lang}>
      {card.title}
      {lang && (
        <small class="tag" lang={at.locale}>
          {languageName(lang, at.locale)}
        </small>
      )}
    </a>
  )
}

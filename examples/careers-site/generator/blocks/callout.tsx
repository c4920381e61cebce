import type { CalloutPartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { Section, type Place } from './section.tsx'

export function CalloutBlock({ block, at }: { block: CalloutPartsFragment; at: Place }) {
  return (
    <Section block={block} at={at} name="callout">
      <Rich html={block.text.html} lang={at.langAt(`blocks.${block.blockId}.text`)} />
      {block.url && (
        <p>
          <a href={block.url}>
            {at.texts.readOn} <span class="host">{hostOf(block.url)}</span>
          </a>
        </p>
      )}
    </Section>
  )
}

/** Says where a link goes; nothing for one within the site. */
function hostOf(url: string): string {
  return URL.canParse(url) ? `(${new URL(url).host})` : ''
}

import type { SnippetPartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { Section, type Place } from './section.tsx'

/** Text that many pages carry, set smaller. */
export function SnippetBlock({ block, at }: { block: SnippetPartsFragment; at: Place }) {
  return (
    <Section block={block} at={at} name="snippet">
      <Rich html={block.body.html} lang={at.langAt(`blocks.${block.blockId}.body`)} />
    </Section>
  )
}

import type { ProsePartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { Section, type Place } from './section.tsx'

export function ProseBlock({ block, at }: { block: ProsePartsFragment; at: Place }) {
  return (
    <Section block={block} at={at} name="prose">
      <Rich html={block.body.html} lang={at.langAt(`blocks.${block.blockId}.body`)} />
    </Section>
  )
}

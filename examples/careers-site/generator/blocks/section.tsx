import type { ComponentChildren } from 'preact'
import { Rich } from '../rich.tsx'
import type { Texts } from '../texts/index.ts'

/** What a block has to know about the page it stands on. */
export interface Place {
  locale: string
  texts: Texts
  /** The language of a text by its path in the page, where it is not the page's own. */
  langAt(path: string): string | undefined
  /** Where a role page is, and in which language. */
  find(entityId: string): { path: string; lang: string | undefined } | undefined
  /** The job description to adapt. */
  jobDescription: string
}

type Html = { html: string } | null

/** What every block may have. */
export interface Framed {
  blockId: string
  heading: string | null
  intro: Html
  outro: Html
}

interface Props {
  block: Framed
  at: Place
  name: string
  /** Said where the block has no heading of its own. */
  heading?: string
  children: ComponentChildren
}

/** A block with its heading and the sentences before and after. */
export function Section({ block, at, name, heading, children }: Props) {
  const { blockId, intro, outro } = block
  const lang = (field: string) => at.langAt(`blocks.${blockId}.${field}`)
  const title = block.heading ?? heading
  return (
    <section class={`block ${name}`} id={idOf(block)}>
      {title && <h2 lang={block.heading ? lang('heading') : undefined}>{title}</h2>}
      {intro && <Rich html={intro.html} lang={lang('intro')} />}
      {children}
      {outro && <Rich html={outro.html} lang={lang('outro')} />}
    </section>
  )
}

/** What a block is linked to by. */
export function idOf({ blockId }: { blockId: string }): string {
  return `part-${blockId}`
}

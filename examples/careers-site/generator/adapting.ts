import type { AdaptedTextFragment, JobDescriptionQuery } from '../queries/generated/graphql.ts'

type Page = NonNullable<JobDescriptionQuery['rolePage']>
export type JobDescription = NonNullable<Page['jobDescription']>

/** A role page whose job description is there. */
export type PageWithJob = Page & { jobDescription: JobDescription }

type Text = AdaptedTextFragment
type Block = JobDescription['blocks'][number]

interface Item {
  /** A few words before the text, or instead of it. */
  lead: string | null
  text: Text | null
  lang?: string | undefined
}

/** A section of a job description: what each kind of block comes down to on paper. */
export interface Part {
  heading: string | null
  before: Text[]
  items: Item[]
  after: Text[]
}

/** The sections of a job description. Blocks of unknown types have none. */
export function partsOf(job: JobDescription): Part[] {
  return job.blocks.flatMap((block) => partOf(block, job.resolvedLocale) ?? [])
}

function partOf(block: Block, locale: string): Part | null {
  const parts = (body: Text[], items: Item[] = []): Part | null => {
    if (!('blockId' in block)) return null
    const { heading, intro, outro } = block
    return {
      heading,
      before: [intro, ...body].filter(isThere),
      items,
      after: [outro].filter(isThere),
    }
  }
  const lang = (item: { resolvedLocale: string }) =>
    item.resolvedLocale === locale ? undefined : item.resolvedLocale
  switch (block.__typename) {
    case 'Prose':
    case 'SnippetUse':
      return parts([block.body])
    case 'Callout':
      return parts([block.text])
    case 'StatementList':
      return parts(
        [],
        block.items.map((item) => ({ lead: item.heading, text: item.text, lang: lang(item) })),
      )
    case 'QuestionList':
      return parts(
        [],
        block.items.map((item) => ({ lead: null, text: item.prompt, lang: lang(item) })),
      )
    case 'Faq':
      return parts(
        [],
        block.items.map(({ question, answer }) => ({ lead: question, text: answer })),
      )
    case 'SkillsTable':
      return parts(
        [],
        block.skills.map(({ skill }) => ({ lead: skill.name, text: null })),
      )
    default:
      return null
  }
}

/** The whole job description as plain text. */
export function asPlain(job: JobDescription, parts: readonly Part[]): string {
  const sections = parts.map(({ heading, before, items, after }) => [
    heading,
    ...before.map(({ plain }) => plain),
    items.map(({ lead, text }) => `- ${[lead, text?.plain].filter(isThere).join(': ')}`).join('\n'),
    ...after.map(({ plain }) => plain),
  ])
  return paragraphs([job.title, job.location, job.overview.plain, ...sections.flat()])
}

/** The whole job description as Markdown. */
export function asMarkdown(job: JobDescription, parts: readonly Part[]): string {
  const sections = parts.map(({ heading, before, items, after }) => [
    heading && `## ${heading}`,
    ...before.map(({ markdown }) => markdown),
    items.map(markdownItem).join('\n'),
    ...after.map(({ markdown }) => markdown),
  ])
  return paragraphs([`# ${job.title}`, job.location, job.overview.markdown, ...sections.flat()])
}

function markdownItem({ lead, text }: Item): string {
  const parts = [lead && `**${lead}**`, text?.markdown].filter(isThere)
  return `- ${parts.join(' ').replaceAll('\n', '\n  ')}`
}

function paragraphs(texts: (string | null)[]): string {
  return `${texts.filter(Boolean).join('\n\n')}\n`
}

function isThere<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined
}

import type { JobDescription, Part } from '../adapting.ts'
import { escaped } from '../escaping.ts'
import { replaceMarkers, unfilled, type Placeholder } from '../placeholders.ts'
import { Rich } from '../rich.tsx'
import type { Texts } from '../texts/index.ts'

interface SheetProps {
  job: JobDescription
  parts: Part[]
  lang: string | undefined
  texts: Texts
}

/** The job description as one would send it. */
export function Sheet({ job, parts, lang, texts }: SheetProps) {
  const marked = (html: string) => markBlanks(html, job.variables)
  const inline = (text: string) => ({ __html: marked(escaped(text)) })
  return (
    <article class="sheet" lang={lang}>
      <h2 class="sheet-title" dangerouslySetInnerHTML={inline(job.title)} />
      {job.location && (
        <p class="facts">
          <span class="unseen">{texts.location}: </span>
          <span dangerouslySetInnerHTML={inline(job.location)} />
        </p>
      )}
      <Rich html={marked(job.overview.html)} level={3} />
      {parts.map(({ heading, before, items, after }) => (
        <section>
          {heading && <h3 dangerouslySetInnerHTML={inline(heading)} />}
          {before.map((text) => (
            <Rich html={marked(text.html)} level={4} />
          ))}
          {items.length > 0 && (
            <ul>
              {items.map((item) => (
                <li lang={item.lang}>
                  {item.lead && <strong dangerouslySetInnerHTML={inline(item.lead)} />}
                  {item.text && <Rich html={marked(item.text.html)} level={4} />}
                </li>
              ))}
            </ul>
          )}
          {after.map((text) => (
            <Rich html={marked(text.html)} level={4} />
          ))}
        </section>
      ))}
    </article>
  )
}

/** Each placeholder of an HTML text as an element; within a tag, such as a link's, as its words. */
function markBlanks(text: string, placeholders: readonly Placeholder[]): string {
  return text
    .split(/(<(?:[^">]|"[^"]*")*>)/)
    .map((piece) =>
      replaceMarkers(piece, placeholders, (placeholder) => {
        const words = escaped(unfilled(placeholder))
        if (piece.startsWith('<')) return words
        return `<mark class="blank" data-name="${escaped(placeholder.name)}">${words}</mark>`
      }),
    )
    .join('')
}

import type { JobDescriptionPartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { langOf } from '../site.ts'
import { counted } from '../texts/index.ts'
import { Section, type Place } from './section.tsx'

/** A job description in short, and the way to the page that adapts it. */
export function JobDescriptionBlock({
  block,
  at,
}: {
  block: JobDescriptionPartsFragment
  at: Place
}) {
  const { jobDescription } = block
  const blanks = jobDescription.variables.length
  return (
    <Section block={block} at={at} name="job" heading={at.texts.jobDescription}>
      <div class="sheet">
        <div lang={langOf(jobDescription, at.locale)}>
          <p class="sheet-title">{jobDescription.title}</p>
          {jobDescription.location && <p class="facts">{jobDescription.location}</p>}
          <Rich html={jobDescription.overview.html} />
        </div>
        <p class="sheet-foot">
          <a class="button" href={at.jobDescription}>
            {at.texts.adapt}
          </a>
          <span class="facts">{counted(at.texts.placeholderCount, blanks, at.locale)}</span>
        </p>
      </div>
    </Section>
  )
}

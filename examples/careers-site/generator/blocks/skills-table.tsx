import type { Importance, SkillsPartsFragment } from '../../queries/generated/graphql.ts'
import { langOf } from '../site.ts'
import { Section, type Place } from './section.tsx'

/** The skills of a role in two groups. */
export function SkillsBlock({ block, at }: { block: SkillsPartsFragment; at: Place }) {
  const group = (title: string, importance: Importance) => {
    const skills = block.skills.filter((one) => one.importance === importance)
    if (skills.length === 0) return null
    return (
      <div>
        <h3>{title}</h3>
        <ul>
          {skills.map(({ skill }) => (
            <li lang={langOf(skill, at.locale)} title={skill.summary ?? undefined}>
              {skill.name}
            </li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <Section block={block} at={at} name="skills" heading={at.texts.headings.skills}>
      {group(at.texts.required, 'REQUIRED')}
      {group(at.texts.preferred, 'PREFERRED')}
    </Section>
  )
}

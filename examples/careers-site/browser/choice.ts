import type { Level, RolePageWhere } from '../queries/generated/graphql.ts'

/** What somebody is looking for: the state of the form, and of the address. */
export interface Choice {
  q: string
  family: string[]
  level: string[]
  skill: string
}

type Kind = 'family' | 'level' | 'skill'

/** What is chosen in a form or in an address. */
export function choiceIn(values: FormData | URLSearchParams): Choice {
  const all = (name: string) => values.getAll(name).map(String)
  return {
    q: String(values.get('q') ?? '').trim(),
    family: all('family'),
    level: all('level'),
    skill: String(values.get('skill') ?? ''),
  }
}

/** A choice as it stands in an address; empty if nothing is chosen. */
export function queryOf(choice: Choice): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(choice)) {
    for (const one of [value].flat()) if (one) parameters.append(name, one)
  }
  return parameters.toString()
}

/** A choice as Rolebook's condition, perhaps without one of its kinds. */
export function whereOf({ family, level, skill }: Choice, except?: Kind): RolePageWhere {
  const where: RolePageWhere = {}
  if (family.length > 0 && except !== 'family') where.family = { in: family }
  if (level.length > 0 && except !== 'level') where.level = { in: level as Level[] }
  if (skill && except !== 'skill') where.skill = { eq: skill }
  return where
}

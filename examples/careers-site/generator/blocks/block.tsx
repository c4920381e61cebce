import type { RolePageQuery } from '../../queries/generated/graphql.ts'
import { CalloutBlock } from './callout.tsx'
import { FaqBlock } from './faq.tsx'
import { JobDescriptionBlock } from './job-description-use.tsx'
import { ProseBlock } from './prose.tsx'
import { QuestionListBlock } from './question-list.tsx'
import { RelatedBlock } from './related-roles.tsx'
import type { Place } from './section.tsx'
import { SkillsBlock } from './skills-table.tsx'
import { SnippetBlock } from './snippet-use.tsx'
import { StatementListBlock } from './statement-list.tsx'

export type Block = NonNullable<RolePageQuery['rolePage']>['blocks'][number]

/** Every type this site shows. One that the schema gains does not compile until it is here. */
const KNOWN: Record<Block['__typename'], true> = {
  Callout: true,
  Faq: true,
  JobDescriptionUse: true,
  Prose: true,
  QuestionList: true,
  RelatedRoles: true,
  SkillsTable: true,
  SnippetUse: true,
  StatementList: true,
}

/** Whether a block is of a type that came with a newer server than this site was made for. */
export function isUnknown(block: { __typename: string }): boolean {
  return !(block.__typename in KNOWN)
}

/** A block of any type; nothing for a type that is not known. */
export function BlockView({ block, at }: { block: Block; at: Place }) {
  switch (block.__typename) {
    case 'Callout':
      return <CalloutBlock block={block} at={at} />
    case 'Faq':
      return <FaqBlock block={block} at={at} />
    case 'JobDescriptionUse':
      return <JobDescriptionBlock block={block} at={at} />
    case 'Prose':
      return <ProseBlock block={block} at={at} />
    case 'QuestionList':
      return <QuestionListBlock block={block} at={at} />
    case 'RelatedRoles':
      return <RelatedBlock block={block} at={at} />
    case 'SkillsTable':
      return <SkillsBlock block={block} at={at} />
    case 'SnippetUse':
      return <SnippetBlock block={block} at={at} />
    case 'StatementList':
      return <StatementListBlock block={block} at={at} />
    default:
      return null
  }
}

import type { QuestionListPartsFragment } from '../../queries/generated/graphql.ts'
import { Rich } from '../rich.tsx'
import { langOf } from '../site.ts'
import { Section, type Place } from './section.tsx'

type Question = QuestionListPartsFragment['items'][number]

/** Interview questions, their answers folded. */
export function QuestionListBlock({ block, at }: { block: QuestionListPartsFragment; at: Place }) {
  return (
    <Section block={block} at={at} name="questions" heading={at.texts.headings.questions}>
      <ol>
        {block.items.map((question, index) => (
          <li>
            <QuestionView question={question} number={index + 1} at={at} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function QuestionView({ question, number, at }: { question: Question; number: number; at: Place }) {
  const { texts } = at
  const lang = langOf(question, at.locale)
  const facts = [
    question.kind && texts.questionKinds[question.kind],
    question.minutes && texts.minutes(question.minutes),
    ...question.competencies.map(({ name }) => name),
  ].filter(Boolean)
  return (
    <>
      <p class="facts">
        {facts.join(' · ')}
        {question.difficulty && <Difficulty value={question.difficulty} at={at} />}
      </p>
      <Rich html={question.prompt.html} lang={lang} />
      {question.sampleAnswer && (
        <details>
          <summary>
            {texts.sampleAnswer}
            <span class="unseen"> {texts.forQuestion(number)}</span>
          </summary>
          <Rich html={question.sampleAnswer.html} lang={lang} />
        </details>
      )}
    </>
  )
}

function Difficulty({ value, at }: { value: number; at: Place }) {
  return (
    <span class="difficulty">
      {at.texts.difficulty}
      <span class="unseen"> {at.texts.ofFive(value)}</span>
      {[1, 2, 3, 4, 5].map((step) => (
        <i class={step <= value ? 'on' : undefined} />
      ))}
    </span>
  )
}

"""New blocks and what they hold: uses of parts, question-and-answer pairs."""

from typing import TypeAlias

import strawberry

from schema.editorial.enums import Show, StatementKind
from schema.editorial.inputs.texts import LocalTextInput, MaybeTexts
from schema.editorial.scalars import Locale

_BLOCK_ID = (
    "Its id: letters, digits, `_` and `-`, at most 80, unique in its entity; made if absent."
)
_HEADING = "Its heading."
_INTRO = "What stands before what it lists, in Markdown."
_OUTRO = "What stands after what it lists, in Markdown."
_HIDDEN = "Whether readers do without it."

MaybeItemId: TypeAlias = strawberry.Maybe[strawberry.ID | None]
"""An id that is made when nobody gives one."""


@strawberry.input(
    description="The published value that an override was written against, as `Base` tells it."
)
class BaseInput:
    entity: strawberry.Maybe[strawberry.ID | None] = strawberry.field(
        description="The entity it is a value of."
    )
    revision: strawberry.Maybe[int | None] = strawberry.field(
        description="The revision that was published then."
    )
    locale: strawberry.Maybe[Locale | None] = strawberry.field(
        description="The locale it was read in."
    )
    hash: str = strawberry.field(description="The hash of the value.")


@strawberry.input(
    description="A field told differently in one place. It has one of text, number and `inherit`."
)
class OverrideInput:
    field: str = strawberry.field(description="The field's name, such as `text` or `sampleAnswer`.")
    locale: strawberry.Maybe[Locale | None] = strawberry.field(
        description="The locale; absent for a field that is the same in every language."
    )
    text: strawberry.Maybe[str | None] = strawberry.field(description="A text or an importance.")
    number: strawberry.Maybe[int | None] = strawberry.field(description="Minutes or a difficulty.")
    inherit: bool = strawberry.field(
        default=False, description="Whether nothing is said in this locale, on purpose."
    )
    base: strawberry.Maybe[BaseInput | None] = strawberry.field(
        description="What it was written against: what is published now, if absent."
    )


@strawberry.input(description="A part used in a block.")
class NewUse:
    use_id: MaybeItemId = strawberry.field(description=_BLOCK_ID)
    target: strawberry.ID = strawberry.field(description="The id of the part.")
    hidden: bool = strawberry.field(default=False, description=_HIDDEN)
    overrides: strawberry.Maybe[list[OverrideInput] | None] = strawberry.field(
        description="What is told differently here."
    )


@strawberry.input(description="A question and its answer.")
class NewPair:
    pair_id: MaybeItemId = strawberry.field(description=_BLOCK_ID)
    question: list[LocalTextInput] = strawberry.field(description="The question, a line.")
    answer: list[LocalTextInput] = strawberry.field(description="The answer, in Markdown.")


@strawberry.input
class _NewBlock:
    block_id: MaybeItemId = strawberry.field(description=_BLOCK_ID)
    heading: MaybeTexts = strawberry.field(description=_HEADING)
    intro: MaybeTexts = strawberry.field(description=_INTRO)
    outro: MaybeTexts = strawberry.field(description=_OUTRO)
    hidden: bool = strawberry.field(default=False, description=_HIDDEN)


@strawberry.input(description="Free text.")
class NewProse(_NewBlock):
    body: list[LocalTextInput] = strawberry.field(description="The text, in Markdown.")


@strawberry.input(description="Statements of one kind.")
class NewStatementList(_NewBlock):
    kind: StatementKind = strawberry.field(description="The kind of all of them.")
    items: strawberry.Maybe[list[NewUse] | None] = strawberry.field(description="The statements.")


@strawberry.input(description="Interview questions.")
class NewQuestionList(_NewBlock):
    show: strawberry.Maybe[Show | None] = strawberry.field(
        description="Whether sample answers are shown: WITH_ANSWER unless said otherwise."
    )
    items: strawberry.Maybe[list[NewUse] | None] = strawberry.field(description="The questions.")


@strawberry.input(description="One embedded job description.")
class NewJobDescriptionUse(_NewBlock):
    use: NewUse = strawberry.field(description="The job description.")


@strawberry.input(description="One text that many pages carry.")
class NewSnippetUse(_NewBlock):
    use: NewUse = strawberry.field(description="The snippet.")


@strawberry.input(description="Questions and answers written in place.")
class NewFaq(_NewBlock):
    pairs: strawberry.Maybe[list[NewPair] | None] = strawberry.field(
        description="The pairs, in order."
    )


@strawberry.input(description="The role's skills, derived.")
class NewSkillsTable(_NewBlock):
    pass


@strawberry.input(description="A remark that stands out.")
class NewCallout(_NewBlock):
    text: list[LocalTextInput] = strawberry.field(description="The remark, in Markdown.")
    url: strawberry.Maybe[str | None] = strawberry.field(description="Where it leads.")


@strawberry.input(description="Cards of other role pages.")
class NewRelatedRoles(_NewBlock):
    picks: strawberry.Maybe[list[NewUse] | None] = strawberry.field(description="The pages.")


@strawberry.input(one_of=True, description="A block of exactly one kind.")
class NewBlock:
    prose: strawberry.Maybe[NewProse | None] = strawberry.field(description="Free text.")
    statement_list: strawberry.Maybe[NewStatementList | None] = strawberry.field(
        description="Statements of one kind."
    )
    question_list: strawberry.Maybe[NewQuestionList | None] = strawberry.field(
        description="Interview questions."
    )
    job_description: strawberry.Maybe[NewJobDescriptionUse | None] = strawberry.field(
        description="One embedded job description."
    )
    snippet: strawberry.Maybe[NewSnippetUse | None] = strawberry.field(
        description="One text that many pages carry."
    )
    faq: strawberry.Maybe[NewFaq | None] = strawberry.field(description="Questions and answers.")
    skills_table: strawberry.Maybe[NewSkillsTable | None] = strawberry.field(
        description="The role's skills."
    )
    callout: strawberry.Maybe[NewCallout | None] = strawberry.field(
        description="A remark that stands out."
    )
    related_roles: strawberry.Maybe[NewRelatedRoles | None] = strawberry.field(
        description="Cards of other role pages."
    )

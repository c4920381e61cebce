"""The closed union of blocks a composed entity is made of. Listed by hand, here alone."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from content.values.ids import ContentType, ItemId
from content.values.text import LocalLine, LocalMarkdown
from content.values.uses import OrderKey, Override, Use
from content.values.value import Value


class StatementKind(StrEnum):
    """What a statement says about a job."""

    RESPONSIBILITY = "RESPONSIBILITY"
    REQUIREMENT = "REQUIREMENT"
    REASON = "REASON"
    BENEFIT = "BENEFIT"


class Show(StrEnum):
    """Whether a question list shows sample answers."""

    PROMPT_ONLY = "PROMPT_ONLY"
    WITH_ANSWER = "WITH_ANSWER"


class _Block(Value):
    block_id: ItemId
    order_key: OrderKey
    hidden: bool = False
    heading: LocalLine = Field(default_factory=dict)
    intro: LocalMarkdown = Field(default_factory=dict)
    outro: LocalMarkdown = Field(default_factory=dict)


class Prose(_Block):
    """Free text."""

    type: Literal["PROSE"]
    body: LocalMarkdown


class StatementList(_Block):
    """Statements of one kind."""

    type: Literal["STATEMENT_LIST"]
    kind: StatementKind
    items: tuple[Use, ...] = ()


class QuestionList(_Block):
    """Interview questions."""

    type: Literal["QUESTION_LIST"]
    show: Show = Show.WITH_ANSWER
    items: tuple[Use, ...] = ()


class JobDescriptionUse(_Block):
    """One embedded job description."""

    type: Literal["JOB_DESCRIPTION_USE"]
    use: Use


class SnippetUse(_Block):
    """One text that many pages carry."""

    type: Literal["SNIPPET_USE"]
    use: Use


class FaqPair(Value):
    """A question and its answer, written in place."""

    pair_id: ItemId
    order_key: OrderKey
    question: LocalLine
    answer: LocalMarkdown


class Faq(_Block):
    """Questions and answers written in place."""

    type: Literal["FAQ"]
    pairs: tuple[FaqPair, ...] = ()


class SkillsTable(_Block):
    """The role's skills, derived."""

    type: Literal["SKILLS_TABLE"]


class Callout(_Block):
    """A remark that stands out, perhaps with a link."""

    type: Literal["CALLOUT"]
    text: LocalMarkdown
    url: str | None = Field(default=None, max_length=2_000)


class RelatedRoles(_Block):
    """Cards of other role pages."""

    type: Literal["RELATED_ROLES"]
    picks: tuple[Use, ...] = ()


class InheritedBlock(Value):
    """A change to a block of the parent: what is not said here stays as inherited.

    `items` holds own uses (with a target) and changes to inherited ones (without).
    """

    type: Literal["INHERITED"]
    block_id: ItemId
    hidden: bool | None = None
    order_key: OrderKey | None = None
    overrides: tuple[Override, ...] = ()
    items: tuple[Use, ...] = ()


OwnBlock = (
    Prose
    | StatementList
    | QuestionList
    | JobDescriptionUse
    | SnippetUse
    | Faq
    | SkillsTable
    | Callout
    | RelatedRoles
)
Block = Annotated[OwnBlock | InheritedBlock, Field(discriminator="type")]

BLOCK_TEXTS: dict[str, frozenset[str]] = {
    "PROSE": frozenset({"heading", "intro", "outro", "body"}),
    "CALLOUT": frozenset({"heading", "intro", "outro", "text"}),
}
"""The localised fields of a block; a type not named here has heading, intro and outro."""
PLAIN_BLOCK_TEXTS = frozenset({"heading", "intro", "outro"})

ALLOWED_BLOCKS: dict[ContentType, frozenset[str]] = {
    ContentType.ROLE_PAGE: frozenset(
        {
            "PROSE",
            "STATEMENT_LIST",
            "QUESTION_LIST",
            "JOB_DESCRIPTION_USE",
            "SNIPPET_USE",
            "FAQ",
            "SKILLS_TABLE",
            "CALLOUT",
            "RELATED_ROLES",
        }
    ),
    ContentType.JOB_DESCRIPTION: frozenset(
        {
            "PROSE",
            "STATEMENT_LIST",
            "QUESTION_LIST",
            "SNIPPET_USE",
            "FAQ",
            "SKILLS_TABLE",
            "CALLOUT",
        }
    ),
}


def uses_in(block: OwnBlock | InheritedBlock) -> tuple[Use, ...]:
    """The uses a block holds, in stored order."""
    match block:
        case StatementList() | QuestionList() | InheritedBlock():
            return block.items
        case JobDescriptionUse() | SnippetUse():
            return (block.use,)
        case RelatedRoles():
            return block.picks
        case _:
            return ()

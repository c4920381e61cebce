"""What only interviewers may read, and how it is kept from others."""

from collections.abc import Iterable
from typing import Any

from auth.scopes import Scope
from content.values import entity as values
from content.values.sources import Audience, InterviewQuestion
from content.values.uses import Override, Use
from schema.editorial.context import EditorialContext, Info
from schema.editorial.entity import Draft
from schema.editorial.resolving import read_field

ANSWER = "sample_answer"


def may_read(context: EditorialContext) -> bool:
    """Whether the caller may read what is for interviewers alone."""
    return Scope.INTERVIEW_READ.value in context.principal.effective_scopes


async def sample_answer(draft: Draft, info: Info) -> Any:
    """The answers; None where they are not for the caller.

    An answer that was public once is kept as closely as the question's answer is now.
    """
    if not may_read(info.context):
        now = await info.context.entity(draft.id)
        if not (_is_public(draft) and _is_public(now)):
            return None
    return read_field(draft, ANSWER)


async def shown(context: EditorialContext, use: Use) -> Iterable[Override]:
    """The overrides of a use, without answers that are not for the caller."""
    is_plain = all(override.field != ANSWER for override in use.overrides)
    if is_plain or may_read(context) or _is_public(await context.entity(use.target)):
        return use.overrides
    return [override for override in use.overrides if override.field != ANSWER]


def look_for(draft: Draft) -> Any:
    """What a good answer has."""
    return read_field(draft, "look_for")


def red_flags(draft: Draft) -> Any:
    """What speaks against a candidate."""
    return read_field(draft, "red_flags")


def follow_ups(draft: Draft) -> Any:
    """What to ask next."""
    return read_field(draft, "follow_ups")


def rubric(draft: Draft) -> Any:
    """What each score looks like."""
    return read_field(draft, "rubric")


def _is_public(question: values.Entity | None) -> bool:
    return (
        question is not None
        and isinstance(question.source, InterviewQuestion)
        and question.source.audience is Audience.PUBLIC
    )

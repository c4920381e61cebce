"""Whether the caller may do what they ask: asked of the policy before anything is done."""

from collections.abc import Mapping, Sequence
from typing import Any

from auth.policy import Action, Reason, decide
from content import drafts
from content.values.entity import Entity
from content.values.ids import ContentType, type_of
from content.values.permitting import Permit, Subject
from content.values.problems import Forbidden, Issue, NotFound, ValidationFailed
from schema.editorial.context import EditorialContext
from schema.editorial.shapes import INTERVIEWER_ONLY

_FOR_INTERVIEWERS = INTERVIEWER_ONLY | {"audience"}


class NotPermitted(Forbidden):
    """The policy's refusal, with its reason."""

    def __init__(self, message: str, reason: Reason) -> None:
        self.reason = reason
        super().__init__(message)


class SignInNotRecent(NotPermitted):
    """What is asked for needs a person who proved who they are a moment ago."""

    code = "SIGN_IN_NOT_RECENT"


class AdminNeeded(Forbidden):
    """Nobody could manage accounts any more."""


def demand(
    context: EditorialContext,
    action: Action,
    content_type: ContentType,
    locale: str | None = None,
    created_by: str | None = None,
) -> None:
    """Returns if the caller may do it to such content; raises NotPermitted otherwise."""
    verdict = decide(
        context.principal,
        action,
        content_type=content_type,
        locale=locale,
        created_by=created_by,
        now=context.now(),
    )
    if verdict.reason is not None:
        words = action.value.lower().replace("_", " ")
        where = f" in {locale}" if locale else ""
        raise NotPermitted(f"You may not {words} this{where}.", verdict.reason)


async def demanded(
    context: EditorialContext, action: Action, entity_id: str, *locales: str
) -> Entity:
    """The entity, if the caller may do it there; raises as `permitted` and its answer do.

    Raises NotFound for one that does not exist, too.
    """
    permit = permitted(context, action, entity_id, *locales)
    entity = await drafts.get(context.installation, entity_id)
    permit(entity)
    return entity


def permitted(context: EditorialContext, action: Action, entity_id: str, *locales: str) -> Permit:
    """What raises NotPermitted unless the caller may do it there, once the entity was read.

    Raises NotFound for one that the caller may not see: nobody learns from a refusal what there
    is.
    """
    try:
        is_seen = context.within.sees(type_of(entity_id))
    except ValueError as error:
        raise NotFound(f"{entity_id[:40]!r} is no entity's id") from error
    if not is_seen:
        raise NotFound(f"there is no entity {entity_id}")

    def permit(subject: Subject) -> None:
        for locale in locales or (None,):
            demand(context, action, subject.type, locale, subject.created_by)

    return permit


def demand_for_interviewers(context: EditorialContext, given: Mapping[str, Any]) -> None:
    """Returns if what is given touches nothing that is for interviewers alone, or if the caller
    may read that; raises NotPermitted otherwise. Who may not read an answer cannot make it public.
    """
    touched = [name for name in given if name in _FOR_INTERVIEWERS]
    if touched:
        demand(context, Action.READ_INTERVIEWER_FIELDS, ContentType.INTERVIEW_QUESTION)


def refuse_unknown_locales(context: EditorialContext, locales: Sequence[str]) -> None:
    """Raises ValidationFailed for a locale that is not configured, or if none is named."""
    known = context.installation.locales
    issues = [
        Issue(
            path=f"locales.{index}",
            code="UNKNOWN_LOCALE",
            message=f"{locale[:40]!r} is not configured; the locales are {', '.join(known.all)}",
        )
        for index, locale in enumerate(locales)
        if locale not in known.chains
    ]
    if not locales:
        issues = [Issue(path="locales", code="REQUIRED", message="name at least one locale")]
    if issues:
        raise ValidationFailed(issues)

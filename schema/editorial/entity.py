"""What every kind of content has, as its editors see it."""

from typing import TYPE_CHECKING, Annotated, Any, Optional

import strawberry
from strawberry import UNSET

from auth.policy import Verdict
from content import drafts, issues, usage
from content.drafts import LocaleState as State
from content.drafts import locale_state
from content.values import entity as values
from content.values.entity import Publication
from content.values.ids import ContentType
from content.values.problems import Issue as FoundIssue
from schema.editorial import enums
from schema.editorial.actor import Actor
from schema.editorial.connection import After, Connection, First, Listed, asked
from schema.editorial.context import Info
from schema.editorial.issue import Issue
from schema.editorial.permission import InLocale, Permission, ToDo
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale, Timestamp

if TYPE_CHECKING:
    from schema.editorial.revision import Revision
    from schema.editorial.usage import Usage

Draft = strawberry.Parent[values.Entity]
"""The content an entity's fields are resolved from."""

Version = Annotated[int, strawberry.argument(description="The number of a save.")]


@strawberry.type(description="How a draft stands to what one locale publishes.")
class LocaleState:
    locale: Locale = strawberry.field(description="The locale.")
    state: State = strawberry.field(description="How the draft stands to what is published.")
    published_revision: int | None = strawberry.field(
        description="The revision that is published; null if none is now."
    )
    published_at: Timestamp | None = strawberry.field(
        description="When it was published; null if nothing is now."
    )
    first_published_at: Timestamp | None = strawberry.field(
        description="When this locale was first published; null if it never was."
    )


def _locales(draft: Draft, info: Info) -> list[LocaleState]:
    return [
        _locale(draft, locale, draft.published.get(locale))
        for locale in info.context.installation.locales.all
    ]


def _locale(draft: values.Entity, locale: str, publication: Publication | None) -> LocaleState:
    is_live = publication is not None and publication.revision is not None
    return LocaleState(
        locale=Locale(locale),
        state=locale_state(draft, locale),
        published_revision=publication.revision if publication else None,
        published_at=Timestamp(publication.at) if publication and is_live else None,
        first_published_at=Timestamp(publication.first_at) if publication else None,
    )


async def _home(draft: Draft, info: Info) -> values.Entity | None:
    return await info.context.entity(draft.home)


async def _issues(draft: Draft, info: Info) -> list[FoundIssue]:
    return await issues.issues(info.context.installation, draft.id)


async def _used_by(draft: Draft, info: Info, first: First = UNSET, after: After = UNSET) -> Listed:
    return await used_by(info, draft.id, first, after)


async def used_by(info: Info, entity_id: str, first: int | None, after: str | None) -> Listed:
    """Who uses an entity, of the types that the caller may see."""
    context = info.context
    types = [each for each in ContentType if context.within.sees(each)]
    found = await usage.usage(
        context.installation, entity_id, asked(first, after), context.seal, types=types
    )
    return Listed(found, lambda: usage.total(entity_id, types=types))


async def _revisions(
    draft: Draft, info: Info, first: First = UNSET, after: After = UNSET
) -> Listed:
    context = info.context
    found = await drafts.saves(context.installation, draft.id, asked(first, after), context.seal)
    return Listed(found, lambda: drafts.count_saves(context.installation, draft.id))


async def _revision(draft: Draft, info: Info, version: Version) -> Any:
    return await drafts.save_of(info.context.installation, draft.id, version)


def _can(draft: Draft, info: Info, action: ToDo, locale: InLocale = UNSET) -> Verdict:
    return info.verdict(action, draft.type, locale, draft.created_by)


def _created_by(draft: Draft) -> str:
    return draft.created_by


def _saved_by(draft: Draft) -> str:
    return draft.saved_by


@strawberry.interface(description="Content of any kind, as its editors see it.")
class Entity:
    id: strawberry.ID = strawberry.field(description="Its id, for life.")
    type: enums.ContentType = strawberry.field(description="Its kind.")
    key: str = strawberry.field(
        description="A codename for people, unique per type and fixed once published."
    )
    version: int = strawberry.field(
        description="The number of its last save: what a change is made against."
    )
    archived: bool = strawberry.field(description="Whether it is in the archive.")
    archived_at: Timestamp | None = strawberry.field(
        description="When it was archived; it can be restored for 30 days."
    )
    abstract: bool = strawberry.field(
        description="Whether it is published only to be inherited from."
    )
    home: Optional["Entity"] = resolved_by(
        _home, "The page it belongs to; null if it is shared, or not for the caller to see."
    )
    created_at: Timestamp = strawberry.field(description="When it was made.")
    created_by: Actor = resolved_by(_created_by, "Who made it.")
    saved_at: Timestamp = strawberry.field(description="When it was last saved.")
    saved_by: Actor = resolved_by(_saved_by, "Who saved it last.")
    locales: list[LocaleState] = resolved_by(
        _locales, "How it stands in each configured locale, the default first."
    )
    issues: list[Issue] = resolved_by(
        _issues,
        "What to know before publishing it, worst first. Costs as much as publishing it would.",
    )
    used_by: Connection[Annotated["Usage", strawberry.lazy("schema.editorial.usage")]] = (
        resolved_by(_used_by, "Who uses it, in drafts or in what is published, by id.")
    )
    revisions: Connection[Annotated["Revision", strawberry.lazy("schema.editorial.revision")]] = (
        resolved_by(_revisions, "Its saves, newest first.")
    )
    revision: Annotated["Revision", strawberry.lazy("schema.editorial.revision")] | None = (
        resolved_by(_revision, "One of its saves; null if there is none, or none any more.")
    )
    can: Permission = resolved_by(_can, "Whether the caller may do something to it.")

    @classmethod
    def is_type_of(cls, value: Any, _info: object) -> bool:
        """Whether content is of this type: its content type says so."""
        return isinstance(value, values.Entity) and value.type is CONTENT_TYPES.get(cls.__name__)


CONTENT_TYPES = {
    "Role": ContentType.ROLE,
    "Statement": ContentType.STATEMENT,
    "InterviewQuestion": ContentType.INTERVIEW_QUESTION,
    "Snippet": ContentType.SNIPPET,
    "JobDescription": ContentType.JOB_DESCRIPTION,
    "RolePage": ContentType.ROLE_PAGE,
    "Organization": ContentType.ORGANIZATION,
    "JobFamily": ContentType.JOB_FAMILY,
    "Skill": ContentType.SKILL,
    "Competency": ContentType.COMPETENCY,
}
"""The content type of each GraphQL type."""

"""What goes into the trash together: an entity and the parts at home on it."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any, Final

from content.documents.heads import HEADS, Head
from content.publishing import restricting
from content.publishing.restricting import Pair, User
from content.store import Session
from content.store.bulk import update_all
from content.values.ids import ContentType
from content.values.problems import Conflict, Forbidden
from content.values.within import Within

KEPT: Final = timedelta(days=30)
"""How long an archived entity can be restored."""


async def kept_by(ids: Collection[str], session: Session) -> list[User]:
    """The drafts outside, archived or not, that refer to one of these: they keep it from going."""
    return await restricting.draft_users(ids, session, archived=True)


def published_pairs(heads: Iterable[Head]) -> list[Pair]:
    """Every locale that serves one of them."""
    return [
        (head.id, locale)
        for head in heads
        for locale, publication in head.published.items()
        if publication.revision is not None
    ]


def expect_version(head: Head, expected_version: int) -> None:
    """Raises Conflict if the head is not at that version."""
    if head.version != expected_version:
        raise Conflict(
            f"{head.key} is at version {head.version}, not {expected_version}",
            current_version=head.version,
            saved_by=head.saved_by,
        )


def expect_archived(head: Head) -> None:
    """Raises Conflict unless the head is archived: nothing else can be deleted."""
    if not head.archived:
        raise Conflict(f"{head.key} is not archived; only what is archived can be deleted")


def refuse_foreign(heads: Iterable[Head], within: Within) -> None:
    """Raises Forbidden with the keys that the grants do not cover in every locale."""
    foreign = [head.key for head in heads if not within.covers(head.type)]
    if foreign:
        told = f"your grants do not cover all of: {', '.join(foreign[:5])}"
        raise Forbidden(told, foreign)


async def mark(heads: Iterable[Head], marks: dict[str, Any], session: Session) -> None:
    """Sets the same fields on several heads."""
    by_type: dict[ContentType, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for head in heads:
        by_type.setdefault(head.type, []).append(({"_id": head.id}, {"$set": marks}))
    for content_type, updates in by_type.items():
        await update_all(HEADS[content_type].get_motor_collection(), updates, session)

"""The one door to `resolved`, `edges` and `paths` for readers; nothing else here finds."""

from collections.abc import Mapping, Sequence
from typing import Any

from content.installation import Installation
from content.reading.reader import Reader
from content.values.ids import ContentType

Document = dict[str, Any]
Filter = Mapping[str, Any]

TYPENAMES: dict[ContentType, tuple[str, ...]] = {
    ContentType.ROLE: ("Role",),
    ContentType.STATEMENT: ("Responsibility", "Requirement", "Reason", "Benefit"),
    ContentType.INTERVIEW_QUESTION: ("InterviewQuestion",),
    ContentType.SNIPPET: ("Snippet",),
    ContentType.JOB_DESCRIPTION: ("JobDescription",),
    ContentType.ROLE_PAGE: ("RolePage",),
    ContentType.ORGANIZATION: ("Organization",),
    ContentType.JOB_FAMILY: ("JobFamily",),
    ContentType.SKILL: ("Skill",),
    ContentType.COMPETENCY: ("Competency",),
}
"""The delivery types of a content type: a statement has one for each kind."""

WITH_ROWS = frozenset({"RolePage", "JobDescription"})
"""Delivery types whose body is large, so that lists read a smaller row."""

_ALL_AT_ONCE = 10_000
SLOWEST_MILLISECONDS = 2_000
"""How long MongoDB may work on one read."""


async def find(
    reader: Reader,
    wanted: Filter,
    fields: Mapping[str, int],
    *,
    sort: Sequence[tuple[str, int]] = (),
    limit: int = 0,
    collection: str = "resolved",
) -> list[Document]:
    """The documents that fit, with only those fields; raises Unavailable."""
    reader.about_to_wait()
    return await find_in(
        reader.installation, wanted, fields, sort=sort, limit=limit, collection=collection
    )


async def find_in(
    installation: Installation,
    wanted: Filter,
    fields: Mapping[str, int],
    *,
    sort: Sequence[tuple[str, int]] = (),
    limit: int = 0,
    collection: str = "resolved",
) -> list[Document]:
    """The same, on behalf of several readers."""
    async with installation.store.reading() as database:
        cursor = database.get_collection(collection).find(
            dict(wanted),
            dict(fields),
            limit=limit,
            max_time_ms=SLOWEST_MILLISECONDS,
            batch_size=_ALL_AT_ONCE,
        )
        if sort:
            cursor = cursor.sort(list(sort))
        return await cursor.to_list(None)


async def aggregate(reader: Reader, stages: Sequence[Filter]) -> list[Document]:
    """What a pipeline over `resolved` yields; raises Unavailable."""
    reader.about_to_wait()
    async with reader.installation.store.reading() as database:
        cursor = database.get_collection("resolved").aggregate(
            [dict(stage) for stage in stages], maxTimeMS=SLOWEST_MILLISECONDS
        )
        return await cursor.to_list(None)


async def count(reader: Reader, wanted: Filter) -> int:
    """How many documents fit; raises Unavailable."""
    reader.about_to_wait()
    async with reader.installation.store.reading() as database:
        return await database.get_collection("resolved").count_documents(
            dict(wanted), maxTimeMS=SLOWEST_MILLISECONDS
        )

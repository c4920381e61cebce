"""Thinning: of old saves that nobody published, named or refers to, one an hour is kept."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from content.documents.heads import HEADS
from content.documents.revisions import RevisionDocument, revision_id
from content.documents.work import Audit, ImportRecord
from content.installation import Installation
from content.store import Session
from content.values.ids import type_of

AGE: Final = timedelta(days=30)
"""How long every save is kept."""
_BATCH: Final = 500


async def thin(installation: Installation) -> int:
    """Deletes superfluous saves older than 30 days; how many those were.

    Of each author and hour the newest save of an entity stays. So does every one that is an
    entity's draft, is or ever was published, has a name, or that a `base` names.
    """
    superfluous = [name async for name in _superfluous(installation.clock() - AGE)]
    if not superfluous:
        return 0
    kept = await _referred_to()
    gone: dict[str, list[int]] = {}
    for entity, version in superfluous:
        if revision_id(entity, version) not in kept:
            gone.setdefault(entity, []).append(version)
    return sum([await _delete(installation, *each) for each in gone.items()])


async def _delete(installation: Installation, entity: str, versions: list[int]) -> int:
    """Deletes saves of one entity, but for what was published or named a moment ago."""

    async def work(session: Session) -> int:
        heads = HEADS[type_of(entity)].get_motor_collection()
        # A publish writes the head too: of the two, one sees what the other did.
        head = await heads.find_one_and_update(
            {"_id": entity}, {"$inc": {"thinned": 1}}, session=session
        )
        if head is None:
            return 0
        served = {each["revision"] for each in head["published"].values()}
        names = [revision_id(entity, each) for each in versions if each not in served]
        result = await RevisionDocument.get_motor_collection().delete_many(
            {"_id": {"$in": names}, "name": None}, session=session
        )
        return int(result.deleted_count)

    return await installation.store.transaction(work)


async def _superfluous(before: datetime) -> AsyncIterator[tuple[str, int]]:
    """Old saves without a name that a later one of the same author and hour made superfluous."""
    query = {"at": {"$lt": before}, "name": None}
    fields = {"entity": 1, "version": 1, "author": 1, "at": 1}
    found = RevisionDocument.get_motor_collection().find(query, fields)
    entity, seen = "", set[tuple[str, datetime]]()
    async for save in found.sort([("entity", 1), ("version", -1)]):
        if save["entity"] != entity:
            entity, seen = save["entity"], set()
        hour = save["at"].replace(minute=0, second=0, microsecond=0)
        if (save["author"], hour) in seen:
            yield entity, save["version"]
        seen.add((save["author"], hour))


async def _referred_to() -> set[str]:
    """Every revision that a head, a publication, a base or an import refers to, by id.

    Bases are looked for in drafts and in what is published, where a reader or an editor can
    still be told of them.
    """
    kept: set[str] = set()
    published: set[str] = set()
    fields = {"version": 1, "source": 1, "published": 1}
    for document in HEADS.values():
        async for head in document.get_motor_collection().find({}, fields):
            kept.add(revision_id(head["_id"], head["version"]))
            kept.update(_bases(head["source"]))
            for publication in head["published"].values():
                if publication["revision"] is not None:
                    published.add(revision_id(head["_id"], publication["revision"]))
    revisions = RevisionDocument.get_motor_collection()
    names = sorted(published)
    for start in range(0, len(names), _BATCH):
        some = {"_id": {"$in": names[start : start + _BATCH]}}
        async for revision in revisions.find(some, {"source": 1}):
            kept.update(_bases(revision["source"]))
    async for deed in Audit.get_motor_collection().find(
        {"action": "publish"}, {"entity": 1, "details.revision": 1}
    ):
        published.add(revision_id(deed["entity"], deed["details"].get("revision", 0)))
    async for imported in ImportRecord.get_motor_collection().find({}, {"versions": 1}):
        kept.update(revision_id(*each) for each in imported["versions"].items())
    return kept | published


def _bases(data: Any) -> Iterator[str]:
    """The revisions that bases inside stored content name."""
    if isinstance(data, dict):
        base = data.get("base")
        if isinstance(base, dict) and base.get("entity") and base.get("revision"):
            yield revision_id(base["entity"], base["revision"])
        for value in data.values():
            yield from _bases(value)
    elif isinstance(data, list):
        for value in data:
            yield from _bases(value)

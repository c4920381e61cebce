"""What is stored at one moment: heads and revisions, each read once and in few commands."""

from collections.abc import Iterable
from typing import Any, Final

from content.documents.heads import HEADS, Head
from content.documents.resolved import Edges
from content.documents.revisions import RevisionDocument, revision_id
from content.resolving.heads import FIELDS, REFERS_TO, HeadFacts, facts_of
from content.resolving.remembering import Save, remembered
from content.store import Session
from content.values.ids import ContentType, type_of
from content.values.sources import Source, parse_source

_ALL_AT_ONCE: Final = 10_000


class Moment:
    """Heads and sources as one session sees them, in its transaction or snapshot.

    It keeps what it has read, so it is of use only until its transaction writes heads.
    `likely` are ids that will probably be asked for: they are read along with the first.
    """

    def __init__(self, session: Session | None, likely: Iterable[str] = ()) -> None:
        self._session = session
        self._likely = set(likely)
        self._heads: dict[str, HeadFacts | None] = {}
        self._sources: dict[Save, Source] = {}

    async def heads(
        self, ids: Iterable[str], documents: Iterable[str] = ()
    ) -> dict[str, HeadFacts]:
        """The heads of those ids that exist.

        What the resolved `documents` used when they were made is likely from then on.
        """
        asked = list(dict.fromkeys(ids))
        missing = [each for each in asked if each not in self._heads]
        if missing:
            wanted = dict.fromkeys([*missing, *sorted(self._likely)])
            await self._read([each for each in wanted if each not in self._heads], documents)
        found = ((each, self._heads[each]) for each in asked)
        return {entity: head for entity, head in found if head is not None}

    async def _read(self, ids: list[str], documents: Iterable[str]) -> None:
        parts = [
            (HEADS[content_type].get_motor_collection(), {"_id": {"$in": some}}, FIELDS)
            for content_type, some in _by_type(ids).items()
        ]
        named = list(documents)
        if named:
            edges = Edges.get_motor_collection()
            parts.append((edges, {"_id": {"$in": named}}, {"target_ids": 1}))
        self._heads.update(dict.fromkeys(ids))
        self._likely.clear()
        for document in await _read_all(parts, self._session):
            if "target_ids" in document:
                self._likely.update(document["target_ids"])
            else:
                self._heads[document["_id"]] = facts_of(document)

    async def open(self, entity_id: str) -> Head | None:
        """The whole head; those of what it refers to are read along with it."""
        content_type = type_of(entity_id)
        document = HEADS[content_type]
        stages: list[dict[str, Any]] = [{"$match": {"_id": entity_id}}]
        for each in REFERS_TO.get(content_type, ()):
            lookup = {
                "from": HEADS[each].get_motor_collection().name,
                "localField": "references",
                "foreignField": "_id",
                "pipeline": [{"$project": FIELDS}],
                "as": f"read {each}",
            }
            stages.append({"$lookup": lookup})
        cursor = document.get_motor_collection().aggregate(stages, session=self._session)
        found = await cursor.to_list(None)
        if not found:
            return None
        for each in REFERS_TO.get(content_type, ()):
            for target in found[0].pop(f"read {each}"):
                self._heads[target["_id"]] = facts_of(target)
        head: Head = document.model_validate(found[0])
        return head

    async def read(self, saves: Iterable[Save]) -> None:
        """Reads the sources of those revisions, as far as they are not known."""
        unknown = {
            revision_id(each.entity, each.version): each
            for each in saves
            if self.known(each) is None
        }
        if not unknown:
            return
        found = RevisionDocument.get_motor_collection().find(
            {"_id": {"$in": list(unknown)}},
            {"type": 1, "source": 1},
            session=self._session,
            batch_size=_ALL_AT_ONCE,
        )
        for document in await found.to_list(None):
            source = parse_source(document["type"], document["source"])
            self._sources[unknown[document["_id"]]] = source
        # What a transaction reads may be its own and never be committed.
        if self._session is None or not self._session.in_transaction:  # type: ignore[truthy-function]
            remembered.remember(self._sources)

    def known(self, save: Save) -> Source | None:
        """The source of a revision that was read or is remembered."""
        found = self._sources.get(save)
        if found is None:
            found = remembered.get(save)
            if found is not None:
                self._sources[save] = found
        return found

    def source(self, save: Save) -> Source:
        """The source of a revision that was read; raises LookupError if it is not kept."""
        found = self.known(save)
        if found is None:
            raise LookupError(f"revision {save.version} of {save.entity} is not kept any more")
        return found

    def has_committed(self) -> None:
        """The transaction was the reader's alone and is committed: what it read holds for all."""
        remembered.remember(self._sources)


def _by_type(ids: Iterable[str]) -> dict[ContentType, list[str]]:
    found: dict[ContentType, list[str]] = {}
    for entity_id in ids:
        found.setdefault(type_of(entity_id), []).append(entity_id)
    return found


async def _read_all(
    parts: list[tuple[Any, dict[str, Any], dict[str, int]]], session: Session | None
) -> list[dict[str, Any]]:
    """What the filters find in their collections, in one command."""
    stages: list[dict[str, Any]] = [{"$documents": [{}]}]
    for collection, matching, fields in parts:
        pipeline = [{"$match": matching}, {"$project": fields}]
        lookup = {"from": collection.name, "pipeline": pipeline, "as": collection.name}
        # Transactions allow this, and not $unionWith.
        stages.append({"$lookup": lookup})
    [found] = await parts[0][0].database.aggregate(stages, session=session).to_list(None)
    return [document for documents in found.values() for document in documents]

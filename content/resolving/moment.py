"""What is stored at one moment: heads and revisions, each read once and in few commands."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from content.documents.heads import HEADS, Head
from content.documents.revisions import RevisionDocument, revision_id
from content.resolving.beforehand import Known, lookup, read_beforehand
from content.resolving.heads import FIELDS, REFERS_TO, HeadFacts
from content.resolving.remembering import Save, remembered
from content.store import Session
from content.values.entity import Publication
from content.values.ids import ContentType, type_of
from content.values.sources import Source, parse_source
from content.values.value import trusted

_ALL_AT_ONCE: Final = 10_000


class Moment:
    """Heads and sources as one session sees them, in its transaction or snapshot.

    It keeps what it has read, so it is of use only until its transaction writes heads.
    `beforehand` is what `begin` read of documents and paths.
    """

    def __init__(self, session: Session | None) -> None:
        self._session = session
        self._heads: dict[str, HeadFacts | None] = {}
        self._sources: dict[Save, Source] = {}
        self.beforehand = Known()

    async def begin(self, entities: Collection[str], locales: Collection[str]) -> None:
        """Reads in one command what publishing these in these locales will ask for.

        What it does not foresee is read when it is asked for.
        """
        heads, self.beforehand = await read_beforehand(entities, locales, self._session)
        self._heads.update(dict.fromkeys(entities))
        self._heads.update(heads)

    async def heads(self, ids: Iterable[str]) -> dict[str, HeadFacts]:
        """The heads of those ids that exist."""
        asked = list(dict.fromkeys(ids))
        missing = [each for each in asked if each not in self._heads]
        if missing:
            self._heads.update(dict.fromkeys(missing))
            for stored in await _read_all(missing, self._session):
                self._heads[stored["_id"]] = HeadFacts(stored)
        found = ((each, self._heads[each]) for each in asked)
        return {entity: head for entity, head in found if head is not None}

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
                self._heads[target["_id"]] = HeadFacts(target)
        return _head(document, found[0])

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


def _head(document: type[Head], stored: dict[str, Any]) -> Head:
    """What `Head.model_validate` makes of it, without looking at a source that was checked."""
    published = {
        locale: trusted(Publication, publication)
        for locale, publication in stored["published"].items()
    }
    fields = {**stored, "type": ContentType(stored["type"]), "published": published}
    head: Head = document.model_construct(id=fields.pop("_id"), **fields)
    return head


async def _read_all(ids: Iterable[str], session: Session | None) -> list[dict[str, Any]]:
    """The heads of those ids, in one command."""
    by_type: dict[ContentType, list[str]] = {}
    for entity_id in ids:
        by_type.setdefault(type_of(entity_id), []).append(entity_id)
    stages: list[dict[str, Any]] = [{"$documents": [{}]}]
    for content_type, some in by_type.items():
        name = HEADS[content_type].get_motor_collection().name
        stages.append(lookup(name, name, {"_id": {"$in": some}}, FIELDS))
    database = RevisionDocument.get_motor_collection().database
    [found] = await database.aggregate(stages, session=session).to_list(None)
    return [document for documents in found.values() for document in documents]

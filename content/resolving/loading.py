"""Loading what resolution reads: everything published that an entity may use, at one moment."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from content.documents.heads import HEADS
from content.documents.revisions import RevisionDocument, revision_id
from content.rules.references import Bond, card_references, references
from content.rules.resolution import Published, Withdrawn
from content.store import Session
from content.values.entity import Publication
from content.values.ids import ContentType, type_of
from content.values.sources import Source, parse_source

Snapshot = dict[tuple[str, str], Published | Withdrawn]

_MEMO_SIZE = 4_000
_sources: OrderedDict[str, Source] = OrderedDict()
"""Parsed sources of revisions, by revision id: revisions never change."""

_HEAD_FIELDS = {"type": 1, "key": 1, "abstract": 1, "archived": 1, "published": 1}


async def load_published(
    roots: Iterable[str],
    session: Session | None,
    pending: Mapping[tuple[str, str], Published] | None = None,
) -> Snapshot:
    """Every publication that resolving the roots can look up, in breadth-first rounds.

    Of a page shown as a card only what its title needs is loaded. `pending` are publications
    about to be made: they stand in place of what is stored.
    """
    pending = pending or {}
    snapshot: Snapshot = {}
    whole, named = set(roots), set[str]()
    expanded, told, loaded = set[str](), set[str](), set[str]()
    while asked := (whole - expanded) | (named - told):
        await _load_entities(asked - loaded, session, snapshot, pending)
        loaded |= asked
        expanded |= whole & asked
        told |= named & asked
        for (entity_id, _), found in list(snapshot.items()):
            if entity_id not in asked or not isinstance(found, Published):
                continue
            if entity_id in expanded:
                for reference in references(found.source):
                    (named if reference.bond is Bond.CARD else whole).add(reference.target)
            if entity_id in told:
                named.update(each.target for each in card_references(found.source))
    return snapshot


async def _load_entities(
    ids: set[str],
    session: Session | None,
    snapshot: Snapshot,
    pending: Mapping[tuple[str, str], Published],
) -> None:
    heads = await _heads(ids, session)
    wanted: set[str] = set()
    served: list[tuple[dict[str, Any], str, Publication]] = []
    for head in heads:
        for locale, data in head["published"].items():
            if (head["_id"], locale) in pending:
                continue
            publication = Publication.model_validate(data)
            if publication.revision is None:
                snapshot[head["_id"], locale] = Withdrawn(
                    entity=head["_id"], locale=locale, seq=publication.seq, at=publication.at
                )
                continue
            served.append((head, locale, publication))
            name = revision_id(head["_id"], publication.revision)
            if name not in _sources:
                wanted.add(name)
    sources = await _parse_revisions(list(wanted), session)
    for head, locale, publication in served:
        snapshot[head["_id"], locale] = _published(head, locale, publication, sources)
    for (entity_id, locale), published in pending.items():
        if entity_id in ids:
            snapshot[entity_id, locale] = published


async def _heads(ids: set[str], session: Session | None) -> list[dict[str, Any]]:
    by_type: dict[ContentType, list[str]] = {}
    for entity_id in sorted(ids):
        by_type.setdefault(type_of(entity_id), []).append(entity_id)
    heads: list[dict[str, Any]] = []
    for content_type, some in by_type.items():
        collection = HEADS[content_type].get_motor_collection()
        found = collection.find({"_id": {"$in": some}}, _HEAD_FIELDS, session=session)
        heads.extend(await found.to_list(None))
    return heads


async def _parse_revisions(names: list[str], session: Session | None) -> dict[str, Source]:
    if not names:
        return {}
    collection = RevisionDocument.get_motor_collection()
    found = collection.find({"_id": {"$in": names}}, {"type": 1, "source": 1}, session=session)
    sources = {
        document["_id"]: parse_source(document["type"], document["source"])
        async for document in found
    }
    # What a transaction reads may be its own and never be committed: another save may come to
    # hold that version.
    if session is None or not session.in_transaction:  # type: ignore[truthy-function]
        _remember(sources)
    return sources


def _remember(sources: Mapping[str, Source]) -> None:
    _sources.update(sources)
    while len(_sources) > _MEMO_SIZE:
        _sources.popitem(last=False)


def _published(
    head: dict[str, Any], locale: str, publication: Publication, fresh: Mapping[str, Source]
) -> Published:
    name = revision_id(head["_id"], publication.revision or 0)
    return Published.model_construct(
        entity=head["_id"],
        type=ContentType(head["type"]),
        key=head["key"],
        locale=locale,
        revision=publication.revision or 0,
        seq=publication.seq,
        source=fresh.get(name) or _sources[name],
        at=publication.at,
        first_at=publication.first_at,
        abstract=head["abstract"],
    )

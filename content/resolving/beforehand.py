"""What a publish will ask for, read in one command before it asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from content.documents.heads import HEADS
from content.documents.paths import Path, PathState
from content.documents.resolved import Edges, Resolved, resolved_id
from content.resolving.heads import FIELDS, REFERS_TO, HeadFacts
from content.store import Session
from content.values.ids import ContentType, type_of

_USED: Final = "used "


@dataclass(frozen=True)
class Known:
    """Of what is about to be published: the stamps and edges of its documents, its live paths.

    `documents` tells of which documents that is known; they need not exist.
    """

    documents: frozenset[str] = frozenset()
    stamps: Mapping[str, int] = field(default_factory=dict)
    edges: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    live_paths: Mapping[str, str] = field(default_factory=dict)
    """The entity of each."""


async def read_beforehand(
    entities: Collection[str], locales: Collection[str], session: Session | None
) -> tuple[dict[str, HeadFacts], Known]:
    """The heads of the entities and of what their documents used when they were made."""
    documents = [resolved_id(entity, locale) for entity in entities for locale in locales]
    by_type: dict[ContentType, list[str]] = {}
    for entity in entities:
        by_type.setdefault(type_of(entity), []).append(entity)
    of_documents = {"_id": {"$in": documents}}
    live = {"entity": {"$in": list(entities)}, "state": PathState.LIVE.value}
    stages: list[dict[str, Any]] = [
        {"$documents": [{}]},
        lookup("edges", Edges.get_motor_collection().name, of_documents),
        lookup("stamps", Resolved.get_motor_collection().name, of_documents, {"stamp": 1}),
        lookup("paths", Path.get_motor_collection().name, live, {"entity": 1}),
    ]
    for content_type, some in by_type.items():
        name = HEADS[content_type].get_motor_collection().name
        stages.append(lookup(content_type, name, {"_id": {"$in": some}}, FIELDS))
    for content_type in _used_by(by_type):
        of_edges = {
            "from": HEADS[content_type].get_motor_collection().name,
            "localField": "edges.target_ids",
            "foreignField": "_id",
            "pipeline": [{"$project": FIELDS}],
            "as": _USED + content_type,
        }
        stages.append({"$lookup": of_edges})
    database = Resolved.get_motor_collection().database
    [found] = await database.aggregate(stages, session=session).to_list(None)
    known = Known(
        documents=frozenset(documents),
        stamps={each["_id"]: each["stamp"] for each in found.pop("stamps")},
        edges={each["_id"]: each for each in found.pop("edges")},
        live_paths={each["_id"]: each["entity"] for each in found.pop("paths")},
    )
    return {each["_id"]: HeadFacts(each) for some in found.values() for each in some}, known


def lookup(
    name: str, collection: str, matching: Mapping[str, Any], fields: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The stage that adds the documents of a collection that fit, under a name.

    Transactions allow it, and not $unionWith.
    """
    pipeline: list[dict[str, Any]] = [{"$match": matching}]
    if fields:
        pipeline.append({"$project": fields})
    return {"$lookup": {"from": collection, "pipeline": pipeline, "as": name}}


def _used_by(types: Collection[ContentType]) -> list[ContentType]:
    """Every type that documents of these may have used, directly or not."""
    used: list[ContentType] = []
    waiting = list(types)
    while waiting:
        for each in REFERS_TO.get(waiting.pop(), ()):
            if each not in used:
                used.append(each)
                waiting.append(each)
    return used

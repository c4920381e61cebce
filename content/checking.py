"""Checking a database: does every resolved document equal a fresh resolution?"""

from collections.abc import Callable
from typing import Any

import orjson

from content.documents.resolved import Edges, Resolved, resolved_id
from content.installation import Installation
from content.reresolving import published_ids
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import edges_document
from content.values.problems import ContentError
from content.values.value import Value

_NOT_COMPARED = frozenset({"stamp", "blocked"})


class Difference(Value):
    """A stored document that is not what resolution gives now."""

    document: str
    what: str


async def check(
    installation: Installation, progress: Callable[[int, int], None] | None = None
) -> list[Difference]:
    """Every difference between what is stored and a fresh resolution; none is how it should be.

    Each entity is compared in one snapshot. Documents told as blocked are left out: they keep
    their last good content on purpose.
    """
    differences: list[Difference] = []
    ids = [entity_id async for entity_id in published_ids()]
    for done, entity_id in enumerate(ids, 1):
        differences += await check_entity(installation, entity_id)
        if progress is not None:
            progress(done, len(ids))
    known = set(ids)
    async for stray in Resolved.get_motor_collection().find({}, {"entity": 1}):
        if stray["entity"] not in known:
            differences.append(Difference(document=stray["_id"], what="its entity is gone"))
    return differences


async def check_entity(installation: Installation, entity_id: str) -> list[Difference]:
    """The differences of one entity's documents and edges."""
    async with installation.store.snapshot() as session:
        snapshot = await load_published([entity_id], session)
        query = Resolved.get_motor_collection().find({"entity": entity_id}, session=session)
        stored = {document["_id"]: document async for document in query}
        query = Edges.get_motor_collection().find({"source": entity_id}, session=session)
        edges = {document["_id"]: document async for document in query}
        try:
            resolutions = resolve_all(installation, {entity_id}, snapshot)
        except ContentError as error:
            is_told = all(document["blocked"] for document in stored.values())
            told = Difference(document=entity_id, what=f"cannot be resolved: {error}")
            return [] if is_told else [told]
        fresh = await resolved_documents(installation, resolutions, snapshot, session)
    found = [
        Difference(document=name, what="is stored and should not be")
        for name in stored.keys() - fresh.keys()
        if not stored[name]["blocked"]
    ]
    for name, document in fresh.items():
        what = _difference(stored.get(name), document)
        if what:
            found.append(Difference(document=name, what=what))
    for (entity, locale), resolution in resolutions.items():
        name = resolved_id(entity, locale)
        if edges.get(name) != edges_document(resolution, snapshot):
            found.append(Difference(document=name, what="its edges differ"))
    return found


def _difference(stored: dict[str, Any] | None, fresh: dict[str, Any]) -> str | None:
    if stored is None:
        return "is missing"
    if stored["blocked"]:
        return None
    names = [
        name
        for name, value in fresh.items()
        if name not in _NOT_COMPARED and stored.get(name) != value
    ]
    if names == ["body"] and orjson.loads(stored["body"]) == orjson.loads(fresh["body"]):
        return "its body is the same but for the order of names"
    return f"differs in {', '.join(names)}" if names else None

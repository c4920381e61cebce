"""Rebuilding every resolved document: after another resolver, locale set-up or page address."""

from collections.abc import AsyncIterator, Callable

from content import drafts
from content.documents.heads import HEADS
from content.documents.resolved import Resolved
from content.installation import Installation
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import config_digest, edges_document, remove, store
from content.rules.resolution import RESOLVER_VERSION
from content.store import Session

Progress = Callable[[int, int], None]
"""Told (done, total) entities."""


async def is_outdated(installation: Installation) -> bool:
    """Whether any document was made by another resolver or configuration, or lacks anything."""
    current = {"resolver": RESOLVER_VERSION, "config": config_digest(installation.config)}
    found = await Resolved.get_motor_collection().find_one(
        {"$or": [{name: {"$ne": value}} for name, value in current.items()]}, {"_id": 1}
    )
    return found is not None or await drafts.is_incomplete(installation)


async def reresolve(installation: Installation, progress: Progress | None = None) -> int:
    """Rebuilds the documents of every entity that publishes anything; how many entities.

    One transaction an entity: publishes go on meanwhile and are never undone.
    """
    await drafts.fill(installation)
    ids = [entity_id async for entity_id in published_ids()]
    for done, entity_id in enumerate(ids, 1):
        await rebuild(installation, entity_id)
        if progress is not None:
            progress(done, len(ids))
    return len(ids)


async def published_ids() -> AsyncIterator[str]:
    """The ids of all entities that publish or have published anything, parts before pages."""
    for document in HEADS.values():
        found = document.get_motor_collection().find({"published": {"$ne": {}}}, {"_id": 1})
        async for head in found.sort("_id", 1):
            yield head["_id"]


async def rebuild(installation: Installation, entity_id: str) -> None:
    """The entity's documents as a fresh resolution of what is published now."""

    async def work(session: Session) -> None:
        snapshot = await load_published([entity_id], session)
        resolutions = resolve_all(installation, {entity_id}, snapshot)
        documents = await resolved_documents(installation, resolutions, snapshot, session)
        edges = [edges_document(each, snapshot) for each in resolutions.values()]
        await store(installation, documents, edges, session)
        stored = Resolved.get_motor_collection().find(
            {"entity": entity_id}, {"_id": 1}, session=session
        )
        strays = [each["_id"] async for each in stored if each["_id"] not in documents]
        await remove(installation, strays, session)

    await installation.store.transaction(work)

"""The saves of an entity, a page at a time, and the entity as it was at one of them."""

import asyncio
from typing import Any

from content.documents.revisions import RevisionDocument, revision_id
from content.drafts.finding import Run, run
from content.installation import Installation
from content.reading.cursors import CursorSeal, Place
from content.reading.documents import SLOWEST_MILLISECONDS
from content.reading.window import Window
from content.values.entity import Revision


async def saves(
    installation: Installation, entity_id: str, window: Window, seal: CursorSeal
) -> Run[Revision]:
    """The window's saves of an entity, newest first; raises BadArgument for a foreign cursor."""
    name = f"saves {entity_id}".encode()
    place = seal.open(window.cursor, name, window.argument) if window.cursor is not None else None
    wanted: dict[str, Any] = {"entity": entity_id}
    if place is not None:
        wanted["version"] = {"$lt": int(place.value)}
    found = (
        RevisionDocument.get_motor_collection()
        .find(wanted, limit=window.items + 1, max_time_ms=SLOWEST_MILLISECONDS)
        .sort("version", -1)
    )
    revisions: list[Revision] = []
    for document in await found.to_list(None):
        revisions.append(RevisionDocument.model_validate(document).to_revision())
        await asyncio.sleep(0)  # a hundred long pages take their time: others go on meanwhile
    return run(revisions, window, lambda each: seal.seal(Place(each.version, entity_id), name))


async def save_of(installation: Installation, entity_id: str, version: int) -> Revision | None:
    """One save; None if there is none, or none any more."""
    found = await RevisionDocument.find_one({"_id": revision_id(entity_id, version)})
    return None if found is None else found.to_revision()


async def count_saves(installation: Installation, entity_id: str) -> int:
    """How many saves of an entity are kept."""
    counted: int = await RevisionDocument.get_motor_collection().count_documents(
        {"entity": entity_id}, maxTimeMS=SLOWEST_MILLISECONDS
    )
    return counted

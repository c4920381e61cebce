"""What lists are narrowed by, worked out for drafts that were saved before it was kept."""

from typing import Any

from content.documents.heads import HEADS
from content.installation import Installation
from content.rules.draft_text import search_text
from content.rules.hashing import locale_hashes
from content.values.sources import parse_source


async def is_incomplete(installation: Installation) -> bool:
    """Whether any draft lacks it: one of an older Rolebook, or of fewer locales."""
    for document in HEADS.values():
        lacking = _lacking(installation)
        if await document.get_motor_collection().find_one(lacking, {"_id": 1}) is not None:
            return True
    return False


async def fill(installation: Installation) -> int:
    """Works it out where it is lacking; for how many drafts. No draft gets another version."""
    filled = 0
    for document in HEADS.values():
        collection = document.get_motor_collection()
        fields = {"type": 1, "key": 1, "version": 1, "source": 1}
        async for head in collection.find(_lacking(installation), fields):
            source = parse_source(head["type"], head["source"])
            worked_out = {
                "hashes": locale_hashes(source, installation.locales.all),
                "search": search_text(head["key"], source),
            }
            same = {"_id": head["_id"], "version": head["version"]}
            filled += (await collection.update_one(same, {"$set": worked_out})).modified_count
    return filled


def _lacking(installation: Installation) -> dict[str, Any]:
    names = ["search", *(f"hashes.{locale}" for locale in installation.locales.all)]
    return {"$or": [{name: {"$exists": False}} for name in names]}

"""Flattening what is there, and comparing what readers see before and after."""

from typing import Any

from content import archiving
from content.archiving import UsersFate
from content.documents.work import Job
from content.installation import Installation
from content.settling import jobs
from content.settling.run import run
from content.values.entity import Entity
from tests.content.desk import BY, Desk


async def flatten(installation: Installation, entity: Entity) -> archiving.Archived:
    """Archives what is there now, its users flattened, and lets the worker finish."""
    now = await Desk(installation).get(entity)
    done = await archiving.archive(
        installation, entity.id, expected_version=now.version, users=UsersFate.FLATTEN, by=BY
    )
    while (job := await jobs.claim(installation)) is not None:
        await run(installation, job)
    assert await Job.find({"state": "PENDING"}).count() == 0
    return done


def shown(body: dict[str, Any]) -> list[Any]:
    """What readers see of a body's blocks, without what tells where it came from."""
    kept = []
    for block in body["blocks"]:
        items = [item["text"]["plain"] for item in block.get("items", ()) if "text" in item]
        written = (block.get("body") or {}).get("plain")
        kept.append((block["__typename"], block["heading"], items, written))
    return kept


def without_origin(data: Any) -> Any:
    """A body without when it was published and from which revision or fallback it came."""
    told_apart = {"revision", "publishedAt", "updatedAt", "fallbackPaths", "dateModified"}
    if isinstance(data, dict):
        return {
            name: without_origin(value) for name, value in data.items() if name not in told_apart
        }
    return [without_origin(each) for each in data] if isinstance(data, list) else data

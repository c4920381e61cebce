"""Many published pages, written straight into `resolved`, as publishing them would take hours.

Each is a thin copy of a generated page's document with an identity, a title, facets, times and
texts of its own; its body holds the listing row and no blocks.
"""

import copy
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

import orjson

from bench.bare_motor import bare
from bench.opening import PAGES, opened
from bench.pages.wording import paragraph
from bench.report import Chapter, Fact
from content.rules.places import places_of
from content.values.ids import ContentType, new_id

_BATCH: Final = 1_000
_FIRST: Final = datetime(2024, 1, 1, tzinfo=UTC)
_LEVELS: Final = ("JUNIOR", "MID", "SENIOR", "LEAD", "PRINCIPAL")
_REFERENCE_TYPES: Final = ("JobFamily", "Skill", "Competency")


async def fill_many(uri: str, database: str, pages: int) -> Chapter:
    """A database of that many pages, with the families and skills that they name."""
    chapter = Chapter(f"Making {pages:,} thin pages")
    began = time.perf_counter()
    async with bare(uri, PAGES) as source:
        models = await source["resolved"].find({"typename": "RolePage"}).limit(100).to_list(None)
        named = {"typename": {"$in": list(_REFERENCE_TYPES)}}
        references = await source["resolved"].find(named).to_list(None)
    async with bare(uri, database) as target:
        # Indexes are built once everything is there: kept up, they would cost ten times as much.
        await target["resolved"].insert_many(references)
        for batch in _batches(models, pages):
            await target["resolved"].insert_many(batch, ordered=False)
    async with opened(uri, database):
        pass
    seconds = time.perf_counter() - began
    chapter.facts.append(Fact("thin pages written and indexed", pages / seconds, "/s"))
    return chapter


def _batches(models: Sequence[Mapping[str, Any]], pages: int) -> Iterator[list[dict[str, Any]]]:
    random = Random(pages)  # noqa: S311  # variety, not secrecy
    for start in range(0, pages, _BATCH):
        numbers = range(start, min(pages, start + _BATCH))
        yield [_document(models[number % len(models)], number, random) for number in numbers]


def _document(model: Mapping[str, Any], number: int, random: Random) -> dict[str, Any]:
    entity, key = new_id(ContentType.ROLE_PAGE), f"page-{number}"
    at = _FIRST + timedelta(minutes=number * 7919 % 1_000_000)
    title = f"{model['search']['title']} number {number}"
    body = {
        **orjson.loads(model["row"]),
        "id": entity,
        "entityId": entity,
        "key": key,
        "slug": key,
        "title": title,
        "publishedAt": at.isoformat(),
        "updatedAt": at.isoformat(),
    }
    row = orjson.dumps(body)
    whole = orjson.dumps({**body, "blocks": [], "jsonLd": {}, "intro": _RICH})
    facets = {**copy.deepcopy(model["facets"]), "level": _LEVELS[random.randrange(len(_LEVELS))]}
    return {
        **model,
        "_id": f"{entity}:en",
        "entity": entity,
        "key": key,
        "slug": key,
        "body": whole,
        "places": places_of(whole),
        "row": row,
        "templates": [],
        "variables": [],
        "sort": {"title": title.casefold(), "key": key},
        "published_at": at,
        "first_published_at": at,
        "updated_at": at,
        "facets": facets,
        "search": {"title": title, "text": paragraph(random, 4)},
        "tags": [entity],
        "hash": f"{number:032x}",
    }


_RICH: Final = {"markdown": "Thin.", "html": "<p>Thin.</p>", "plain": "Thin."}

"""The world that random operations ask about, with what can be named of it."""

from typing import Any

import orjson

from content.documents.resolved import Resolved
from content.installation import Installation
from content.reading import CursorSeal, Reader
from schema.delivery import Context
from schema.delivery.answering import answer, prepare
from seed.exchange import load_sample_library
from tests.content.desk import Desk
from tests.schema.conftest import KEY
from tests.schema.differential.operations import World
from tests.schema.library import publish_library

SEAL = CursorSeal(KEY)


def context_of(installation: Installation) -> Context:
    """The surroundings of one operation."""
    return Context(Reader(installation), SEAL)


async def world_of(installation: Installation, *, with_sample: bool = False) -> World:
    """The bakery, with the sample library where it is wanted, and how to name what is in them."""
    if with_sample:
        await load_sample_library(installation)
    await publish_library(Desk(installation))
    stored = await Resolved.get_motor_collection().find({}).sort("_id", 1).to_list(None)
    slugs = [document["slug"] for document in stored if document.get("slug")]
    keys = [document["key"] for document in stored]
    data: dict[str, Any] = {}
    for query in (
        "{ rolePages(first: 20) { edges { cursor } nodes { id } } roles { nodes { id } } }",
        '{ interviewQuestions { edges { cursor } nodes { id } } node(id: "MTplbjo6cHI") { id } }',
        '{ search(query: "the", first: 20) { edges { cursor node { id } } } jobFamilies { id } }',
        '{ rolePage(slug: "baker") { blocks { ... on StatementList { items { id } } } } }',
    ):
        operation = prepare(query).operation()
        context = context_of(installation)
        found = await answer(operation, operation.variables({}), context)
        data[query] = found.data
    return World(
        slugs=(*slugs, "baker", "baker", "baecker", "nowhere"),
        keys=(*keys, "baker", "baker-job", "nothing"),
        ids=tuple(_named(data, "id")),
        cursors=(*_named(data, "cursor"), "bogus"),
        words=("bread", "the", "baker", "data quality", "knead", "bake night", "zebra"),
        paths=(*slugs[:20], "/roles/baker?locale=de", "baecker", "nowhere", "/x/y"),
    )


def _named(value: Any, name: str) -> list[str]:
    if isinstance(value, dict):
        inner = [text for each in value.values() for text in _named(each, name)]
        return [*([value[name]] if isinstance(value.get(name), str) else []), *inner]
    return (
        [text for each in value for text in _named(each, name)] if isinstance(value, list) else []
    )


def told(data: Any, errors: Any) -> bytes:
    """An answer's bytes, but for the random number of an incident."""
    for error in errors:
        error["extensions"].pop("incident", None)
    return orjson.dumps({"data": data, "errors": errors})

"""Content by its delivery id: whole entities, and parts as one page uses them."""

from collections.abc import Sequence

import orjson

from content.reading.documents import Document, find
from content.reading.identifiers import NodeId, decode
from content.reading.presenting import STORED, Node, address, nodes_in, remaining
from content.reading.reader import Reader
from content.reading.refusal import BadArgument

MOST_IDS = 100


async def node(reader: Reader, delivery_id: str) -> Node | None:
    """The content with that id; raises BadArgument if the id was never given out.

    None if it is not published now, or if variables were bound in it: their values are not
    part of the id.
    """
    return (await _find(reader, [decode(delivery_id, "id")]))[0]


async def nodes(reader: Reader, delivery_ids: Sequence[str]) -> list[Node | None]:
    """The content with those ids, in their order; raises BadArgument, also for over MOST_IDS."""
    if len(delivery_ids) > MOST_IDS:
        raise BadArgument(
            "ids", f"{len(delivery_ids)} ids are given; at most {MOST_IDS} are taken."
        )
    wanted = [decode(text, f"ids.{index}") for index, text in enumerate(delivery_ids)]
    return await _find(reader, wanted)


async def _find(reader: Reader, wanted: Sequence[NodeId]) -> list[Node | None]:
    known = [
        one for one in wanted if not one.digest and one.locale in reader.installation.locales.chains
    ]
    if not known:
        return [None] * len(wanted)
    pairs = dict.fromkeys((one.document, one.locale) for one in known)
    conditions = [{"entity": entity, "serves": locale} for entity, locale in pairs]
    documents = await find(
        reader,
        {"$or": conditions} if len(conditions) > 1 else conditions[0],
        {"body": 1, "entity": 1, "serves": 1, "typename": 1, "slug": 1, **STORED},
    )
    by_pair = {
        (document["entity"], locale): document
        for document in documents
        for locale in document["serves"]
    }
    found = []
    for one in wanted:
        document = None if one.digest else by_pair.get((one.document, one.locale))
        found.append(_within(reader, document, one) if document else None)
    return found


def _within(reader: Reader, document: Document, wanted: NodeId) -> Node | None:
    is_abstract_page = document["typename"] == "RolePage" and document["slug"] is None
    if is_abstract_page:
        return None
    body = remaining(reader, document, orjson.loads(document["body"]))
    for inner in nodes_in(body):
        if inner["id"] == wanted.base:
            address(inner, wanted.locale)
            return inner
    return None

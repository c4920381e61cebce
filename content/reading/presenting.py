"""From a stored document to what one reader gets: their ids, their locale, their values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from content.installation import Installation
from content.reading.addressing import Node, address, addressed
from content.reading.reader import Reader
from content.reading.variables import Binding, bind
from content.rules.places import places_of
from content.rules.resolution.withdrawal import without

STORED = {"tags": 1, "entity": 1, "hash": 1}
"""What presenting and noting need of a document, beside the body or row it presents."""
STORED_FOR_BINDING = {"templates": 1, "variables": 1}


@dataclass(frozen=True)
class Presented:
    """A node as one reader gets it; `unused` are names of values that it has no place for."""

    node: Node
    unused: tuple[str, ...] = ()


def present(
    reader: Reader,
    document: Mapping[str, Any],
    locale: str,
    values: Mapping[str, str] | None = None,
) -> Presented | None:
    """The document's node for a reader of `locale`.

    None if all of it is withdrawn. Raises BadArgument for a value of the wrong type.
    """
    return present_for(reader.installation, document, locale, values)


def present_for(
    installation: Installation,
    document: Mapping[str, Any],
    locale: str,
    values: Mapping[str, str] | None = None,
) -> Presented | None:
    """The same, whoever reads."""
    row: bytes | None = document.get("row")
    stored: bytes = row or document["body"]
    if not values and not installation.withdrawn.affects(document["tags"]):
        places = document.get("places") if row is None else None
        return Presented(orjson.loads(addressed(stored, places or places_of(stored), locale)))
    node: Node = orjson.loads(stored)
    binding = bind(values, document["variables"], document["templates"]) if values else _UNBOUND
    altered = _put(node, binding)
    shown = remaining(installation, document, node)
    if shown is None:
        return None
    address(shown, locale, binding.digest, altered)
    return Presented(shown, binding.unused)


_UNBOUND = Binding((), "", ())


def remaining(installation: Installation, document: Mapping[str, Any], node: Node) -> Node | None:
    """The node without what was withdrawn since it was stored; None if nothing is left."""
    withdrawn = installation.withdrawn
    if not withdrawn.affects(document["tags"]):
        return node
    return without(node, withdrawn.withdrawals, document["tags"])


def _put(body: Node, binding: Binding) -> frozenset[str]:
    """Puts bound texts in their places; the base ids of the nodes that hold them."""
    altered = set()
    for path, text in binding.texts:
        place: Any = body
        for step in path[:-1]:
            altered.add(_base_id(place))
            place = place[step]
        altered.add(_base_id(place))
        place[path[-1]] = text
    return frozenset(altered - {""})


def _base_id(place: Any) -> str:
    is_node = isinstance(place, dict) and "entityId" in place
    return place.get("id", "") if is_node else ""

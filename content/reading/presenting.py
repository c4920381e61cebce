"""From a stored document to what one reader gets: their ids, their locale, their values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from content.reading.identifiers import encode
from content.reading.reader import Reader
from content.reading.variables import Binding, bind
from content.rules.resolution.withdrawal import without

Node = dict[str, Any]
"""A finished GraphQL object; its keys are the field names of the delivery SDL."""

STORED = {"tags": 1}
"""What presenting always needs of a document, beside the body or row it presents."""
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
    node: Node = orjson.loads(document.get("row") or document["body"])
    binding = bind(values, document["variables"], document["templates"]) if values else _UNBOUND
    altered = _put(node, binding)
    shown = remaining(reader, document, node)
    if shown is None:
        return None
    address(shown, locale, binding.digest, altered)
    return Presented(shown, binding.unused)


_UNBOUND = Binding((), "", ())


def remaining(reader: Reader, document: Mapping[str, Any], node: Node) -> Node | None:
    """The node without what was withdrawn since it was stored; None if nothing is left."""
    withdrawn = reader.installation.withdrawn
    if not withdrawn.affects(document["tags"]):
        return node
    return without(node, withdrawn.withdrawals, document["tags"])


def address(
    node: Node, locale: str, digest: str = "", altered: frozenset[str] = frozenset()
) -> None:
    """Gives every node in the tree its delivery id and the locale it was asked in.

    `altered` are the base ids of the nodes in which values were bound.
    """
    for inner in nodes_in(node):
        base = inner["id"]
        inner["id"] = encode(base, locale, digest if base in altered else "")
        inner["requestedLocale"] = locale


_HOLDERS = (dict, list)


def nodes_in(value: Any) -> Iterator[Node]:
    """Every node of a body, itself first; structured data holds none."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if type(held) is list:
            waiting.extend(held)
        elif type(held) is dict:
            if "entityId" in held and "id" in held:
                yield held
            waiting.extend(
                [
                    inner
                    for name, inner in held.items()
                    if type(inner) in _HOLDERS and name != "jsonLd"
                ]
            )


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

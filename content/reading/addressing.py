"""Giving every node of a body its delivery id and the locale it was asked in."""

from binascii import b2a_base64
from typing import Any

from content.reading.identifiers import encode, prefix
from content.rules.places import places_in

Node = dict[str, Any]
"""A finished GraphQL object; its keys are the field names of the delivery SDL."""


def addressed(body: bytes, places: bytes, locale: str) -> bytes:
    """The JSON of a stored body with its nodes addressed: what `address` makes of it, sooner.

    `places` are those of `rules.places`.
    """
    before = prefix(locale).encode()
    then = b'","requestedLocale":"%b' % locale.encode()
    told, end = [], 0
    for start in places_in(places):
        told.append(body[end:start])
        end = body.index(b'"', start)
        told.append(b2a_base64(before + body[start:end], newline=False).rstrip(b"="))
        told.append(then)
    told.append(body[end:])
    return b"".join(told)


def address(
    node: Node, locale: str, digest: str = "", altered: frozenset[str] = frozenset()
) -> None:
    """Addresses every node in the tree, in place.

    `altered` are the base ids of the nodes in which values were bound.
    """
    for inner in nodes_in(node):
        base = inner["id"]
        inner["id"] = encode(base, locale, digest if base in altered else "")
        inner["requestedLocale"] = locale


def nodes_in(body: Node) -> list[Node]:
    """Every node of a body, itself first; structured data holds none."""
    found = []
    waiting: list[Any] = [body]
    while waiting:
        held = waiting.pop()
        if type(held) is list:
            # Lists are of objects alone or of texts alone.
            if held and type(held[0]) is dict:
                waiting += held
        elif "html" not in held:
            if "entityId" in held and "id" in held:
                found.append(held)
            for name, inner in held.items():
                if (type(inner) is dict or type(inner) is list) and name != "jsonLd":
                    waiting.append(inner)
    return found

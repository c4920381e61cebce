"""From a tree to the data a source is made of, remembering where each piece of data stood."""

from collections.abc import Callable
from typing import Any

from content.values.ids import PREFIXES, ContentType
from seed.exchange.files.trees import Mapping, Node, Scalar, Sequence
from seed.exchange.notation.names import PLACEHOLDER_ID, Name, Names, split
from seed.exchange.problems import Complaint

Loc = tuple[str | int, ...]
"""Where a piece of data stands, in the words of the model."""

_ALL_TYPES = tuple(ContentType)


class Walk:
    """The way through one entity. What is wrong is told and replaced, so that it can go on."""

    def __init__(self, root: Node, names: Names, complain: Callable[[Complaint], None]) -> None:
        self.where: dict[Loc, Node] = {(): root}
        self._names = names
        self._complain = complain

    def wrong(self, node: Node, message: str) -> None:
        """Tells what is wrong with a node."""
        self._complain(node.wrong(message))

    def plain(self, node: Node, loc: Loc) -> Any:
        """The node as text, list and dict; names in a `base` become ids."""
        self.where[loc] = node
        match node:
            case Scalar():
                return node.text
            case Sequence():
                return [self.plain(each, (*loc, at)) for at, each in enumerate(node.items)]
            case Mapping():
                return {
                    name: self._base(each, (*loc, name))
                    if name == "base"
                    else self.plain(each, (*loc, name))
                    for name, each in node.entries.items()
                }
        raise AssertionError(node)

    def _base(self, node: Node, loc: Loc) -> Any:
        data = self.plain(node, loc)
        if isinstance(node, Mapping) and "entity" in node.entries:
            data["entity"] = self.reference(node.entries["entity"], (*loc, "entity"), *_ALL_TYPES)
        return data

    def items(self, node: Node, loc: Loc) -> list[Node]:
        """The nodes of a list."""
        self.where[loc] = node
        if isinstance(node, Sequence):
            return node.items
        self.wrong(node, "must be a list")
        return []

    def entries(self, node: Node, loc: Loc) -> dict[str, Node]:
        """The nodes of a mapping, by name."""
        self.where[loc] = node
        if isinstance(node, Mapping):
            return node.entries
        self.wrong(node, "must have fields of its own, such as `name: text`")
        return {}

    def text(self, node: Node, loc: Loc) -> str:
        """The text of a scalar."""
        self.where[loc] = node
        if isinstance(node, Scalar):
            return node.text
        self.wrong(node, "must be a text")
        return ""

    def reference(self, node: Node, loc: Loc, *types: ContentType) -> str:
        """The id of the entity a text names; one of those types must have it."""
        unknown = f"{PREFIXES[types[0]]}_{PLACEHOLDER_ID}"
        if not isinstance(node, Scalar):
            self.text(node, loc)
            return unknown
        self.where[loc] = node
        candidates = split(node.text, types)
        found = [name for name in candidates if self._names.find(name)]
        if len(found) > 1:
            declared = [name for name in found if name in self._names.declared]
            found = declared if len(declared) == 1 else found
        if len(found) == 1:
            return self._names.find(found[0]) or unknown
        self.wrong(node, _not_one(node.text, types, candidates, found))
        return unknown


def _not_one(
    text: str, types: tuple[ContentType, ...], candidates: list[Name], found: list[Name]
) -> str:
    if found:
        return f"{text!r} may mean {' or '.join(map(str, found))}: write one of these"
    if not candidates:
        allowed = " or ".join(f"{each}/…" for each in types[:3])
        return f"{text!r} cannot stand here; it must be {allowed}"
    kinds = " or ".join(dict.fromkeys(name.type for name in candidates))
    return f"there is no {kinds} with the key {candidates[0].key!r}"

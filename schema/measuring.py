"""What an operation amounts to, measured in one pass that nested fragments cannot blow up.

Every fragment is measured once and its measures are reused wherever it is spread; sums stop
growing at a ceiling. Strawberry's own depth and alias limiters walk each spread anew, which
doubles their work with every nested fragment.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    SelectionNode,
    SelectionSetNode,
)

CEILING = 1_000_000
"""What a sum stops at."""


@dataclass(frozen=True)
class Measures:
    """What a selection amounts to, its fragments spread; `deepest` names its deepest field."""

    depth: int = 0
    deepest: tuple[str, ...] = ()
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    root_fields: int = 0
    introspections: int = 0


class Measuring:
    """One walk over a document; fragments that spread themselves are left to validation."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._measured: dict[str, Measures] = {}

    def selections(self, selections: SelectionSetNode) -> Measures:
        """What a selection set amounts to."""
        total = Measures()
        for node in selections.selections:
            total = _sum(total, self._selection(node), len(node.directives or ()))
        return total

    def _selection(self, node: SelectionNode) -> Measures:
        if isinstance(node, FieldNode):
            return self._field(node)
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        inner: SelectionSetNode = node.selection_set  # type: ignore[attr-defined]  # inline
        return self.selections(inner)

    def _field(self, node: FieldNode) -> Measures:
        inner = self.selections(node.selection_set) if node.selection_set else Measures()
        name = node.name.value
        is_introspection = name in ("__schema", "__type")
        return Measures(
            depth=0 if is_introspection else inner.depth + 1,
            deepest=() if is_introspection else (name, *inner.deepest),
            aliases=inner.aliases + (node.alias is not None),
            directives=inner.directives,
            fields=inner.fields + 1,
            root_fields=1,
            introspections=inner.introspections + is_introspection,
        )

    def _fragment(self, name: str) -> Measures:
        if name not in self._measured:
            self._measured[name] = Measures()
            fragment = self._fragments.get(name)
            if fragment is not None:
                found = self.selections(fragment.selection_set)
                self._measured[name] = _sum(found, Measures(), len(fragment.directives or ()))
        return self._measured[name]


def _sum(one: Measures, other: Measures, directives: int) -> Measures:
    deeper = other if other.depth > one.depth else one
    return Measures(
        depth=deeper.depth,
        deepest=deeper.deepest,
        aliases=min(one.aliases + other.aliases, CEILING),
        directives=min(one.directives + other.directives + directives, CEILING),
        fields=min(one.fields + other.fields, CEILING),
        root_fields=min(one.root_fields + other.root_fields, CEILING),
        introspections=min(one.introspections + other.introspections, CEILING),
    )

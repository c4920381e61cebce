"""What the operations of a document amount to, whether or not it is valid.

Every fragment is measured once and its measures are reused wherever it is spread; sums stop
growing at a ceiling. Strawberry's own depth and alias limiters walk each spread anew, which
doubles their work with every nested fragment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
)

from schema.limits.bounds import CEILING, TOO_DEEP, Excess, Limits, refusal

Definition = OperationDefinitionNode | FragmentDefinitionNode

_INTROSPECTION: Final = ("__schema", "__type")


@dataclass(frozen=True, slots=True)
class Measures:
    """What a selection amounts to, its fragments spread; `deepest` names its deepest field."""

    depth: int = 0
    deepest: tuple[str, ...] = ()
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    root_fields: int = 0
    introspections: int = 0


_NOTHING = Measures()


def exceeded(document: DocumentNode, limits: Limits) -> Excess | None:
    """The first limit that an operation of the document exceeds.

    A fragment that no operation spreads is held to the same ones, since validation walks it too.
    Fragments that spread themselves are left to validation.
    """
    try:
        return _exceeded(document, limits)
    except RecursionError:
        return TOO_DEEP


def _exceeded(document: DocumentNode, limits: Limits) -> Excess | None:
    every = document.definitions
    operations = [node for node in every if isinstance(node, OperationDefinitionNode)]
    fragments = [node for node in every if isinstance(node, FragmentDefinitionNode)]
    if len(fragments) > limits.fragments:
        return refusal("FRAGMENT_LIMIT", "fragments", len(fragments), limits.fragments)
    measuring = Measuring({each.name.value: each for each in fragments})
    definitions: list[Definition] = [*operations, *fragments]
    for node in definitions:
        if isinstance(node, FragmentDefinitionNode) and measuring.has_spread(node):
            continue
        found = measuring.definition(node)
        for code, words, measure, most in _bounds(node, limits):
            count: int = getattr(found, measure)
            if count > most:
                path = found.deepest if measure == "depth" else measuring.heaviest(node, measure)
                return refusal(code, words, count, most, ".".join(path))
    return None


def _bounds(node: Definition, limits: Limits) -> Iterator[tuple[str, str, str, int]]:
    yield "DEPTH_LIMIT", "levels of fields", "depth", limits.depth
    yield "ALIAS_LIMIT", "aliases", "aliases", limits.aliases
    yield "DIRECTIVE_LIMIT", "directives", "directives", limits.directives
    if isinstance(node, OperationDefinitionNode):
        if node.operation is OperationType.MUTATION:
            yield "MUTATION_LIMIT", "mutations", "root_fields", limits.mutations
        yield "ROOT_FIELD_LIMIT", "root fields", "root_fields", limits.root_fields
    yield "FIELD_LIMIT", "fields", "fields", limits.fields
    yield "INTROSPECTION_LIMIT", "introspections", "introspections", limits.introspections


class Measuring:
    """One walk over a document."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._measured: dict[str, Measures] = {}

    def definition(self, node: Definition) -> Measures:
        """What an operation or a fragment amounts to, its own directives included."""
        own = len(node.directives or ())
        own += sum(len(each.directives or ()) for each in node.variable_definitions or ())
        return _sum(self.selections(node.selection_set), _NOTHING, own)

    def has_spread(self, node: FragmentDefinitionNode) -> bool:
        """Whether what was measured so far spreads a fragment."""
        return node.name.value in self._measured

    def selections(self, selections: SelectionSetNode) -> Measures:
        """What a selection set amounts to."""
        total = _NOTHING
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
        inner = self.selections(node.selection_set) if node.selection_set else _NOTHING
        name = node.name.value
        is_introspection = name in _INTROSPECTION
        return Measures(
            depth=0 if is_introspection else inner.depth + 1,
            deepest=() if is_introspection else (name, *inner.deepest),
            aliases=min(inner.aliases + (node.alias is not None), CEILING),
            directives=inner.directives,
            fields=min(inner.fields + 1, CEILING),
            root_fields=1,
            introspections=inner.introspections + is_introspection,
        )

    def _fragment(self, name: str) -> Measures:
        if name not in self._measured:
            self._measured[name] = _NOTHING
            fragment = self._fragments.get(name)
            if fragment is not None:
                self._measured[name] = self.definition(fragment)
        return self._measured[name]

    def heaviest(self, node: Definition, measure: str) -> tuple[str, ...]:
        """The path below which most of a measure is; none when that is the root."""
        path: list[str] = []
        spread: set[str] = set()
        inside: SelectionSetNode | None = None if measure == "root_fields" else node.selection_set
        while inside is not None:
            counts = [getattr(self._selection(each), measure) for each in inside.selections]
            most = max(counts)
            chosen = inside.selections[counts.index(most)]
            if 2 * most <= getattr(self.selections(inside), measure):
                break
            if isinstance(chosen, FragmentSpreadNode):
                inside = self._unspread(chosen.name.value, spread)
                continue
            if isinstance(chosen, FieldNode):
                path.append(chosen.name.value)
            inside = chosen.selection_set  # type: ignore[attr-defined]  # a field or inline
        return tuple(path)

    def _unspread(self, name: str, spread: set[str]) -> SelectionSetNode | None:
        fragment = None if name in spread else self._fragments.get(name)
        spread.add(name)
        return fragment.selection_set if fragment else None


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

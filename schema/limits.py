"""How large an operation may be, measured in one pass that nested fragments cannot blow up.

Every fragment is measured once and its measures are reused wherever it is spread; sums stop
growing at a ceiling. Strawberry's own depth and alias limiters walk each spread anew, which
doubles their work with every nested fragment.
"""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

_CEILING = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The most that an operation may have; fields and aliases count wherever they are spread."""

    tokens: int = 2_000
    depth: int = 12
    aliases: int = 30
    directives: int = 50
    root_fields: int = 20
    fields: int = 1_000
    fragments: int = 50
    introspections: int = 2


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


@dataclass(frozen=True)
class Excess:
    """A limit that an operation exceeds: its code, a sentence, and the path that does it."""

    code: str
    message: str
    path: str


def exceeded(document: DocumentNode, limits: Limits) -> Excess | None:
    """The first limit that an operation of the document exceeds."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    if len(fragments) > limits.fragments:
        return _refusal("FRAGMENT", "fragments", len(fragments), limits.fragments)
    measure = _Pass(fragments)
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            found = measure.selections(operation.selection_set)
            own = len(operation.directives or ())
            refused = _compared(found, own, limits)
            if refused is not None:
                return refused
    return None


def _compared(found: Measures, own_directives: int, limits: Limits) -> Excess | None:
    directives = found.directives + own_directives
    for name, words, count, most in (
        ("DEPTH", "levels of fields", found.depth, limits.depth),
        ("ALIAS", "aliases", found.aliases, limits.aliases),
        ("DIRECTIVE", "directives", directives, limits.directives),
        ("ROOT_FIELD", "root fields", found.root_fields, limits.root_fields),
        ("FIELD", "fields", found.fields, limits.fields),
        ("INTROSPECTION", "introspections", found.introspections, limits.introspections),
    ):
        if count > most:
            path = ".".join(found.deepest) if name == "DEPTH" else ""
            return _refusal(name, words, count, most, path)
    return None


def _refusal(name: str, words: str, count: int, most: int, path: str = "") -> Excess:
    shown = f"over {_CEILING:,}" if count >= _CEILING else f"{count:,}"
    where = f", at {path}" if path else ""
    return Excess(
        f"{name}_LIMIT",
        f"The operation has {shown} {words}{where}; at most {most:,} are taken. "
        "Ask for less at a time.",
        path,
    )


class _Pass:
    """One walk over a document; fragments that spread themselves are left to validation."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
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
        aliases=min(one.aliases + other.aliases, _CEILING),
        directives=min(one.directives + other.directives + directives, _CEILING),
        fields=min(one.fields + other.fields, _CEILING),
        root_fields=min(one.root_fields + other.root_fields, _CEILING),
        introspections=min(one.introspections + other.introspections, _CEILING),
    )

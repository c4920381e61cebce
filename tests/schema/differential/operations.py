"""Random operations: their shapes from the SDL, with arguments that name what there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    parse_value,
    print_ast,
    value_from_ast_untyped,
)
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from schema.delivery import schema

CORE: GraphQLSchema = schema.core
_WINDOW = ("first", "last", "after", "before")


def _ambiguous() -> frozenset[str]:
    """Names of fields that have another type in another type: they are asked for by aliases."""
    types: dict[str, set[str]] = {}
    for kind in CORE.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            for name, definition in kind.fields.items():
                types.setdefault(name, set()).add(str(definition.type))
    return frozenset(name for name, found in types.items() if len(found) > 1)


AMBIGUOUS = _ambiguous()


@dataclass(frozen=True)
class Asked:
    """A query's text and the values of its variables."""

    text: str
    variables: dict[str, Any]


@dataclass(frozen=True)
class World:
    """What there is to be named in arguments, by the argument's name."""

    slugs: tuple[str, ...]
    keys: tuple[str, ...]
    ids: tuple[str, ...]
    cursors: tuple[str, ...]
    words: tuple[str, ...]
    paths: tuple[str, ...]


@cache
def documents(
    count: int, seeded: int, fields: tuple[str, ...] | None = None
) -> tuple[DocumentNode, ...]:
    """That many valid documents, about some root fields; the same ones for the same seed."""
    found: list[DocumentNode] = []
    scalars = {
        "Locale": st.sampled_from(["en", "de"]).map(nodes.String),
        "DateTime": st.just("2027-03-31T08:00:00Z").map(nodes.String),
    }

    @seed(seeded)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(queries(CORE, fields=fields, custom_scalars=scalars, print_ast=lambda each: each))
    def collect(document: Any) -> None:
        found.append(document)

    collect()
    return tuple(found)


def operations(
    world: World,
    count: int,
    each: int,
    seeded: int = 4,
    fields: tuple[str, ...] | None = None,
) -> Iterator[Asked]:
    """Each of that many documents in some variations."""
    random = Random(seeded)  # the same operations every time
    for document in documents(count, seeded, fields):
        for _ in range(each):
            yield _Varying(world, random).varied(document)


@dataclass
class _Varying:
    """Writes a document anew: other arguments, aliases, fragments, conditions, merged fields."""

    world: World
    random: Random
    fragments: list[str] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    aliases: int = 0

    def varied(self, document: DocumentNode) -> Asked:
        """One variation."""
        (operation,) = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        more = " ".join(self._some(CORE.query_type, self.random.choice((2, 4, 6)), 2))
        body = self._selections(operation.selection_set, CORE.query_type, more)
        declared = ", ".join(f"${name}: {kind}" for name, kind in self.declared.items())
        head = f"query Random({declared})" if declared else "query Random"
        return Asked("\n".join([f"{head} {body}", *self.fragments]), self.values)

    def _chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def _selections(self, selected: SelectionSetNode, parent: Any, more: str = "") -> str:
        parts = [more]
        for node in selected.selections:
            text = self._selection(node, parent)
            parts.append(text)
            if self._chance(0.04):
                parts.append(text)
        if self._chance(0.3):
            parts.insert(self.random.randrange(len(parts) + 1), "__typename")
        body = f"{{ {' '.join(parts)} }}"
        if self._chance(0.08) and "... on" not in body[:8]:
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {parent.name} {body}")
            return f"{{ ...{name} }}"
        return body

    def _selection(self, node: Any, parent: Any) -> str:
        if isinstance(node, InlineFragmentNode):
            kind, condition = parent, ""
            if node.type_condition:
                name = node.type_condition.name.value
                kind, condition = CORE.type_map[name], f"on {name} "
            inner = self._selections(node.selection_set, kind)
            return f"... {condition}{self._directive()}{inner}"
        assert isinstance(node, FieldNode)
        text = self._field(node, parent)
        if self._chance(0.05):
            return f"... on {parent.name} {self._directive()}{{ {text} }}"
        return text

    def _directive(self) -> str:
        if not self._chance(0.15):
            return ""
        name = self.random.choice(("skip", "include"))
        if self._chance(0.3):
            return f"@{name}(if: {self.random.choice(('true', 'false'))}) "
        variable = self.random.choice("xyz")
        self.declared[variable] = "Boolean!"
        self.values.setdefault(variable, self._chance(0.5))
        return f"@{name}(if: ${variable}) "

    def _field(self, node: FieldNode, parent: Any) -> str:
        definition = parent.fields[node.name.value]
        alias = node.alias.value if node.alias else ""
        if not alias and self.aliases < 20 and self._chance(0.06):
            self.aliases += 1
            alias = f"alias{self.aliases}"
        written = {each.name.value: print_ast(each.value) for each in node.arguments or ()}
        arguments = self._arguments(written, definition)
        inner = get_named_type(definition.type)
        body = ""
        if is_composite_type(inner):
            assert node.selection_set is not None
            body = f" {self._selections(node.selection_set, inner)}"
        named = f"{alias}: {node.name.value}" if alias else node.name.value
        return f"{named}{arguments} {self._directive()}{body}"

    def _grown(self, parent: Any, levels: int) -> list[str]:
        """Some fields of a type by chance, and some below them."""
        parts = [] if isinstance(parent, GraphQLUnionType) else self._some(parent, levels)
        if is_abstract_type(parent):
            possible = CORE.get_possible_types(parent)
            for each in self.random.sample(possible, min(2, len(possible))):
                parts.append(f"... on {each.name} {{ {' '.join(self._grown(each, levels))} }}")
        return parts or ["__typename"]

    def _some(self, parent: Any, levels: int, most: int = 4) -> list[str]:
        names = self.random.sample(list(parent.fields), min(most, len(parent.fields)))
        return [text for name in names if (text := self._one(parent, name, levels))]

    def _one(self, parent: Any, name: str, levels: int) -> str:
        definition = parent.fields[name]
        inner = get_named_type(definition.type)
        named = name
        if name in AMBIGUOUS or parent is CORE.query_type:
            if self.aliases >= 28:
                return ""
            self.aliases += 1
            named = f"{name}{self.aliases}: {name}"
        if not is_composite_type(inner):
            return f"{named} {self._directive()}"
        if levels <= 0:
            return ""
        arguments = self._arguments({}, definition)
        body = f"{{ {' '.join(self._grown(inner, levels - 1))} }}"
        return f"{named}{arguments} {self._directive()}{body}"

    def _arguments(self, generated: dict[str, str], definition: Any) -> str:
        written = {}
        for name, argument in definition.args.items():
            made = _VALUES.get(name)
            if name in _WINDOW or (name not in generated and made is None):
                continue
            is_required = str(argument.type).endswith("!") and argument.default is None
            if not is_required and self._chance(0.55):
                continue
            keeps = name in generated and (made is None or self._chance(0.02))
            written[name] = generated[name] if keeps or made is None else made(self)
        if "first" in definition.args:
            written.update(self._window("last" in definition.args))
        for name in list(written):
            if self._chance(0.25):
                written[name] = self._variable(name, written[name], definition.args[name].type)
        told = ", ".join(f"{name}: {value}" for name, value in written.items())
        return f"({told})" if told else ""

    def _window(self, goes_back: bool) -> dict[str, str]:
        items = str(self.random.choice((1, 2, 3, 5, 5, 20, 101 if self._chance(0.04) else 4)))
        cursor = f'"{self.random.choice(self.world.cursors)}"'
        backwards = goes_back and self._chance(0.3)
        window = {"last" if backwards else "first": items}
        if self._chance(0.03):
            window["before" if backwards else "after"] = cursor
        return window

    def _variable(self, name: str, literal: str, kind: Any) -> str:
        if "$" in literal:
            return literal
        variable = f"{name}{len(self.declared)}"
        self.declared[variable] = str(kind)
        self.values[variable] = value_from_ast_untyped(parse_value(literal))
        return f"${variable}"

    def text(self, choices: tuple[str, ...]) -> str:
        """One of some texts, as a literal."""
        return f'"{self.random.choice(choices)}"'

    def where(self) -> str:
        """A condition that every list has or one that it may not have."""
        keys = ", ".join(self.text(self.world.keys) for _ in range(3))
        return self.random.choice(
            (
                f"{{key: {{in: [{keys}]}}}}",
                f"{{not: {{key: {{eq: {self.text(self.world.keys)}}}}}}}",
                '{publishedAt: {gte: "2020-01-01T00:00:00Z"}}',
                f"{{or: [{{key: {{in: [{keys}]}}}}, "
                '{updatedAt: {gt: "2021-01-01T00:00:00Z"}}]}',
            )
        )


_VALUES: dict[str, Callable[[_Varying], str]] = {
    "slug": lambda varying: varying.text(varying.world.slugs),
    "key": lambda varying: varying.text(varying.world.keys),
    "id": lambda varying: varying.text(varying.world.ids),
    "ids": lambda varying: f"[{', '.join(varying.text(varying.world.ids) for _ in range(4))}]",
    "path": lambda varying: varying.text(varying.world.paths),
    "query": lambda varying: varying.text(varying.world.words),
    "search": lambda varying: varying.text(varying.world.words),
    "locale": lambda varying: varying.text(("en",) * 30 + ("de",) * 30 + ("xx",)),
    "where": lambda varying: varying.where(),
    "variables": lambda varying: varying.random.choice(
        (
            '[{name: "company.name", value: "Acme"}]',
            '[{name: "salary", value: "$85,000"}, {name: "nobody", value: "x"}]',
            '[{name: "start.date", value: "2027-03-31"}]',
        )
    ),
}

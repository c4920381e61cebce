"""What operations cost, by hand and against a plain expansion of generated documents."""

from collections.abc import Mapping
from typing import Any

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
    is_list_type,
    parse,
    validate,
    value_from_ast_untyped,
)
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries

from schema.delivery.schema import schema as delivery
from schema.editorial.schema import LIMITS as EDITORIAL
from schema.editorial.schema import editorial_schema
from schema.limits import Cost, Limits, costs, exceeded, parsed
from schema.limits.prices import SEARCHED, item_of, words_of

DELIVERY = delivery.core


def cost(query: str, schema: GraphQLSchema = DELIVERY, **variables: Any) -> Cost:
    """The cost of a valid query's only operation."""
    document = parsed(query, EDITORIAL)
    assert validate(schema, document) == []
    return costs(schema, document).of(None, variables)


BY_HAND: list[tuple[str, int]] = [
    ("{ __typename }", 0),
    ('{ rolePage(slug: "a") { title } }', 1),
    ('{ rolePage(slug: "a") { title role { title } blocks { __typename } } }', 3),
    ("{ jobFamilies { name } }", 20),
    ("{ rolePages { totalCount } }", 6),
    ("{ rolePages { nodes { title } } }", 21),
    ("{ rolePages(first: 3) { nodes { title role { title } } } }", 7),
    ("{ rolePages(last: 3) { nodes { title } } }", 4),
    ("{ rolePages(first: 3) { edges { cursor node { title } } pageInfo { endCursor } } }", 4),
    ("{ rolePages(first: 3) { facets { name values { value } } } }", 12),
    ('{ rolePages(first: 3, search: "x") { nodes { title } } }', 14),
    ('{ search(query: "x", first: 2) { nodes { key } } }', 13),
    ("{ rolePages(first: 0) { nodes { title } } }", 1),
    ("{ rolePages(first: 9000) { nodes { title } } }", 101),
    ("{ rolePages(first: -1) { nodes { title } } }", 21),
    ("{ rolePages(first: 3, last: 1) { nodes { title } } }", 4),
    ('{ nodes(ids: ["a", "b"]) { id ... on RolePage { role { title } } } }', 4),
    ('{ nodes(ids: "a") { id } }', 1),
    # Asked twice, run once.
    ("{ jobFamilies { translations { locale } } jobFamilies { translations { slug } } }", 40),
    # The dearer type of two.
    (
        '{ node(id: "a") { ... on Skill { translations { slug } } ... on RolePage { role { family'
        " { name } } } } }",
        3,
    ),
    ('{ node(id: "a") { ... on Content { translations { slug } } ... on Role { key } } }', 2),
    ('{ node(id: "a") @include(if: false) { id } }', 1),
]


@pytest.mark.parametrize(("query", "total"), BY_HAND)
def test_costs_by_hand(query: str, total: int) -> None:
    assert cost(query).total == total


def test_variables_decide_how_much_is_asked_for() -> None:
    query = "query ($n: Int = 7, $ids: [ID!] = []) { rolePages(first: $n) { nodes { id } } }"
    query = query.replace("} } }", "} } nodes(ids: $ids) { id } }")
    assert cost(query).total == 1 + 7
    assert cost(query, n=None).total == 1 + 20
    assert cost(query, n=2, ids=["a", "b", "c"]).total == 1 + 2 + 3
    assert cost(query, n=2, ids="a").total == 1 + 2 + 1
    assert cost(query, n="x", ids=["a"] * 500).total == 1 + 20 + 100


def test_the_dearest_paths_are_told() -> None:
    found = cost("{ rolePages(first: 50) { totalCount nodes { skills: role { title } } } }")
    assert found.dearest == (
        ("rolePages.nodes", 50),
        ("rolePages.nodes.skills", 50),
        ("rolePages.totalCount", 5),
    )
    assert found.excess(Limits()) is None
    excess = found.excess(Limits(cost=100))
    assert excess is not None
    assert "costs 106; at most 100" in excess.message
    assert excess.extensions["dearest"][0] == {"path": "rolePages.nodes", "cost": 50}


def test_a_mutation_costs_by_its_items() -> None:
    schema = editorial_schema().core
    query = """mutation ($blocks: [BlockOperation!]!, $locales: [Locale!]!) {
      editBlocks(id: "a", expectedVersion: 1, operations: $blocks) { __typename }
      publish(id: "a", revision: 1, locales: $locales) { __typename }
      restore(id: "a", expectedVersion: 1) { __typename }
    }"""
    blocks = [{"remove": {"blockId": "a"}}] * 3
    assert cost(query, schema, blocks=blocks, locales=["en", "de"]).total == 13 + 12 + 10


def test_a_cost_beyond_all_bounds_is_worked_out_at_once() -> None:
    nested = "friends(first: 100) { nodes { " * 8 + "id" + " } }" * 8
    found = cost("{ " + nested + " }", FRIENDS)
    excess = found.excess(Limits())
    assert excess is not None
    assert "over 1,000,000" in excess.message


@pytest.mark.parametrize("schema", [DELIVERY, editorial_schema().core], ids=["delivery", "editor"])
def test_every_list_of_the_schema_has_a_price_of_its_own(schema: GraphQLSchema) -> None:
    """What looks like a connection is one, and what it searches for is known."""
    connections = 0
    for kind in schema.type_map.values():
        fields = getattr(kind, "fields", {})
        for name, field in fields.items():
            arguments = getattr(field, "args", {})
            named = get_named_type(field.type)
            if {"first", "after"} & arguments.keys():
                assert item_of(named) is not None, f"{kind.name}.{name} is no connection"
                assert words_of(field) <= SEARCHED, f"{kind.name}.{name}"
                connections += 1
            assert item_of(kind) is not None or not kind.name.endswith("Connection"), kind.name
    assert connections > 8


FRIENDS = build_schema(
    """
    interface Being { id: ID! name(long: Boolean): String kin: [Being!]! friends(first: Int = 20,
      last: Int, search: String): BeingConnection! home: Place }
    type Person implements Being { id: ID! name(long: Boolean): String kin: [Being!]!
      friends(first: Int = 20, last: Int, search: String): BeingConnection! home: Place
      work: Place }
    type Cat implements Being { id: ID! name(long: Boolean): String kin: [Being!]!
      friends(first: Int = 20, last: Int, search: String): BeingConnection! home: Place
      toys(ids: [ID!]!): [Place!]! }
    type Place { id: ID! owner: Being either: Either
      people(first: Int, last: Int): BeingConnection! }
    union Either = Person | Cat | Place
    type BeingConnection { edges: [BeingEdge!]! nodes: [Being!]! pageInfo: PageInfo!
      totalCount: Int! facets: [Place!]! }
    type BeingEdge { node: Being! cursor: String! }
    type PageInfo { more: Boolean! }
    type Query { friends(first: Int, last: Int, search: String): BeingConnection! any: Either
      places: [Place!]! some(ids: [ID!]!): [Being]! }
    """
)


BOTH_ENDS = "{ any { ... on Person { home { people(first: 1, last: 0) { nodes { id } } } } } }"
"""Refused where it is read; until then the larger counts."""


@given(queries(FRIENDS))
@example(BOTH_ENDS)
@settings(
    deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_costs_are_those_of_a_plain_expansion(query: str) -> None:
    check_by_expansion(query)


@pytest.mark.slow
@given(queries(FRIENDS))
@settings(deadline=None, max_examples=3_000, suppress_health_check=list(HealthCheck))
def test_costs_of_many_are_those_of_a_plain_expansion(query: str) -> None:
    check_by_expansion(query)


def check_by_expansion(query: str) -> None:
    """Compares both costs of a query without variables."""
    document = parse(query)
    assume(not validate(FRIENDS, document))
    expected = Expansion(FRIENDS, query, {}).total()
    assume(expected < 1_000_000)
    assert costs(FRIENDS, document).of(None, {}).total == expected


SELECTIONS = [
    "id",
    "x: id",
    "kin { %s }",
    "friends { nodes { %s } }",
    "friends { edges { node { %s } } totalCount }",
    "f: friends(first: $n, search: $words) { nodes { %s } facets { id } }",
    "g: friends(last: 3) { pageInfo { more } edges { node { %s } } }",
    "... on Person { work { owner { %s } } }",
    "... on Cat { toys(ids: $ids) { owner { %s } } }",
    "... on Cat { kin { %s } }",
    "... { %s }",
    "...F",
    "...G",
    "home { either { ... on Being { %s } ... on Place { people(first: $n) { nodes { %s } } } } }",
]


def _filled(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def fill(drawn: tuple[str, list[str]]) -> str:
        template, parts = drawn
        return template.replace("%s", " ".join(parts))

    pairs = st.tuples(st.sampled_from(SELECTIONS), st.lists(inner, min_size=1, max_size=3))
    return pairs.map(fill)


BODIES = st.recursive(st.sampled_from(["id", "name", "home { id }"]), _filled, max_leaves=12)


@given(
    BODIES,
    BODIES,
    BODIES,
    st.sampled_from([None, 0, 1, 5, 300]),
    st.lists(st.just("a"), max_size=4),
)
@settings(
    deadline=None, max_examples=200, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_costs_with_fragments_and_variables_are_those_of_a_plain_expansion(
    body: str, first: str, second: str, size: int | None, ids: list[str]
) -> None:
    second = second.replace("...F", "id").replace("...G", "id")
    query = f"""query ($n: Int = 2, $words: String, $ids: [ID!] = ["z"]) {{
      any {{ ... on Being {{ {body} }} }} some(ids: $ids) {{ id ...F ...G }} }}
      fragment F on Being {{ {first.replace("...F", "...G")} }}
      fragment G on Being {{ {second} }}"""
    document = parse(query)
    assume(exceeded(document, Limits(depth=40, aliases=900)) is None)
    given_values: dict[str, Any] = {"n": size, "ids": ids}
    expected = Expansion(FRIENDS, query, given_values).total()
    assume(expected < 1_000_000)
    assert costs(FRIENDS, document).of(None, given_values).total == expected


class Expansion:
    """The cost worked out as slowly and plainly as the rules are written."""

    def __init__(self, schema: GraphQLSchema, query: str, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        document = parse(query)
        self.fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        (self.operation,) = (
            node for node in document.definitions if isinstance(node, OperationDefinitionNode)
        )
        defaults = {
            each.variable.name.value: value_from_ast_untyped(each.default_value)
            for each in self.operation.variable_definitions or ()
            if each.default_value
        }
        self.variables = {**defaults, **variables}

    def total(self) -> int:
        """Of the whole operation."""
        root = self.schema.query_type
        assert root is not None
        return self.selected([self.operation.selection_set], root, 0)

    def selected(self, sets: list[SelectionSetNode], kind: GraphQLNamedType, page: int) -> int:
        """The dearest of the types that it may be."""
        types = self.schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        return max(self.on(sets, each, page) for each in types)

    def on(self, sets: list[SelectionSetNode], kind: GraphQLNamedType, page: int) -> int:
        """What is selected of one type."""
        groups: dict[str, list[FieldNode]] = {}
        for each in sets:
            self.collect(each, kind, groups)
        return sum(self.field(nodes, kind, page) for nodes in groups.values())

    def collect(
        self, selected: SelectionSetNode, kind: GraphQLNamedType, groups: dict[str, list[FieldNode]]
    ) -> None:
        """Fields by the name they answer under; a field that is met twice stands twice."""
        for node in selected.selections:
            if isinstance(node, FieldNode):
                name = node.alias.value if node.alias else node.name.value
                groups.setdefault(name, []).append(node)
                continue
            fragment = (
                self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            )
            assert isinstance(fragment, FragmentDefinitionNode | InlineFragmentNode)
            condition = fragment.type_condition
            wanted = self.schema.type_map[condition.name.value] if condition else kind
            if wanted is kind or (
                is_abstract_type(wanted) and self.schema.is_sub_type(wanted, kind)
            ):
                self.collect(fragment.selection_set, kind, groups)

    def field(self, nodes: list[FieldNode], kind: GraphQLNamedType, page: int) -> int:
        """One field with all that is selected in it."""
        name = nodes[0].name.value
        if name.startswith("__"):
            return 0
        field = kind.fields[name]  # type: ignore[attr-defined]  # an object
        inner = get_named_type(field.type)
        given_arguments = {
            each.name.value: value_from_ast_untyped(each.value, self.variables)
            for each in nodes[0].arguments or ()
        }
        if not is_composite_type(inner):
            return 5 if kind.name == "BeingConnection" else 0
        asked = [given_arguments.get(argument) for argument in ("first", "last")]
        numbers = [number for number in asked if isinstance(number, int) and number >= 0]
        size = min(max(numbers, default=20), 100)
        is_connection = inner.name == "BeingConnection"
        below = self.selected([n.selection_set for n in nodes if n.selection_set], inner, size)
        if kind.name == "BeingConnection":
            kinds = {"edges": page * below, "nodes": page * (1 + below), "pageInfo": below}
            return kinds.get(name, 10 + below)
        if is_connection:
            searches = any(
                each.name.value == "search" and not isinstance(each.value, NullValueNode)
                for each in nodes[0].arguments or ()
            )
            return 1 + below + 10 * searches
        times = 1
        if is_list_type(get_nullable_type(field.type)):
            if "ids" in given_arguments:
                times = len(given_arguments["ids"])
            elif kind.name == "Query":
                times = 20
        return times * (1 + below)

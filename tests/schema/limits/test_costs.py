"""What operations cost, by hand."""

from typing import Any

import pytest
from graphql import GraphQLSchema, get_named_type, validate

from schema.delivery.schema import schema as delivery
from schema.editorial.schema import LIMITS as EDITORIAL
from schema.editorial.schema import editorial_schema
from schema.limits import Cost, Limits, costs, parsed
from schema.limits.prices import SEARCHED, item_of, words_of
from tests.schema.limits.expansion import FRIENDS

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

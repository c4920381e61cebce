"""What generated operations cost, against a plain expansion of them."""

from typing import Any

import pytest
from graphql import parse, validate
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries

from schema.limits import Limits, costs, exceeded
from tests.schema.limits.expansion import FRIENDS, Expansion

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

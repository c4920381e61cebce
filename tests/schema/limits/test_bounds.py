"""How large an operation may be, and that measuring it is never the attack."""

import time

import pytest
from graphql import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.limits import Limits, exceeded
from tests.schema.conftest import Ask


def nested_fragments(count: int, leaf: str = "__typename") -> str:
    """A small query whose expansion doubles with every fragment."""
    fragments = [
        f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}"
        for number in range(count)
    ]
    return "\n".join(["{ ...F0 }", *fragments, f"fragment F{count} on Query {{ {leaf} }}"])


async def test_23_nested_fragments_cost_nothing_to_refuse(ask: Ask) -> None:
    started = time.process_time()
    answer = await ask(nested_fragments(23, "a: __typename"))
    assert time.process_time() - started < 1
    assert answer.status == 400
    assert answer.refusal[0] == "ALIAS_LIMIT"


def test_an_expansion_beyond_all_bounds_is_measured_at_once() -> None:
    excess = exceeded(parse(nested_fragments(49)), Limits())
    assert excess is not None
    assert excess.code == "ROOT_FIELD_LIMIT"
    assert "over 1,000,000" in excess.message


def test_fragments_in_a_circle_are_left_to_validation() -> None:
    document = parse("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A ...B }")
    assert exceeded(document, Limits()) is None


async def test_a_circle_of_fragments_is_refused(ask: Ask) -> None:
    answer = await ask("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")
    assert answer.refusal[0] == "GRAPHQL_VALIDATION_FAILED"


TOO_LARGE: list[tuple[str, str]] = [
    ("{ rolePages " + "{ nodes { role " * 7 + "{ id }" + " } }" * 7 + " }", "DEPTH_LIMIT"),
    ("{ " + " ".join(f"a{n}: jobFamilies {{ id }}" for n in range(31)) + " }", "ALIAS_LIMIT"),
    ("{ " + "jobFamilies { id } " * 21 + "}", "ROOT_FIELD_LIMIT"),
    ("{ jobFamilies { " + "id @include(if: true) " * 51 + "} }", "DIRECTIVE_LIMIT"),
    ("{ jobFamilies { " + "id " * 1_000 + "} }", "FIELD_LIMIT"),
    ("{ jobFamilies { " + "id " * 2_000 + "} }", "TOKEN_LIMIT"),
    (nested_fragments(50), "FRAGMENT_LIMIT"),
    ("{ __typename }" + " " * 65_536, "QUERY_LIMIT"),
    ("{ a" * 600 + "}" * 600, "DEPTH_LIMIT"),
    ("query ($a: " + "[" * 600 + "Int" + "]" * 600 + ") { __typename }", "DEPTH_LIMIT"),
    ("query ($a: Int " + "@a " * 51 + ") { __typename }", "DIRECTIVE_LIMIT"),
    # Nobody spreads it, and validation would walk it all the same.
    (
        "{ __typename } fragment A on Query { " + "jobFamilies { " + "id " * 1_000 + "} }",
        "FIELD_LIMIT",
    ),
    (
        "{ __schema { description } __schema { description } __schema { description } }",
        "INTROSPECTION_LIMIT",
    ),
]


async def test_each_limit_answers_400_with_its_code(ask: Ask, subtests: pytest.Subtests) -> None:
    for query, code in TOO_LARGE:
        with subtests.test(query=query, code=code):
            answer = await ask(query)
            assert answer.status == 400
            assert answer.refusal[0] == code
            assert "data" not in answer.body
            assert answer.headers["cache-control"] == "no-store"


async def test_a_query_that_is_too_deep_names_its_path(ask: Ask) -> None:
    query = "{ jobFamilies { translations" + " { locale" * 12 + " }" * 12 + " } }"
    code, path = (await ask(query)).refusal
    assert code == "DEPTH_LIMIT"
    assert path is not None
    assert path.startswith("jobFamilies.translations.locale")


PATHS: list[tuple[str, str]] = [
    ("{ jobFamilies { " + "id " * 1_000 + "} }", "jobFamilies"),
    (
        "{ jobFamilies { ...F } } fragment F on JobFamily { x: id " + "id " * 1_000 + "}",
        "jobFamilies",
    ),
    ("{ roles { nodes { " + " ".join(f"a{n}: id" for n in range(40)) + " } } }", "roles.nodes"),
    ("{ jobFamilies { id } roles { nodes { id " + "@skip(if: true) " * 60 + "} } }", "roles.nodes"),
    ("{ " + "jobFamilies { id } " * 21 + "}", ""),
]


@pytest.mark.parametrize(("query", "path"), PATHS)
def test_the_path_below_which_most_of_it_is_is_told(query: str, path: str) -> None:
    excess = exceeded(parse(query), Limits())
    assert excess is not None
    assert excess.path == path
    assert excess.extensions.get("path", "") == path


async def test_twelve_levels_are_enough_for_the_deepest_content(ask: Ask) -> None:
    answer = await ask(
        """
        { rolePages { edges { node { blocks { ... on JobDescriptionUse { jobDescription {
          blocks { ... on QuestionList { items { skills { translations { locale } } } } }
        } } } } } } }
        """
    )
    assert answer.data == {"rolePages": {"edges": []}}


async def test_tools_can_introspect(ask: Ask) -> None:
    from graphql import build_client_schema, get_introspection_query

    query = get_introspection_query(input_value_deprecation=True, specified_by_url=True)
    schema = build_client_schema((await ask(query)).data)  # type: ignore[arg-type]
    assert schema.query_type is not None
    assert "rolePage" in schema.query_type.fields


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(inner, min_size=1, max_size=4)
    return parts.map(lambda some: "x { " + " ".join(some) + " }")


@given(st.recursive(st.just("id"), _nested, max_leaves=30))
@settings(deadline=None)
def test_measures_are_those_of_a_plain_count(selection: str) -> None:
    depth = longest = 0
    for character in selection:
        depth += (character == "{") - (character == "}")
        longest = max(longest, depth)
    document = parse("{ " + selection + " }")
    levels = longest + 1
    assert exceeded(document, Limits(depth=levels)) is None
    excess = exceeded(document, Limits(depth=levels - 1))
    assert excess is not None
    assert excess.code == "DEPTH_LIMIT"

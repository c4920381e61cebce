"""Operations are prepared once, planned where they can be, and never read twice."""

import asyncio
from typing import Any

import pytest

from content import reading
from content.installation import Installation
from content.reading import CursorSeal, Presented, Reader
from content.store import Unavailable
from schema.delivery import Context
from schema.delivery.answering import Answer, Refusal, answer, prepare
from schema.delivery.counting import COUNTS, MOST_COUNTED, Counts
from schema.plans import Mismatch, run_at_once
from tests.schema.conftest import KEY


async def answered(installation: Installation, query: str, **variables: Any) -> Answer:
    """The answer to a query."""
    operation = prepare(query).operation()
    context = Context(Reader(installation), CursorSeal(KEY))
    return await answer(operation, operation.variables(variables), context)


PLANNED = [
    "{ __typename }",
    "{ a: __typename jobFamilies { __typename name } b: __typename }",
    '{ rolePage(slug: "baker") { title blocks { __typename } responsibilities { id } } }',
    '{ rolePage(slug: "nowhere") { title } }',
    '{ resolvePath(path: "baker") { __typename ... on RolePage { id } ... on Redirect { url } } }',
    '{ rolePages(first: 1, where: {key: {eq: "baker-page"}}) { totalCount edges { cursor '
    "node { id } } facets { name values { value label count } } "
    "pageInfo { endCursor hasNextPage } } }",
    '{ search(query: "bread") { totalCount edges { snippet cursor node { __typename id } } } }',
    '{ role(key: "baker") { title family { name } } skills { nodes { name aliases } } }',
]


@pytest.mark.usefixtures("library")
async def test_what_sites_ask_is_planned(
    installation: Installation, subtests: pytest.Subtests
) -> None:
    for query in PLANNED:
        with subtests.test(query=query):
            before = COUNTS.planned
            found = await answered(installation, query)
            assert found.errors == ()
            assert found.was_planned
            assert COUNTS.planned == before + 1


@pytest.mark.usefixtures("library")
async def test_nothing_is_begun_for_a_reader_who_does_not_wait(
    installation: Installation, subtests: pytest.Subtests
) -> None:
    for query in PLANNED[1:]:
        with subtests.test(query=query):
            operation = prepare(query).operation()
            variables = operation.variables({})
            context = Context(Reader(installation, waits=False), CursorSeal(KEY))
            plan = operation.plans.plan(variables.coerced.coerced)
            with pytest.raises(Mismatch, match="NotAtHand"):
                run_at_once(plan, context, variables.coerced)


@pytest.mark.usefixtures("library")
async def test_a_redirect_is_planned_as_a_page_is(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = '{ resolvePath(path: "baker") { __typename ... on Redirect { slug permanent } } }'
    page = await answered(installation, query)
    assert page.was_planned
    assert page.data == {"resolvePath": {"__typename": "RolePage"}}

    async def moved(*_: object) -> reading.Redirect:
        return reading.Redirect("/x", "baker", "https://x.example/x", "en", permanent=True)

    monkeypatch.setattr(reading, "resolve_path", moved)
    away = await answered(installation, query)
    assert away.was_planned
    redirect = {"__typename": "Redirect", "slug": "baker", "permanent": True}
    assert away.data == {"resolvePath": redirect}


NOT_PLANNED = {
    "{ __schema { queryType { name } } }": "__schema",
    '{ __type(name: "Role") { name } }': "__type",
    '{ rolePage(slug: "x", locale: "xx") { id } }': "BadArgument",
    'query Ids { node(id: "x") { id } }': "BadArgument",
}


async def test_what_plans_leave_to_graphql_core_is_counted_with_its_reason(
    installation: Installation, subtests: pytest.Subtests
) -> None:
    for query, reason in NOT_PLANNED.items():
        with subtests.test(query=query):
            operation = prepare(query).operation()
            counted = (operation.name or operation.hash.hex(), reason)
            before = COUNTS.fallbacks[counted]
            found = await answered(installation, query)
            assert not found.was_planned
            assert COUNTS.fallbacks[counted] == before + 1


async def test_fields_side_by_side_are_read_at_the_same_time(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = asyncio.Barrier(3)

    async def waiting(*_: object) -> Presented | None:
        await together.wait()
        return None

    monkeypatch.setattr(reading, "role_page", waiting)
    query = " ".join(f'{name}: rolePage(slug: "{name}") {{ id }}' for name in "abc")
    async with asyncio.timeout(5):
        found = await answered(installation, f"{{ {query} }}")
    assert found.was_planned
    assert found.data == {"a": None, "b": None, "c": None}


async def test_an_away_database_is_waited_for_once(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    async def away(_reader: Reader, slug: str, *_: object) -> Presented | None:
        calls.append(slug)
        raise Unavailable("MongoDB cannot be reached now.")

    monkeypatch.setattr(reading, "role_page", away)
    query = '{ a: rolePage(slug: "a") { id } t: __typename b: rolePage(slug: "b") { id } }'
    found = await answered(installation, query)
    assert sorted(calls) == ["a", "b"]
    assert found.codes == {"UNAVAILABLE"}
    assert found.data == {"a": None, "t": "Query", "b": None}
    assert [error["path"] for error in found.errors] == [["a"], ["b"]]


@pytest.mark.usefixtures("library")
async def test_a_stored_value_that_does_not_fit_is_told_without_reading_again(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    async def broken(*_: object) -> Presented:
        calls.append(1)
        return Presented({"__typename": "RolePage", "title": None, "intro": {"html": ["x"]}})

    monkeypatch.setattr(reading, "role_page", broken)
    query = '{ rolePage(slug: "a") { title } jobFamilies { name } }'
    found = await answered(installation, query)
    assert len(calls) == 1
    assert not found.was_planned
    assert found.data == {"rolePage": None, "jobFamilies": [{"name": "Craft"}]}
    assert [error["path"] for error in found.errors] == [["rolePage", "title"]]


async def test_an_explicit_null_decides_no_condition(installation: Installation) -> None:
    query = "query ($s: Boolean = true) { jobFamilies @skip(if: $s) { id } __typename }"
    assert (await answered(installation, query)).data == {"__typename": "Query"}
    found = await answered(installation, query, s=None)
    assert not found.was_planned
    assert found.errors


async def test_plans_of_conditions_are_bounded(installation: Installation) -> None:
    names = "abcdefg"
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: __typename @include(if: ${name})" for name in names)
    query = f"query ({declared}) {{ {fields} }}"
    operation = prepare(query).operation()
    for number in range(2 ** len(names)):
        given = {name: bool(number >> bit & 1) for bit, name in enumerate(names)}
        found = await answered(installation, query, **given)
        assert found.was_planned
        assert found.data == {name: "Query" for name in names if given[name]}
    assert len(operation.plans) <= 16


def test_a_text_is_prepared_once() -> None:
    query = "query Once { jobFamilies { id } }"
    assert prepare(query) is prepare(query)
    operation = prepare(query).operation("Once")
    assert operation is prepare(query).operation()
    assert len(operation.hash) == 16
    assert operation.hash != prepare(query + " ").operation().hash


def test_operations_of_one_text_have_hashes_of_their_own() -> None:
    prepared = prepare("query A { __typename } query B { __typename }")
    assert prepared.operation("A").hash != prepared.operation("B").hash
    with pytest.raises(Refusal):
        prepared.operation()
    with pytest.raises(Refusal, match="Unknown operation named"):
        prepared.operation("C")


def test_unknown_variables_make_no_difference_and_coerced_ones_do() -> None:
    operation = prepare('query ($s: String! = "x") { rolePage(slug: $s) { id } }').operation()
    plain = operation.variables({})
    assert operation.variables({"s": "x", "nobody": "knows"}).canonical == plain.canonical
    assert operation.variables({"s": "y"}).canonical != plain.canonical
    assert operation.variables({"nobody": 1}).given == {}


def test_an_absent_variable_is_not_a_null_one() -> None:
    operation = prepare("query ($l: Locale) { jobFamilies(locale: $l) { id } }").operation()
    assert operation.variables({}).canonical != operation.variables({"l": None}).canonical


def test_canonical_variables_hold_times_enums_and_inputs() -> None:
    query = (
        "query ($w: RolePageWhere, $o: RolePageOrder) "
        "{ rolePages(where: $w, orderBy: $o) { totalCount } }"
    )
    operation = prepare(query).operation()
    first = {"w": {"publishedAt": {"gte": "2027-01-01T00:00:00Z"}, "key": {"in": ["a"]}}}
    second = {"w": {"key": {"in": "a"}, "publishedAt": {"gte": "2027-01-01T01:00:00+01:00"}}}
    order = {"o": "TITLE_ASC"}
    ours = operation.variables({**first, **order}).canonical
    assert ours == operation.variables({**second, **order}).canonical
    assert ours != operation.variables(first).canonical


def test_fallbacks_are_counted_within_bounds() -> None:
    counts = Counts()
    for number in range(MOST_COUNTED + 50):
        counts.fell_back(f"name{number}", "reason")
    counts.fell_back("x" * 1_000, "y" * 1_000)
    assert len(counts.fallbacks) == MOST_COUNTED + 1
    assert counts.fallbacks.total() == MOST_COUNTED + 51

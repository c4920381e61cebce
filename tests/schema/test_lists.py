"""Lists: walked both ways without a gap, narrowed, ordered, counted only when asked."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from content.installation import Installation
from tests.content.desk import Desk
from tests.schema.conftest import Ask

pytestmark = pytest.mark.usefixtures("answering")

WALK = """
query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: StatementOrder,
       $where: StatementWhere, $search: String, $locale: Locale) {
  responsibilities(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy,
                   where: $where, search: $search, locale: $locale) {
    nodes { key }
    edges { cursor node { key } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
ORDERS = ["PUBLISHED_AT_DESC", "PUBLISHED_AT_ASC", "UPDATED_AT_DESC", "TITLE_ASC", "KEY_ASC"]


def keys(listed: dict[str, Any]) -> list[str]:
    """The keys of a list's items, in order."""
    return [node["key"] for node in listed["nodes"]]


@pytest.fixture
async def shelf(desk: Desk, installation: Installation) -> list[str]:
    """Nine duties, three published at each of three moments; their keys, oldest first."""
    names = []
    start = datetime(2026, 3, 1, tzinfo=UTC)
    moments = sorted([start + timedelta(hours=hour) for hour in range(3)] * 3)
    for number, at in enumerate(moments):
        installation.clock = partial(datetime.fromtimestamp, at.timestamp(), UTC)
        name = f"duty-{'cab'[number % 3]}-{number}"
        duty = await desk.statement(
            f"Loaf {number}.", key=name, heading={"en": f"Heading {(number * 5) % 9}"}
        )
        await desk.publish(duty)
        names.append(name)
    return names


async def test_every_order_is_walked_both_ways_without_gap_or_repeat(
    ask: Ask, shelf: list[str], subtests: pytest.Subtests
) -> None:
    for order in ORDERS:
        with subtests.test(order=order):
            whole = (await ask(WALK, first=100, orderBy=order)).data["responsibilities"]
            assert sorted(keys(whole)) == sorted(shelf)

            forward: list[str] = []
            after = None
            while True:
                page = (await ask(WALK, first=2, after=after, orderBy=order)).data[
                    "responsibilities"
                ]
                forward += keys(page)
                assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
                if not page["pageInfo"]["hasNextPage"]:
                    break
                after = page["pageInfo"]["endCursor"]
            assert forward == keys(whole)

            backward: list[str] = []
            before = None
            while True:
                page = (await ask(WALK, last=4, before=before, orderBy=order)).data[
                    "responsibilities"
                ]
                backward = keys(page) + backward
                assert page["pageInfo"]["hasNextPage"] is (before is not None)
                if not page["pageInfo"]["hasPreviousPage"]:
                    break
                before = page["pageInfo"]["startCursor"]
            assert backward == keys(whole)


async def test_orders_are_what_they_say(ask: Ask, shelf: list[str]) -> None:
    async def read(order: str) -> list[str]:
        return keys((await ask(WALK, orderBy=order)).data["responsibilities"])

    by_heading = sorted(range(9), key=lambda number: (number * 5) % 9)
    assert [int(name[-1]) for name in await read("TITLE_ASC")] == by_heading
    assert await read("KEY_ASC") == sorted(shelf)
    assert await read("PUBLISHED_AT_ASC") == (await read("PUBLISHED_AT_DESC"))[::-1]
    assert {name[-1] for name in (await read("PUBLISHED_AT_DESC"))[:3]} == set("678")
    assert await read("UPDATED_AT_DESC") == await read("PUBLISHED_AT_DESC")


async def test_a_walk_is_stable_while_content_is_published(
    ask: Ask, desk: Desk, shelf: list[str], installation: Installation
) -> None:
    first = (await ask(WALK, first=4)).data["responsibilities"]
    installation.clock = lambda: datetime(2026, 4, 1, tzinfo=UTC)
    await desk.publish(await desk.statement("Fresh.", key="fresh"))
    rest = (await ask(WALK, after=first["pageInfo"]["endCursor"])).data["responsibilities"]

    assert "fresh" not in keys(rest)
    assert sorted(keys(first) + keys(rest)) == sorted(shelf)


async def test_an_edges_cursor_is_a_place_too(ask: Ask, shelf: list[str]) -> None:
    whole = (await ask(WALK)).data["responsibilities"]
    third = whole["edges"][2]["cursor"]
    assert keys((await ask(WALK, after=third)).data["responsibilities"]) == keys(whole)[3:]
    before = (await ask(WALK, last=100, before=third)).data["responsibilities"]
    assert keys(before) == keys(whole)[:2]
    assert len(shelf) == 9


async def test_none_and_all_can_be_asked_for(ask: Ask, shelf: list[str]) -> None:
    none = (await ask(WALK, first=0)).data["responsibilities"]
    assert (none["nodes"], none["pageInfo"]["hasNextPage"]) == ([], True)
    assert none["pageInfo"]["endCursor"] is None
    everything = (await ask(WALK, first=100)).data["responsibilities"]
    assert len(everything["nodes"]) == len(shelf)


BAD_ARGUMENTS: list[tuple[dict[str, Any], str]] = [
    ({"first": 101}, "first"),
    ({"first": -1}, "first"),
    ({"last": 1000}, "last"),
    ({"first": 1, "last": 1}, "last"),
    ({"after": "x", "before": "y"}, "before"),
    ({"last": 2, "after": "x"}, "after"),
    ({"first": 2, "before": "x"}, "before"),
    ({"before": "x"}, "before"),
    ({"after": "x"}, "after"),
    ({"after": ""}, "after"),
    ({"after": "ü" * 20}, "after"),
    ({"after": "A" * 5_000}, "after"),
    ({"last": 2, "before": "!!!!"}, "before"),
    ({"search": "x" * 201}, "search"),
    ({"locale": "xx"}, "locale"),
]


@pytest.mark.usefixtures("shelf")
async def test_a_bad_argument_is_refused_by_its_path(ask: Ask, subtests: pytest.Subtests) -> None:
    for arguments, path in BAD_ARGUMENTS:
        with subtests.test(arguments=arguments, path=path):
            answer = await ask(WALK, **arguments)
            assert answer.refusal == ("BAD_USER_INPUT", f"responsibilities.{path}")
            assert answer.status == 200
            assert answer.headers["cache-control"] == "no-store"


async def test_the_limit_is_told(ask: Ask) -> None:
    assert "100" in (await ask("{ rolePages(first: 101) { totalCount } }")).error["message"]


@pytest.mark.usefixtures("shelf")
async def test_a_cursor_that_was_touched_is_refused(ask: Ask) -> None:
    page = (await ask(WALK, first=3)).data["responsibilities"]
    cursor = page["pageInfo"]["endCursor"]
    for place in range(0, len(cursor), 7):
        other = "A" if cursor[place] != "A" else "B"
        answer = await ask(WALK, after=cursor[:place] + other + cursor[place + 1 :])
        assert answer.refusal == ("BAD_USER_INPUT", "responsibilities.after")
    assert (await ask(WALK, after=cursor + "=")).refusal[0] == "BAD_USER_INPUT"


OTHER_LISTS: list[dict[str, Any]] = [
    {"orderBy": "KEY_ASC"},
    {"where": {"key": {"not": "zzz"}}},
    {"search": "loaf"},
    {"locale": "de"},
]


@pytest.mark.usefixtures("shelf")
async def test_a_cursor_of_another_list_is_refused(ask: Ask, subtests: pytest.Subtests) -> None:
    for other in OTHER_LISTS:
        with subtests.test(other=other):
            cursor = (await ask(WALK, first=3)).data["responsibilities"]["pageInfo"]["endCursor"]
            answer = await ask(WALK, after=cursor, **other)
            assert answer.refusal == ("BAD_USER_INPUT", "responsibilities.after")
            assert "another list" in answer.error["message"]
            foreign = await ask(
                "query ($c: String) { reasons(after: $c) { totalCount } }", c=cursor
            )
            assert foreign.refusal == ("BAD_USER_INPUT", "reasons.after")


@pytest.mark.usefixtures("library")
async def test_a_list_reads_bodies_only_for_long_fields(ask: Ask) -> None:
    short = "{ rolePages { edges { node { title role { title } seo { title } } } } }"
    long = "{ rolePages { nodes { ...Long } } } fragment Long on RolePage { blocks { __typename } }"
    derived = "{ rolePages { nodes { ... on RolePage { interviewQuestions { key } } } } }"
    assert (await ask(short)).data["rolePages"]["edges"][0]["node"]["title"] == "What is a baker?"
    assert len((await ask(long)).data["rolePages"]["nodes"][0]["blocks"]) == 10
    assert (await ask(derived)).data["rolePages"]["nodes"][0]["interviewQuestions"] == [
        {"key": "collapse"}
    ]


@pytest.mark.usefixtures("library")
async def test_the_other_lists(ask: Ask) -> None:
    answer = await ask(
        """
        {
          jobDescriptions { nodes { key title overview { plain } requirements { key } } }
          requirements { nodes { key importance } }
          reasons { nodes { key } }
          benefits { nodes { key } }
          roles { nodes { key title } }
          role(key: "baker") { title family { name } }
          jobDescription(key: "baker-job") { key organization { name } }
          skills { nodes { name } totalCount }
          jobFamilies { name }
        }
        """
    )
    assert answer.data["jobDescriptions"]["nodes"][0]["requirements"] == [{"key": "oven"}]
    assert answer.data["requirements"]["nodes"] == [{"key": "oven", "importance": "PREFERRED"}]
    assert answer.data["reasons"]["nodes"] == [{"key": "sells"}]
    assert answer.data["benefits"]["nodes"] == [{"key": "rolls"}]
    assert answer.data["roles"]["nodes"] == [{"key": "baker", "title": "Baker"}]
    assert answer.data["role"]["family"] == {"name": "Craft"}
    assert answer.data["jobDescription"]["organization"] == {"name": "Crumb & Co"}
    assert answer.data["skills"] == {"nodes": [{"name": "Dough"}], "totalCount": 1}
    assert answer.data["jobFamilies"] == [{"name": "Craft"}]

"""Every filter and order of every list is answered from a declared index."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from content import reading
from content.catalogue import SORT_KEYS
from content.installation import Installation
from content.reading import CursorSeal, ListQuery, Order, Reader, documents, keyset, list_query
from content.values.predicate import (
    MANY_VALUED,
    AllOf,
    And,
    Between,
    Field,
    Not,
    OneOf,
    Or,
    Predicate,
)

SEAL = CursorSeal(b"k" * 32)
START = datetime(2026, 1, 1, tzinfo=UTC)
LEVELS = ("JUNIOR", "MID", "SENIOR", "LEAD")
ORDERS = [order for order in Order if order is not Order.RELEVANCE]
VALUES: dict[Field, tuple[Any, ...]] = {
    Field.ENTITY: ("e7", "e9"),
    Field.KEY: ("k7", "k9"),
    Field.FAMILY: ("f1", "f2"),
    Field.LEVEL: ("MID", "SENIOR"),
    Field.ROLE: ("r1", "r2"),
    Field.KIND: ("TECHNICAL", "CODING"),
    Field.DIFFICULTY: (2, 3),
    Field.MINUTES: (5, 10),
    Field.IMPORTANCE: ("REQUIRED", "PREFERRED"),
    Field.SKILLS: ("s1", "s2"),
    Field.COMPETENCIES: ("c1", "c2"),
    Field.LEVELS: ("MID", "LEAD"),
    Field.PUBLISHED_AT: (START, START + timedelta(hours=9)),
    Field.UPDATED_AT: (START, START + timedelta(hours=9)),
}


def _document(number: int) -> dict[str, Any]:
    return {
        "_id": f"e{number}:en",
        "entity": f"e{number:03}",
        "typename": ("InterviewQuestion", "Requirement", "RolePage")[number % 3],
        "key": f"k{number}",
        "locale": "en",
        "serves": ["en", "de"],
        "listed": True,
        "slug": f"slug-{number}",
        "body": b'{"entityId": "e", "id": "st_1"}',
        "row": b'{"entityId": "e", "id": "st_1"}',
        "tags": [],
        "hash": "h",
        "sort": {"title": f"title {number % 50}", "key": f"k{number}"},
        "published_at": START + timedelta(hours=number % 40),
        "updated_at": START + timedelta(hours=number % 30),
        "facets": {
            "family": f"f{number % 9}",
            "level": LEVELS[number % 4],
            "role": f"r{number % 60}",
            "kind": ("TECHNICAL", "CODING", "KNOWLEDGE")[number % 3],
            "difficulty": number % 5 + 1,
            "minutes": number % 12 * 5,
            "importance": ("REQUIRED", "PREFERRED")[number % 2],
            "skills": [f"s{number % 7}", f"s{number % 11 + 7}"],
            "competencies": [f"c{number % 5}"],
            "levels": list(LEVELS[number % 3 :]),
        },
        "search": {"title": f"title {number}", "text": "some words"},
        "language": "english",
    }


@pytest.fixture
async def filled(installation: Installation) -> Installation:
    """Six hundred listed documents of three types."""
    resolved = installation.store.database.get_collection("resolved")
    await resolved.insert_many([_document(number) for number in range(600)])
    return installation


def stages(plan: Any) -> Iterator[str]:
    """The names of all stages of a plan that won."""
    if isinstance(plan, Mapping):
        if "stage" in plan:
            yield plan["stage"]
        for name, inner in plan.items():
            if name != "rejectedPlans":
                yield from stages(inner)
    elif isinstance(plan, list):
        for inner in plan:
            yield from stages(inner)


async def explained(
    installation: Installation,
    wanted: Mapping[str, Any],
    sort: Sequence[tuple[str, int]] = (),
    limit: int = 21,
) -> list[str]:
    """The stages with which MongoDB answers a find."""
    command = {"find": "resolved", "filter": wanted, "sort": dict(sort), "limit": limit}
    plan = await installation.store.database.command(
        {"explain": command, "verbosity": "queryPlanner"}
    )
    return list(stages(plan["queryPlanner"]["winningPlan"]))


async def test_every_order_is_read_off_an_index(
    filled: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From either end, and from the middle: what is explained is the find that really runs."""
    finds: list[tuple[Mapping[str, Any], Any]] = []
    real = documents.find

    async def noting(reader: Reader, wanted: Any, fields: Any, **options: Any) -> Any:
        finds.append((wanted, options["sort"]))
        return await real(reader, wanted, fields, **options)

    monkeypatch.setattr(keyset, "find", noting)
    for order in ORDERS:
        query = ListQuery(("Requirement",), "de", order=order)
        page = await reading.listing(Reader(filled), query, reading.window(first=20), SEAL)
        onwards = reading.window(first=20, after=page.end_cursor)
        await reading.listing(Reader(filled), query, onwards, SEAL)
        page = await reading.listing(Reader(filled), query, reading.window(last=20), SEAL)
        back = reading.window(last=20, before=page.start_cursor)
        await reading.listing(Reader(filled), query, back, SEAL)
        for wanted, sort in finds[-4:]:
            assert sort[0][0] == SORT_KEYS[order].path
            found = await explained(filled, wanted, sort)
            assert "IXSCAN" in found
            assert not {"COLLSCAN", "SORT"} & set(found), (order, found)
    assert len(finds) == 4 * len(ORDERS)


def _conditions(field: Field) -> Iterator[Predicate]:
    values = VALUES[field]
    if field not in (Field.PUBLISHED_AT, Field.UPDATED_AT):
        yield OneOf(field=field, values=values[:1])
        yield OneOf(field=field, values=values)
        yield Not(part=OneOf(field=field, values=values))
    if field in MANY_VALUED:
        yield AllOf(field=field, values=values)
    elif not isinstance(values[0], str):
        yield Between(field=field, gte=values[0], lt=values[1])


async def test_every_filter_is_answered_from_an_index(filled: Installation) -> None:
    newest = (("published_at", -1), ("entity", -1))
    for field in VALUES:
        for where in _conditions(field):
            either = Or(parts=(where, OneOf(field=Field.KEY, values=("k1",))))
            for joined in (where, either, And(parts=(where, either))):
                query = ListQuery(("InterviewQuestion",), "en", joined)
                wanted = await list_query.condition(Reader(filled), query)
                for sort in ((), newest):
                    found = await explained(filled, wanted, sort)
                    assert "COLLSCAN" not in found, (where, found)


async def test_newest_first_of_one_value_needs_no_sort(filled: Installation) -> None:
    for field in VALUES:
        if field.value.startswith("facets."):
            where = OneOf(field=field, values=VALUES[field][:1])
            query = ListQuery(("InterviewQuestion",), "en", where)
            wanted = await list_query.condition(Reader(filled), query)
            found = await explained(filled, wanted, (("published_at", -1), ("entity", -1)))
            assert not {"COLLSCAN", "SORT"} & set(found), (field, found)


def test_every_filter_is_looked_at() -> None:
    assert set(VALUES) == set(Field) - {Field.USED_BY_ROLES}


async def test_a_search_uses_the_text_index(filled: Installation) -> None:
    wanted = await list_query.condition(
        Reader(filled), ListQuery(("RolePage",), "en", search="words")
    )
    assert "TEXT_MATCH" in await explained(filled, wanted)


LOOK_UPS: list[dict[str, Any]] = [
    {"typename": "RolePage", "slug": "slug-2", "serves": "en"},
    {"typename": "JobDescription", "key": "k1", "serves": "en", "listed": True},
    {"entity": "e7", "serves": "en"},
    {"$or": [{"entity": "e7", "serves": "en"}, {"entity": "e8", "serves": "de"}]},
    {"$or": [{"key": {"$in": ["k1"]}, "typename": "Role", "serves": "en"}]},
]


async def test_every_look_up_uses_an_index(filled: Installation) -> None:
    for wanted in LOOK_UPS:
        found = await explained(filled, wanted, limit=0)
        assert "IXSCAN" in found
        assert "COLLSCAN" not in found

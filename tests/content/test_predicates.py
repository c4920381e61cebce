"""One contract for every backend of a predicate: the reference is its evaluation in memory."""

import itertools
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import mongomock
import pymongo
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.rules.predicates import conditions, matches, rewrite, values_asked
from content.rules.predicates_mongodb import mongodb_filter
from content.values.predicate import (
    EVERYTHING,
    NOTHING,
    And,
    Between,
    Field,
    Not,
    OneOf,
    Or,
    Predicate,
)
from tests.content.predicates import predicates

START = datetime(2026, 1, 1, tzinfo=UTC)
LEVELS = ("JUNIOR", "MID", "SENIOR")
SKILLS = ("go", "python", "sql")
FAMILIES = ("design", "engineering")
TEXT_VALUES = {
    Field.LEVEL: LEVELS,
    Field.FAMILY: FAMILIES,
    Field.SKILLS: SKILLS,
    Field.LEVELS: LEVELS,
    Field.KEY: ("key-0", "key-1", "key-2", "nothing"),
}


def _corpus() -> list[dict[str, Any]]:
    """Documents with every combination of present, absent and empty that a filter meets."""
    levels = (None, *LEVELS)
    skills: tuple[list[str], ...] = ([], ["go"], ["python", "sql"], ["go", "python", "sql"])
    difficulties = (None, 1, 3, 5)
    documents = []
    for number, (level, some, difficulty) in enumerate(
        itertools.product(levels, skills, difficulties)
    ):
        documents.append(
            {
                "_id": number,
                "entity": f"e{number}",
                "key": f"key-{number}",
                "facets": {
                    "level": level,
                    "family": FAMILIES[number % 2] if number % 3 else None,
                    "skills": some,
                    "levels": [one for one in LEVELS if number % (LEVELS.index(one) + 2) == 0],
                    "difficulty": difficulty,
                },
                "published_at": START + timedelta(hours=number % 7),
            }
        )
    documents.append({"_id": "bare", "entity": "bare", "key": "bare", "facets": {}})
    return documents


CORPUS = _corpus()


BOUNDS = {
    Field.DIFFICULTY: st.none() | st.integers(0, 6),
    Field.PUBLISHED_AT: st.none()
    | st.integers(-1, 8).map(lambda hours: START + timedelta(hours=hours)),
}
made_up = predicates(TEXT_VALUES, BOUNDS)


@pytest.fixture(scope="module", params=["mongod", "mongomock"])
def collection(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The corpus in each backend that understands MongoDB's filters."""
    if request.param == "mongomock":
        client: Any = mongomock.MongoClient(tz_aware=True)
    else:
        client = pymongo.MongoClient(request.getfixturevalue("mongodb_uri"), tz_aware=True)
    name = f"test_predicates_{uuid.uuid4().hex[:8]}"
    client[name].listing.insert_many(CORPUS)
    yield client[name].listing
    client.drop_database(name)
    client.close()


@given(predicate=made_up)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_backend_finds_what_the_reference_finds(
    collection: Any, predicate: Predicate
) -> None:
    found = {document["_id"] for document in collection.find(mongodb_filter(predicate))}
    assert found == {document["_id"] for document in CORPUS if matches(predicate, document)}


@given(predicate=made_up)
@settings(deadline=None)
def test_a_negation_finds_exactly_the_rest(predicate: Predicate) -> None:
    for document in CORPUS:
        assert matches(Not(part=predicate), document) is not matches(predicate, document)


@given(predicate=made_up)
@settings(deadline=None)
def test_a_predicate_survives_its_json(predicate: Predicate) -> None:
    read = type(predicate).model_validate_json(predicate.model_dump_json())
    assert [matches(read, document) for document in CORPUS] == [
        matches(predicate, document) for document in CORPUS
    ]


def test_no_parts_mean_everything_or_nothing() -> None:
    assert all(matches(EVERYTHING, document) for document in CORPUS)
    assert not any(matches(NOTHING, document) for document in CORPUS)


def test_what_lacks_a_value_fulfils_no_condition_on_it() -> None:
    bare = CORPUS[-1]
    assert not matches(OneOf(field=Field.LEVEL, values=("MID",)), bare)
    assert not matches(Between(field=Field.DIFFICULTY, lte=5), bare)
    assert matches(Not(part=OneOf(field=Field.LEVEL, values=("MID",))), bare)


def test_rewriting_reaches_every_condition() -> None:
    asked = OneOf(field=Field.USED_BY_ROLES, values=("baker", "cook"))
    predicate = And(parts=(Not(part=asked), Or(parts=(asked, OneOf(field=Field.KEY, values=())))))
    told = rewrite(
        predicate,
        lambda condition: NOTHING if condition.field is Field.USED_BY_ROLES else condition,
    )
    assert [condition.field for condition in conditions(told)] == [Field.KEY]
    assert values_asked(predicate, Field.USED_BY_ROLES) == ("baker", "cook")


def test_which_roles_use_a_part_is_no_filter() -> None:
    with pytest.raises(ValueError, match="not stored"):
        mongodb_filter(OneOf(field=Field.USED_BY_ROLES, values=("baker",)))

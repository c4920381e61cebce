"""Listing rows: what they tell, and that what many have in common is held once."""

from datetime import UTC, datetime

import bson

from content.news.facts import Facts, facts_of

STORED = {
    "_id": "rp_2:en",
    "entity": "rp_2",
    "typename": "RolePage",
    "key": "data-engineer",
    "locale": "en",
    "serves": ["en", "de"],
    "listed": True,
    "slug": "data-engineer",
    "sort": {"title": "data engineer"},
    "published_at": datetime(2026, 1, 2, tzinfo=UTC),
    "updated_at": datetime(2026, 1, 3, tzinfo=UTC),
    "facets": {"family": "data", "minutes": 5, "skills": ["sql"], "kind": None, "levels": []},
    "stamp": 1,
    "hash": "ab",
    "tags": ["rp_2", "sk_1"],
}


def read() -> Facts:
    """The row as a driver tells it: every text in it is another object."""
    return facts_of(bson.decode(bson.encode(STORED)))


def test_facets_are_those_that_a_document_has_a_value_of() -> None:
    assert read().facets == {"family": "data", "minutes": 5, "skills": ("sql",)}


def test_what_two_rows_have_in_common_is_held_once() -> None:
    one, other = read(), read()
    assert one == other
    assert list(map(id, one.facets)) == list(map(id, other.facets))
    assert one.facets["family"] is other.facets["family"]
    assert one.facets["skills"][0] is other.facets["skills"][0]
    assert one.slug is other.key
    assert one.tags[0] is one.entity

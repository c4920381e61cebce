"""The indexes of `resolved`: each look-up, filter and order of the delivery API is backed here.

A multikey index cannot hold two arrays, so those over a list of keys go without `serves`.
"""

from pymongo import ASCENDING, DESCENDING, TEXT, IndexModel

_LISTED = [("typename", ASCENDING), ("serves", ASCENDING), ("listed", ASCENDING)]
_NEWEST = [("published_at", DESCENDING), ("entity", DESCENDING)]
_ONE_VALUE = ("family", "level", "role", "kind", "difficulty", "minutes", "importance")
_MANY_VALUES = ("skills", "competencies", "levels")

LOOK_UPS = [
    IndexModel([("entity", ASCENDING), ("serves", ASCENDING)]),
    IndexModel([("typename", ASCENDING), ("key", ASCENDING)]),
    IndexModel([("typename", ASCENDING), ("slug", ASCENDING)]),
]

ORDERS = [
    IndexModel([*_LISTED, *_NEWEST]),
    IndexModel([*_LISTED, ("updated_at", DESCENDING), ("entity", DESCENDING)]),
    IndexModel([*_LISTED, ("sort.title", ASCENDING), ("entity", ASCENDING)]),
    IndexModel([*_LISTED, ("key", ASCENDING), ("entity", ASCENDING)]),
]

FILTERS = [
    *(IndexModel([*_LISTED, (f"facets.{name}", ASCENDING), *_NEWEST]) for name in _ONE_VALUE),
    *(
        IndexModel([("typename", ASCENDING), (f"facets.{name}", ASCENDING), *_NEWEST])
        for name in _MANY_VALUES
    ),
]

SEARCH = IndexModel(
    [("search.title", TEXT), ("search.text", TEXT)],
    name="search",
    weights={"search.title": 10, "search.text": 1},
    default_language="none",
    language_override="language",
)

INDEXES = [*LOOK_UPS, *ORDERS, *FILTERS, SEARCH]

"""How a list divides by its facets: how many of its items have each value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.catalogue import ListQuery
from content.catalogue.tags import list_tag
from content.reading import catalogued
from content.reading.documents import aggregate
from content.reading.list_query import condition, note
from content.reading.reader import Reader
from content.values.predicate import MANY_VALUED, Field
from content.values.sources import LEVELS

MOST_VALUES = 100

FACETS: dict[str, dict[str, Field]] = {
    "RolePage": {"family": Field.FAMILY, "level": Field.LEVEL, "skill": Field.SKILLS},
    "JobDescription": {"family": Field.FAMILY, "level": Field.LEVEL, "skill": Field.SKILLS},
    "Role": {"family": Field.FAMILY, "level": Field.LEVEL, "skill": Field.SKILLS},
    "Requirement": {"importance": Field.IMPORTANCE, "skill": Field.SKILLS},
    "Responsibility": {"skill": Field.SKILLS},
    "Reason": {"skill": Field.SKILLS},
    "Benefit": {"skill": Field.SKILLS},
    "InterviewQuestion": {
        "kind": Field.KIND,
        "difficulty": Field.DIFFICULTY,
        "skill": Field.SKILLS,
        "competency": Field.COMPETENCIES,
    },
}
"""The facets of each list, in the order they are told."""

_NAMED = {"family": "JobFamily", "skill": "Skill", "competency": "Competency"}
_LEVELS = {level.value: place for place, level in enumerate(LEVELS)}


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: a key or a plain value, its name for people, how many have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One way in which a list divides."""

    name: str
    values: tuple[FacetValue, ...]


async def facets(reader: Reader, query: ListQuery) -> list[Facet]:
    """The facets of a whole list, the commonest values first; levels and difficulties ascend."""
    asked = FACETS.get(query.typenames[0], {})
    if not asked:
        return []
    note(reader, query)
    rows = await _counted(reader, query, asked)
    labels = await _labels(reader, rows, query.locale)
    return [Facet(name, tuple(_values(name, rows[name], labels))) for name in asked]


async def _counted(
    reader: Reader, query: ListQuery, asked: Mapping[str, Field]
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """How many items have each value, by facet: the catalogue's answer, else MongoDB's."""
    counts = await catalogued.counts(reader, query, list(asked.values()), MOST_VALUES)
    if counts is not None:
        return {
            name: [{"_id": value, "count": count} for value, count in some]
            for name, some in zip(asked, counts, strict=True)
        }
    wanted = await condition(reader, query)
    counted = await aggregate(
        reader,
        [
            {"$match": wanted},
            {"$project": {"facets": 1}},
            {"$facet": {name: _count(field) for name, field in asked.items()}},
        ],
    )
    return counted[0]


def _count(field: Field) -> list[dict[str, Any]]:
    path = f"${field.value}"
    return [
        *([{"$unwind": path}] if field in MANY_VALUED else []),
        {"$match": {field.value: {"$ne": None}}},
        {"$group": {"_id": path, "count": {"$sum": 1}}},
        {"$sort": {"count": -1, "_id": 1}},
        {"$limit": MOST_VALUES},
    ]


def _values(
    name: str, rows: Sequence[Mapping[str, Any]], labels: Mapping[tuple[str, str], str]
) -> Iterable[FacetValue]:
    if name == "level":
        rows = sorted(rows, key=lambda row: _LEVELS[row["_id"]])
    elif name == "difficulty":
        rows = sorted(rows, key=lambda row: row["_id"])
    for row in rows:
        value = str(row["_id"])
        yield FacetValue(value, labels.get((name, value), value), row["count"])


async def _labels(
    reader: Reader, rows: Mapping[str, Sequence[Mapping[str, Any]]], locale: str
) -> dict[tuple[str, str], str]:
    """The published names of families, skills and competencies in the locale, by facet and key."""
    keys = {
        typename: [row["_id"] for row in rows[name]]
        for name, typename in _NAMED.items()
        if rows.get(name)
    }
    reader.reads.depends_on(list_tag(typename, locale) for typename in keys)
    names = await reader.installation.labels.named(reader, keys, locale)
    facet_of = {typename: name for name, typename in _NAMED.items()}
    return {(facet_of[typename], key): name for (typename, key), name in names.items()}

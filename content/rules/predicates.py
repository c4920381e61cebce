"""Predicates over listing documents, in memory: the reference for every other backend."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from content.values.predicate import (
    AllOf,
    And,
    Between,
    Condition,
    Field,
    Not,
    OneOf,
    Or,
    Predicate,
    Scalar,
)


def matches(predicate: Predicate, document: Mapping[str, Any]) -> bool:
    """Whether a listing document fulfils the predicate."""
    match predicate:
        case And(parts=parts):
            return all(matches(part, document) for part in parts)
        case Or(parts=parts):
            return any(matches(part, document) for part in parts)
        case Not(part=part):
            return not matches(part, document)
        case OneOf(field=field, values=values):
            return not set(values).isdisjoint(values_of(document, field))
        case AllOf(field=field, values=values):
            return set(values) <= set(values_of(document, field))
        case Between():
            return any(
                _is_within(predicate, value) for value in values_of(document, predicate.field)
            )


def values_of(document: Mapping[str, Any], field: Field) -> tuple[Any, ...]:
    """The values a listing document has for a field: none, one, or those of its list."""
    value: Any = document
    for name in field.value.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return () if value is None else (value,)


def _is_within(bounds: Between, value: Any) -> bool:
    return (
        (bounds.gt is None or value > bounds.gt)
        and (bounds.gte is None or value >= bounds.gte)
        and (bounds.lt is None or value < bounds.lt)
        and (bounds.lte is None or value <= bounds.lte)
    )


def rewrite(predicate: Predicate, change: Callable[[Condition], Predicate]) -> Predicate:
    """The predicate with each condition replaced by what `change` makes of it."""
    match predicate:
        case And(parts=parts):
            return And(parts=tuple(rewrite(part, change) for part in parts))
        case Or(parts=parts):
            return Or(parts=tuple(rewrite(part, change) for part in parts))
        case Not(part=part):
            return Not(part=rewrite(part, change))
        case _:
            return change(predicate)


def conditions(predicate: Predicate) -> Iterable[Condition]:
    """Every condition of the predicate, left to right."""
    match predicate:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from conditions(part)
        case Not(part=part):
            yield from conditions(part)
        case _:
            yield predicate


def values_asked(predicate: Predicate, field: Field) -> tuple[Scalar, ...]:
    """Every value the predicate compares a field with, sorted, each once."""
    asked = {
        value
        for condition in conditions(predicate)
        if condition.field is field and not isinstance(condition, Between)
        for value in condition.values
    }
    return tuple(sorted(asked, key=str))

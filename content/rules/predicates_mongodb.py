"""Predicates as MongoDB filters over `resolved`."""

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
)

_NOTHING: dict[str, Any] = {"entity": {"$in": []}}


def mongodb_filter(predicate: Predicate) -> dict[str, Any]:
    """The filter that finds what the predicate is fulfilled by.

    Raises ValueError for USED_BY_ROLES, which no document stores: rewrite it to entities first.
    """
    match predicate:
        case And(parts=parts):
            return _joined("$and", [mongodb_filter(part) for part in parts]) if parts else {}
        case Or(parts=parts):
            return _joined("$or", [mongodb_filter(part) for part in parts]) if parts else _NOTHING
        case Not(part=part):
            return {"$nor": [mongodb_filter(part)]}
        case _:
            if predicate.field is Field.USED_BY_ROLES:
                raise ValueError("which roles use a part is not stored with it")
            return _condition(predicate)


def _joined(operator: str, filters: list[dict[str, Any]]) -> dict[str, Any]:
    return filters[0] if len(filters) == 1 else {operator: filters}


def _condition(condition: Condition) -> dict[str, Any]:
    path = condition.field.value
    match condition:
        case OneOf(values=(value,)):
            return {path: value}
        case OneOf(values=values):
            return {path: {"$in": list(values)}}
        case AllOf(values=values):
            return {path: {"$all": list(values)}} if values else {}
        case Between():
            bounds = condition.model_dump(include={"gt", "gte", "lt", "lte"}, exclude_none=True)
            return {path: {f"${name}": bound for name, bound in bounds.items()} or {"$ne": None}}

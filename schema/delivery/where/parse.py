"""From a `where` argument to a predicate, once, with the path of whatever does not fit."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from strawberry import UNSET
from strawberry.types import get_object_definition

from content.reading import BadArgument
from content.values.predicate import (
    EVERYTHING,
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
from content.values.sources import LEVELS, Level

MOST_CONDITIONS = 50
MOST_VALUES = 100
LONGEST_KEY = 200

Fields = Mapping[str, Field]


def parse(where: Any, fields: Fields, path: str = "where") -> Predicate:
    """The predicate of a `where` input; `fields` names what each of its fields is about.

    Raises BadArgument for too many conditions or values, and for values that cannot be.
    """
    if where is None or where is UNSET:
        return EVERYTHING
    left = iter(range(MOST_CONDITIONS))
    return _where(where, fields, path, left)


def _where(where: Any, fields: Fields, path: str, left: Iterator[int]) -> Predicate:
    parts: list[Predicate] = []
    for name, graphql_name, value in _given(where):
        at = f"{path}.{graphql_name}"
        if next(left, None) is None:
            raise BadArgument(at, f"There are more than {MOST_CONDITIONS} conditions. Use fewer.")
        if name == "not_":
            parts.append(Not(part=_where(value, fields, at, left)))
        elif name in ("and_", "or_"):
            inner = tuple(
                _where(each, fields, f"{at}.{index}", left) for index, each in enumerate(value)
            )
            parts.append(And(parts=inner) if name == "and_" else Or(parts=inner))
        else:
            parts.extend(
                _condition(fields[name], operator, operand, f"{at}.{shown}")
                for operator, shown, operand in _given(value)
            )
    return parts[0] if len(parts) == 1 else And(parts=tuple(parts))


def _given(value: Any) -> Iterator[tuple[str, str, Any]]:
    """The fields an input was given, null ones left out: Python name, GraphQL name, value."""
    for field in get_object_definition(value, strict=True).fields:
        given = getattr(value, field.python_name)
        if given is not None and given is not UNSET:
            yield field.python_name, field.graphql_name or _camel(field.python_name), given


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _condition(field: Field, operator: str, operand: Any, path: str) -> Predicate:
    values = _values(operand, path)
    if isinstance(operand, Level) and operator in ("gte", "lte"):
        at = LEVELS.index(operand)
        reached = LEVELS[at:] if operator == "gte" else LEVELS[: at + 1]
        return OneOf(field=field, values=tuple(level.value for level in reached))
    return _OPERATORS[operator](field, values)


def _values(operand: Any, path: str) -> tuple[Scalar, ...]:
    if not isinstance(operand, list):
        return (_checked(operand, path),)
    if len(operand) > MOST_VALUES:
        raise BadArgument(
            path, f"{len(operand)} values are given; at most {MOST_VALUES} are taken."
        )
    return tuple(_checked(value, f"{path}.{index}") for index, value in enumerate(operand))


def _checked(value: Any, path: str) -> Scalar:
    if isinstance(value, str) and len(value) > LONGEST_KEY:
        raise BadArgument(path, f"{value[:20]!r}… has {len(value)} characters; no key has so many.")
    scalar: Scalar = getattr(value, "value", value)
    return scalar


def _bound(operator: str) -> Callable[[Field, tuple[Scalar, ...]], Condition]:
    return lambda field, values: Between(field=field, **{operator: values[0]})


_OPERATORS: dict[str, Callable[[Field, tuple[Scalar, ...]], Predicate]] = {
    "eq": lambda field, values: OneOf(field=field, values=values),
    "in_": lambda field, values: OneOf(field=field, values=values),
    "not_": lambda field, values: Not(part=OneOf(field=field, values=values)),
    "not_in": lambda field, values: Not(part=OneOf(field=field, values=values)),
    "all": lambda field, values: AllOf(field=field, values=values),
    "gt": _bound("gt"),
    "gte": _bound("gte"),
    "lt": _bound("lt"),
    "lte": _bound("lte"),
}

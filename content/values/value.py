"""The base of every value: immutable, closed to unknown fields."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

_set = object.__setattr__


class Value(BaseModel):
    """An immutable record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


V = TypeVar("V", bound=Value)


def trusted(kind: type[V], fields: dict[str, Any]) -> V:
    """The value of fields that are known to fit, every one of them given: nothing is checked.

    For what is read by the dozen; pydantic's own `model_construct` takes several times as long.
    """
    made = kind.__new__(kind)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_fields_set__", set(fields))
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made

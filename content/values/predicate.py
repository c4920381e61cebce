"""What a list is narrowed to: a tree of conditions, the same for every backend.

`content.rules.predicates` evaluates it in memory and `content.rules.predicates_mongodb` turns
it into a filter; one contract suite holds them together. A field that has no value fulfils
no condition, so that its negation is fulfilled.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field as Described

from content.values.value import Value


class Field(StrEnum):
    """A field conditions are about; its value is its path in a listing document."""

    ENTITY = "entity"
    KEY = "key"
    FAMILY = "facets.family"
    LEVEL = "facets.level"
    ROLE = "facets.role"
    KIND = "facets.kind"
    DIFFICULTY = "facets.difficulty"
    MINUTES = "facets.minutes"
    IMPORTANCE = "facets.importance"
    SKILLS = "facets.skills"
    COMPETENCIES = "facets.competencies"
    LEVELS = "facets.levels"
    PUBLISHED_AT = "published_at"
    UPDATED_AT = "updated_at"
    USED_BY_ROLES = "used_by_roles"
    """Keys of the roles whose published pages use it: answered from edges, stored nowhere."""


MANY_VALUED = frozenset({Field.SKILLS, Field.COMPETENCIES, Field.LEVELS, Field.USED_BY_ROLES})
"""Fields that hold a list."""

Scalar = str | int | datetime


class OneOf(Value):
    """The field has one of the values; a list holds at least one of them."""

    op: Literal["one_of"] = "one_of"
    field: Field
    values: tuple[Scalar, ...]


class AllOf(Value):
    """A list holds every one of the values."""

    op: Literal["all_of"] = "all_of"
    field: Field
    values: tuple[Scalar, ...]


class Between(Value):
    """The field lies within the bounds that are given."""

    op: Literal["between"] = "between"
    field: Field
    gt: int | datetime | None = None
    gte: int | datetime | None = None
    lt: int | datetime | None = None
    lte: int | datetime | None = None


class And(Value):
    """Every part is fulfilled; no parts: everything is."""

    op: Literal["and"] = "and"
    parts: tuple["Predicate", ...] = ()


class Or(Value):
    """At least one part is fulfilled; no parts: nothing is."""

    op: Literal["or"] = "or"
    parts: tuple["Predicate", ...] = ()


class Not(Value):
    """The part is not fulfilled."""

    op: Literal["not"] = "not"
    part: "Predicate"


Condition = OneOf | AllOf | Between
Predicate = Annotated[Condition | And | Or | Not, Described(discriminator="op")]

EVERYTHING = And()
NOTHING = Or()

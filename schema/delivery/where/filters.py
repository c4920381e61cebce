"""The operators of `where`: how one field is compared. All that are given must hold."""

import strawberry
from strawberry import UNSET

from schema.delivery.enums import Importance, Level, QuestionKind
from schema.delivery.scalars import Timestamp

_IS = "Is this one."
_IN = "Is one of these."
_NOT = "Is not this one."
_NOT_IN = "Is none of these."


@strawberry.input(description="How a key is compared. An operator that is null counts as absent.")
class KeyFilter:
    eq: str | None = strawberry.field(default=UNSET, description=_IS)
    in_: list[str] | None = strawberry.field(name="in", default=UNSET, description=_IN)
    not_: str | None = strawberry.field(name="not", default=UNSET, description=_NOT)
    not_in: list[str] | None = strawberry.field(default=UNSET, description=_NOT_IN)


@strawberry.input(description="How a list of keys is compared.")
class KeysFilter:
    eq: str | None = strawberry.field(default=UNSET, description="Holds this one.")
    in_: list[str] | None = strawberry.field(
        name="in", default=UNSET, description="Holds at least one of these."
    )
    all: list[str] | None = strawberry.field(default=UNSET, description="Holds every one of these.")
    not_: str | None = strawberry.field(
        name="not", default=UNSET, description="Does not hold this one."
    )
    not_in: list[str] | None = strawberry.field(default=UNSET, description="Holds none of these.")


@strawberry.input(
    description="How a level is compared. Content for a range of levels fits when any of its "
    "levels does; content that names no level fits none of eq, in, gte and lte."
)
class LevelFilter:
    eq: Level | None = strawberry.field(default=UNSET, description="Is, or includes, this level.")
    in_: list[Level] | None = strawberry.field(
        name="in", default=UNSET, description="Is, or includes, one of these."
    )
    not_: Level | None = strawberry.field(
        name="not", default=UNSET, description="Neither is nor includes this level."
    )
    not_in: list[Level] | None = strawberry.field(
        default=UNSET, description="Neither is nor includes any of these."
    )
    gte: Level | None = strawberry.field(default=UNSET, description="This level or a higher one.")
    lte: Level | None = strawberry.field(default=UNSET, description="This level or a lower one.")


@strawberry.input(description="How a question's kind is compared.")
class QuestionKindFilter:
    eq: QuestionKind | None = strawberry.field(default=UNSET, description=_IS)
    in_: list[QuestionKind] | None = strawberry.field(name="in", default=UNSET, description=_IN)
    not_: QuestionKind | None = strawberry.field(name="not", default=UNSET, description=_NOT)
    not_in: list[QuestionKind] | None = strawberry.field(default=UNSET, description=_NOT_IN)


@strawberry.input(description="How an importance is compared.")
class ImportanceFilter:
    eq: Importance | None = strawberry.field(default=UNSET, description=_IS)
    not_: Importance | None = strawberry.field(name="not", default=UNSET, description=_NOT)


@strawberry.input(description="How a number is compared.")
class IntFilter:
    eq: int | None = strawberry.field(default=UNSET, description=_IS)
    in_: list[int] | None = strawberry.field(name="in", default=UNSET, description=_IN)
    not_: int | None = strawberry.field(name="not", default=UNSET, description=_NOT)
    not_in: list[int] | None = strawberry.field(default=UNSET, description=_NOT_IN)
    gt: int | None = strawberry.field(default=UNSET, description="Is greater than this.")
    gte: int | None = strawberry.field(default=UNSET, description="Is at least this.")
    lt: int | None = strawberry.field(default=UNSET, description="Is less than this.")
    lte: int | None = strawberry.field(default=UNSET, description="Is at most this.")


@strawberry.input(description="How a moment is compared.")
class DateTimeFilter:
    gt: Timestamp | None = strawberry.field(default=UNSET, description="Is after this.")
    gte: Timestamp | None = strawberry.field(default=UNSET, description="Is at or after this.")
    lt: Timestamp | None = strawberry.field(default=UNSET, description="Is before this.")
    lte: Timestamp | None = strawberry.field(default=UNSET, description="Is at or before this.")

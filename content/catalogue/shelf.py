"""The listed documents of one type: which fit a predicate, in which order, with which values."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from content.catalogue.masks import Mask, bits_of, numbers_in
from content.catalogue.ordered import FEW, Key, Ordered
from content.news.facts import Facts
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

FACETS = {field: field.value.removeprefix("facets.") for field in Field if "." in field.value}
"""The fields that facets hold, and their names there."""

_TIMES = {Field.PUBLISHED_AT: "published_at", Field.UPDATED_AT: "updated_at"}
_VALUES: dict[str, Callable[[Facts], Any]] = {
    "published_at": lambda facts: facts.published_at,
    "updated_at": lambda facts: facts.updated_at,
    "sort.title": lambda facts: facts.title,
    "key": lambda facts: facts.key,
}
"""What each order compares, by its path."""


class Found(NamedTuple):
    """A document of a list, and the order value it stands there by."""

    document: str
    value: Any


class Shelf:
    """Facts by number, with a set of numbers for each value, and their orders."""

    def __init__(self) -> None:
        self._facts: list[Facts] = []
        self._free: list[int] = []
        self._numbers: dict[str, int] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._locales: set[str] = set()
        self._serving: dict[str, Mask] = {}
        self._values: dict[Field, dict[Scalar, Mask]] = {field: {} for field in FACETS}
        self._orders = {path: Ordered(self._keyed(value)) for path, value in _VALUES.items()}

    def _keyed(self, value: Callable[[Facts], Any]) -> Callable[[int], Key]:
        facts = self._facts

        def key(number: int) -> Key:
            one = facts[number]
            return value(one), one.entity, one.document

        return key

    def add(self, facts: Facts) -> None:
        """A listed document that is not in here."""
        if self._free:
            number = self._free.pop()
            self._facts[number] = facts
        else:
            number = len(self._facts)
            self._facts.append(facts)
        self._numbers[facts.document] = number
        self._keys[facts.key] = (*self._keys.get(facts.key, ()), number)
        self._locales.add(facts.locale)
        for locale in facts.serves:
            self._serving.setdefault(locale, Mask()).add(number)
        for field, value in _values_of(facts):
            self._values[field].setdefault(value, Mask()).add(number)
        for order in self._orders.values():
            order.add(number)

    def remove(self, facts: Facts) -> None:
        """A document that is in here, with exactly these facts."""
        number = self._numbers.pop(facts.document)
        for order in self._orders.values():
            order.remove(number)
        for field, value in _values_of(facts):
            self._values[field][value].discard(number)
            if not self._values[field][value].count:
                del self._values[field][value]
        for locale in facts.serves:
            self._serving[locale].discard(number)
        rest = tuple(one for one in self._keys.pop(facts.key) if one != number)
        if rest:
            self._keys[facts.key] = rest
        self._free.append(number)

    def with_key(self, key: str) -> list[Facts]:
        """The documents with a key, one for each published locale."""
        return [self._facts[number] for number in self._keys.get(key, ())]

    def numbered(self, documents: Iterable[str]) -> int:
        """The set of these documents, of those that are in here."""
        numbers = (self._numbers.get(document) for document in documents)
        return bits_of([number for number in numbers if number is not None])

    def matching(self, where: Predicate, locale: str) -> int:
        """The set of documents for readers of a locale that fulfil the predicate."""
        mask = self._serving.get(locale)
        everything = mask.integer if mask else 0
        return everything and self._fitting(where, everything)

    def stretch(
        self,
        wanted: int,
        path: str,
        direction: int,
        place: tuple[Any, str] | None,
        limit: int,
    ) -> list[Found]:
        """The first documents of a set beyond a place of an order."""
        value = _VALUES[path]
        numbers = self._orders[path].beyond(wanted, place, limit, direction)
        found = (self._facts[number] for number in numbers)
        return [Found(facts.document, value(facts)) for facts in found]

    def counts(self, wanted: int, field: Field, most: int) -> list[tuple[Scalar, int]]:
        """How many of a set have each value, the commonest first, equally common by value."""
        size = wanted.bit_count()
        if size <= FEW:
            return commonest(self._one_by_one(wanted, field).items(), most)
        if size == len(self._numbers):
            return commonest(
                [(value, mask.count) for value, mask in self._values[field].items()], most
            )
        found: list[tuple[Scalar, int]] = []
        least = 0
        for value, mask in sorted(self._values[field].items(), key=lambda one: -one[1].count):
            if mask.count < least:
                break  # no value from here on can be among the commonest
            if count := (mask.integer & wanted).bit_count():
                found.append((value, count))
            if len(found) >= most * 2:
                found = commonest(found, most)
                least = found[-1][1]
        return commonest(found, most)

    def _one_by_one(self, wanted: int, field: Field) -> Counter[Scalar]:
        return Counter(
            value
            for number in numbers_in(wanted)
            for _, value in _values_of(self._facts[number], (field,))
        )

    def _fitting(self, where: Predicate, everything: int) -> int:
        match where:
            case And(parts=parts):
                fitting = everything
                for part in parts:
                    fitting &= self._fitting(part, everything)
                return fitting
            case Or(parts=parts):
                fitting = 0
                for part in parts:
                    fitting |= self._fitting(part, everything)
                return fitting
            case Not(part=part):
                return everything ^ self._fitting(part, everything)
            case _:
                return self._having(where) & everything

    def _having(self, condition: Condition) -> int:
        match condition:
            case OneOf(field=field, values=values):
                fitting = 0
                for value in set(values):
                    fitting |= self._with(field, value)
                return fitting
            case AllOf(field=field, values=values):
                fitting = -1
                for value in set(values):
                    fitting &= self._with(field, value)
                return fitting
            case Between(field=field) if field in _TIMES:
                return self._within_times(condition)
            case Between(field=field) if field in FACETS:
                fitting = 0
                for value, mask in self._values[field].items():
                    if _is_within(condition, value):
                        fitting |= mask.integer
                return fitting
            case _:
                return -1

    def _with(self, field: Field, value: Scalar) -> int:
        if field in FACETS:
            mask = self._values[field].get(value)
            return mask.integer if mask else 0
        if field is Field.KEY:
            return bits_of(self._keys.get(str(value), ()))
        if field is Field.ENTITY:
            return self.numbered(f"{value}:{locale}" for locale in self._locales)
        moment = milliseconds(value)
        return self._orders[_TIMES[field]].between((moment,), (moment + 1,))

    def _within_times(self, bounds: Between) -> int:
        lower = [milliseconds(bounds.gte)] if bounds.gte is not None else []
        lower += [milliseconds(bounds.gt) + 1] if bounds.gt is not None else []
        upper = [milliseconds(bounds.lt)] if bounds.lt is not None else []
        upper += [milliseconds(bounds.lte) + 1] if bounds.lte is not None else []
        return self._orders[_TIMES[bounds.field]].between(
            (max(lower),) if lower else None, (min(upper),) if upper else None
        )


def _values_of(
    facts: Facts, fields: Iterable[Field] = tuple(FACETS)
) -> Iterable[tuple[Field, Scalar]]:
    for field in fields:
        held = facts.facets.get(FACETS[field])
        if isinstance(held, (list, tuple)):
            for value in dict.fromkeys(held):
                yield field, value
        elif held is not None:
            yield field, held


def commonest(found: Iterable[tuple[Scalar, int]], most: int) -> list[tuple[Scalar, int]]:
    """The values that most have, the commonest first, equally common by value."""
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]


def _is_within(bounds: Between, value: Any) -> bool:
    given = ((bounds.gt, 1), (bounds.gte, 0), (bounds.lt, 1), (bounds.lte, 0))
    if all(bound is None for bound, _ in given):
        return True
    if isinstance(value, str):
        return False
    return (
        (bounds.gt is None or value > bounds.gt)
        and (bounds.gte is None or value >= bounds.gte)
        and (bounds.lt is None or value < bounds.lt)
        and (bounds.lte is None or value <= bounds.lte)
    )


def milliseconds(at: Any) -> int:
    """As MongoDB stores it: what is finer than a millisecond is cut off."""
    if not isinstance(at, datetime):
        return int(at)
    return int(at.replace(microsecond=0).timestamp()) * 1_000 + at.microsecond // 1_000

"""Every localised text and every override of a source, each with its path."""

from collections import deque
from collections.abc import Callable
from operator import is_
from typing import Any, Literal, NamedTuple, TypeVar

from content.values.blocks import InheritedBlock, OwnBlock
from content.values.sources import Source
from content.values.text import Base, LineIn, LinesIn
from content.values.uses import Override, Use
from content.values.value import Value

Form = Literal["line", "lines", "markdown"]

LINE_FIELDS = frozenset({"heading", "title", "location"})
"""Overridable fields that hold one line; the other localised ones hold Markdown."""


class OverridePlace(NamedTuple):
    """Where an override stands: in a use, or, with none, in an inherited block itself."""

    block: OwnBlock | InheritedBlock
    use: Use | None


class Text(NamedTuple):
    """One localised text, or one override of any field.

    `field` is the dotted path of all its locales, `name` the field's own name. An override
    that says INHERIT has no value; `locale` is absent for overrides of unlocalised fields.
    """

    field: str
    name: str
    locale: str | None
    value: str | tuple[str, ...] | int | None
    form: Form
    base: Base | None
    place: OverridePlace | None = None

    @property
    def path(self) -> str:
        """The dotted path, the locale last."""
        return self.field if self.locale is None else f"{self.field}.{self.locale}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The text or texts; none for a number or INHERIT."""
        if isinstance(self.value, str):
            return (self.value,)
        return self.value if isinstance(self.value, tuple) else ()


BaseOf = Callable[[Text], Base | None]
S = TypeVar("S", bound=Value)


_recent: deque[tuple[Source, list[Text]]] = deque(maxlen=4)
"""Several rules ask for the texts of one source, one after the other; sources never change."""


def texts(source: Source) -> list[Text]:
    """Every localised text and every override of a source, in the order of its fields."""
    for known, told in _recent:
        if known is source:
            return told.copy()
    found: list[Text] = []

    def visit(text: Text) -> Base | None:
        found.append(text)
        return text.base

    rebased(source, visit)
    _recent.append((source, found))
    return found.copy()


def rebased(source: S, base_of: BaseOf) -> S:
    """The source with the `base` of each text and override replaced by what is answered."""
    return _record(source, (), None, base_of)


_IDS = ("block_id", "use_id", "pair_id", "name", "score")
_LABELS = {"use": "items", "picks": "items"}


def _record(record: S, path: tuple[str, ...], place: OverridePlace | None, base_of: BaseOf) -> S:
    changes: dict[str, Any] = {}
    for name, value in vars(record).items():
        new: Any = value
        if isinstance(value, dict):
            if value:
                new = _localized(value, (*path, name), base_of)
        elif isinstance(value, tuple):
            if value and isinstance(value[0], Value):
                at = (*path, _LABELS.get(name, name))
                new = tuple(_member(member, at, place, base_of) for member in value)
                if all(map(is_, new, value)):
                    new = value
        elif isinstance(value, Value):
            new = _member(value, (*path, _LABELS.get(name, name)), place, base_of)
        if new is not value:
            changes[name] = new
    return record.model_copy(update=changes) if changes else record


def _member(
    member: Any, path: tuple[str, ...], place: OverridePlace | None, base_of: BaseOf
) -> Any:
    if isinstance(member, Override):
        return _override(member, path, place, base_of)
    if isinstance(member, Use) and not member.overrides:
        return member
    step = _step(member)
    at = path if step is None else (*path, step)
    if isinstance(member, Use):
        place = place._replace(use=member) if place else None
    elif isinstance(member, OwnBlock | InheritedBlock):
        place = OverridePlace(member, None)
    return _record(member, at, place, base_of)


def _step(member: Value) -> str | None:
    """What the path calls a member of a list; None for a field that is a record itself."""
    fields = vars(member)
    return next((str(fields[name]) for name in _IDS if name in fields), None)


def _localized(entries: dict[str, Any], path: tuple[str, ...], base_of: BaseOf) -> dict[str, Any]:
    new: dict[str, Any] = {}
    for locale, entry in entries.items():
        form: Form = "markdown"
        if isinstance(entry, LineIn | LinesIn):
            form = "line" if isinstance(entry, LineIn) else "lines"
        text = Text(".".join(path), path[-1], locale, entry.value, form, entry.base)
        base = base_of(text)
        if base != entry.base:
            new[locale] = entry.model_copy(update={"base": base})
    return {**entries, **new} if new else entries


def _override(
    override: Override, path: tuple[str, ...], place: OverridePlace | None, base_of: BaseOf
) -> Override:
    text = Text(
        field=".".join((*path, override.field)),
        name=override.field,
        locale=override.locale,
        value=override.value,
        form="line" if override.field in LINE_FIELDS else "markdown",
        base=override.base,
        place=place,
    )
    base = base_of(text)
    return override if base == override.base else override.model_copy(update={"base": base})

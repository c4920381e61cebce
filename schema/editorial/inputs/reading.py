"""From typed inputs to plain data: what was given and nothing else, named as in the source."""

import dataclasses
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from strawberry import UNSET, Some
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition

from content.values.locales import LocaleConfig
from content.values.problems import Issue, ValidationFailed
from schema.editorial.inputs.texts import LocalLinesInput, LocalTextInput

ENVELOPE = frozenset({"key", "home", "abstract", "blocks"})
"""What an input says of the entity or of its blocks, rather than of the source's own fields."""

_IDS = ("block_id", "use_id", "pair_id", "name", "score", "skill")


_NEVER_NULL = frozenset({"audience"})
"""What has a default that nobody should come by unawares: the public reads what is PUBLIC."""


class Given(dict[str, Any]):
    """The fields of an input that were given, by name; None clears."""


class Texts(dict[str, Any]):
    """A localised field by locale; None clears one. `is_all` says that there is no other one."""

    is_all = False


def read(value: Any, locales: LocaleConfig) -> Given:
    """The source's fields that an input gives; raises ValidationFailed for unknown locales, for
    one named twice and for one without a value.
    """
    return Reader(locales).whole(value)


class Reader:
    """Reads inputs, and gathers what is wrong with the locales they name."""

    def __init__(self, locales: LocaleConfig) -> None:
        self.locales = locales
        self._issues: list[Issue] = []

    def whole(self, value: Any) -> Given:
        """An input of an entity, without what is about its envelope and its blocks."""
        given = self.record(value, (), ENVELOPE)
        self.refuse()
        return given

    def refuse(self) -> None:
        """Raises ValidationFailed if anything read so far was wrong."""
        if self._issues:
            raise ValidationFailed(self._issues)

    def record(
        self, value: Any, path: tuple[str, ...], without: frozenset[str] = frozenset()
    ) -> Given:
        """The fields of an input that were given."""
        given, localised = Given(), _localised(get_object_definition(value, strict=True))
        for field in dataclasses.fields(value):
            raw = getattr(value, field.name)
            if raw is None or raw is UNSET or field.name in without:
                continue
            raw = raw.value if isinstance(raw, Some) else raw
            at = (*path, field.name)
            if raw is None and field.name in _NEVER_NULL:
                told = f"{field.name} is always something: say what"
                self._issues.append(Issue(path=".".join(at), code="REQUIRED", message=told))
                continue
            is_text = field.name in localised
            given[field.name] = self._texts(raw, at) if is_text else self._value(raw, at)
        return given

    def _value(self, value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(value, list):
            return [
                self._value(member, (*path, label(member, index)))
                for index, member in enumerate(value)
            ]
        if dataclasses.is_dataclass(value):
            return self.record(value, path)
        if isinstance(value, date):
            return value.isoformat()
        return value.value if isinstance(value, Enum) else value

    def _texts(
        self, given: list[LocalTextInput | LocalLinesInput] | None, path: tuple[str, ...]
    ) -> Texts:
        texts = Texts()
        texts.is_all = given is None
        for each in given or ():
            if each.locale not in self.locales.chains:
                known = ", ".join(self.locales.all)
                told = f"{str(each.locale)[:40]!r} is not configured; the locales are {known}"
                self._refuse(path, each.locale, "UNKNOWN_LOCALE", told)
            elif each.locale in texts:
                told = f"{each.locale} is named twice"
                self._refuse(path, each.locale, "DUPLICATE_LOCALE", told)
            elif each.value is None:
                told = f"{each.locale} has no value; null clears it"
                self._refuse(path, each.locale, "REQUIRED", told)
            else:
                texts[each.locale] = each.value.value
        return texts

    def _refuse(self, path: tuple[str, ...], locale: str, code: str, message: str) -> None:
        known = locale if locale in self.locales.chains else None
        where = ".".join((*path, str(locale)[:40]))
        self._issues.append(Issue(path=where, code=code, message=message, locale=known))


def label(member: Any, index: int) -> str:
    """How a path calls a member of a list: by its id, by its place when it has none."""
    for name in _IDS:
        found = getattr(member, name, None)
        found = found.value if isinstance(found, Some) else found
        if found is not None:
            return str(found)
    return str(index)


@cache
def _localised(definition: StrawberryObjectDefinition) -> frozenset[str]:
    """The names of an input's localised fields."""
    found = set()
    for field in definition.fields:
        inner: Any = field.type
        while hasattr(inner, "of_type"):
            inner = inner.of_type
        if inner in (LocalTextInput, LocalLinesInput):
            found.add(field.python_name)
    return frozenset(found)

"""Values a reader binds to a page's placeholders: checked, then substituted, never interpreted."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import orjson

from content.reading.refusal import BadArgument
from content.rules.placeholders import Format, bracketed, label_of, marked_names, substitute
from content.values.sources import VARIABLE_NAME, VariableType

MOST_VALUES = 30
LONGEST_VALUE = 200
BUILT_IN = ("role", "organization")

_NAME = re.compile(VARIABLE_NAME)
_NUMBER = r"[+\-−]?\d+(?:[.,'’ \u00a0\u202f]\d+)*"
_CURRENCY = r"(?:[A-Z]{3}|\$|€|£|¥|[A-Za-z]{0,3}[$€£¥₹₩₽₺₫₴₪])"
_SPACE = "[ \u00a0\u202f]?"
_MONEY = re.compile(rf"(?:{_CURRENCY}{_SPACE})?{_NUMBER}(?:{_SPACE}{_CURRENCY})?")


def check(given: Sequence[tuple[str, str]], path: str = "variables") -> dict[str, str]:
    """The values by name; raises BadArgument for what no content could use."""
    if len(given) > MOST_VALUES:
        raise BadArgument(path, f"{len(given)} values are given; at most {MOST_VALUES} are taken.")
    values: dict[str, str] = {}
    for index, (name, value) in enumerate(given):
        if not _NAME.fullmatch(name):
            raise BadArgument(
                f"{path}.{index}.name",
                f"{name[:80]!r} is not a variable's name. Names look like company.name.",
            )
        if name.split(".")[0] in BUILT_IN:
            raise BadArgument(
                f"{path}.{index}.name",
                f"{name} is built in: it comes from the content and cannot be bound.",
            )
        if name in values:
            raise BadArgument(f"{path}.{index}.name", f"{name} is given twice. Give it once.")
        _check_text(value, f"{path}.{index}.value", name)
        values[name] = value
    return values


def _check_text(value: str, path: str, name: str) -> None:
    if len(value) > LONGEST_VALUE:
        raise BadArgument(
            path,
            f"The value of {name} has {len(value)} characters; at most {LONGEST_VALUE} are taken.",
        )
    for character in value:
        code = ord(character)
        noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        if noncharacter or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            raise BadArgument(
                path, f"The value of {name} holds U+{code:04X}; pass one line of printable text."
            )


@dataclass(frozen=True)
class Binding:
    """What of the given values a document uses: texts to put at paths of its body."""

    texts: tuple[tuple[tuple[str | int, ...], str], ...]
    digest: str
    unused: tuple[str, ...]


def bind(
    values: Mapping[str, str],
    declared: Sequence[Mapping[str, Any]],
    templates: Sequence[Mapping[str, Any]],
    path: str = "variables",
) -> Binding:
    """The document's templates filled in; raises BadArgument for a value of the wrong type."""
    by_name = {variable["name"]: variable for variable in declared}
    names = [frozenset(marked_names(template["template"])) for template in templates]
    used = {name: values[name] for name in values if any(name in found for found in names)}
    for index, name in enumerate(values):
        if name in by_name:
            _check_type(by_name[name], values[name], f"{path}.{index}.value")
    texts = tuple(
        (tuple(template["path"]), _fill(template, found, used, by_name))
        for template, found in zip(templates, names, strict=True)
        if not found.isdisjoint(used)
    )
    digest = hashlib.sha256(orjson.dumps(sorted(used.items()))).hexdigest()[:12] if used else ""
    return Binding(texts, digest, tuple(name for name in values if name not in used))


def _fill(
    template: Mapping[str, Any],
    names: frozenset[str],
    used: Mapping[str, str],
    declared: Mapping[str, Mapping[str, Any]],
) -> str:
    def shown(name: str) -> str:
        variable = declared.get(name, {})
        return variable.get("default") or bracketed(variable.get("label") or label_of(name))

    values = {name: used[name] if name in used else shown(name) for name in names}
    return substitute(template["template"], cast("Format", template["format"]), values)


def _check_type(variable: Mapping[str, Any], value: str, path: str) -> None:
    wanted = VariableType(variable["type"])
    fits, example = _TYPES[wanted]
    if not fits(value):
        raise BadArgument(
            path, f"{variable['name']} is a {wanted}: {value!r} is none. Pass {example}."
        )


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


_TYPES: dict[VariableType, tuple[Callable[[str], bool], str]] = {
    VariableType.TEXT: (lambda _: True, "any text"),
    VariableType.NUMBER: (
        lambda value: bool(re.fullmatch(_NUMBER, value)),
        "a number such as 12 or 1,500.5",
    ),
    VariableType.MONEY: (
        lambda value: bool(_MONEY.fullmatch(value)),
        "one amount such as $85,000 or 70.000 €",
    ),
    VariableType.DATE: (_is_date, "a date such as 2027-03-31"),
    VariableType.LIST: (
        lambda value: all(item.strip() for item in value.split(",")),
        "items with commas between them, such as Berlin, Hamburg",
    ),
}

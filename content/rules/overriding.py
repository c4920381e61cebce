"""What an override may say: a field of its target, in the right form, within its range."""

from collections.abc import Iterator

from content.rules.local_texts import Text
from content.rules.targets import Targets
from content.values.blocks import BLOCK_TEXTS, PLAIN_BLOCK_TEXTS, InheritedBlock, StatementKind
from content.values.ids import ContentType
from content.values.problems import Issue
from content.values.sources import Importance
from content.values.uses import OVERRIDABLE, UNLOCALISED

_BLOCK_FIELDS = PLAIN_BLOCK_TEXTS.union(*BLOCK_TEXTS.values())
_USE_FIELDS = frozenset[str]().union(*OVERRIDABLE.values())
_RANGES = {"minutes": (1, 480), "difficulty": (1, 5)}


def override_issues(override: Text, targets: Targets) -> Iterator[Issue]:
    """NOT_OVERRIDABLE and WRONG_VALUE issues of one override.

    What an inherited use or block is cannot be told from the source: it may override what
    any could.
    """
    fields = _fields(override, targets)
    if fields is None:
        return
    if override.name not in fields:
        allowed = f"only {', '.join(sorted(fields))} can" if fields else "nothing can"
        told = f"{override.name} cannot be overridden here; {allowed}"
        yield Issue(path=override.path, code="NOT_OVERRIDABLE", message=told)
        return
    wrong = _wrong(override)
    if wrong is not None:
        message = f"{override.name} {wrong}"
        yield Issue(path=override.path, code="WRONG_VALUE", message=message, locale=override.locale)


def _fields(override: Text, targets: Targets) -> frozenset[str] | None:
    """The fields that may be overridden there; None when the target is not known."""
    block, use = override.place or (None, None)
    if use is None:
        return _BLOCK_FIELDS
    if use.target is None:
        return _USE_FIELDS if isinstance(block, InheritedBlock) else None
    target = targets.get(use.target)
    if target is None:
        return None
    fields = OVERRIDABLE.get(target.type, frozenset())
    if target.type is ContentType.STATEMENT and target.kind is not StatementKind.REQUIREMENT:
        fields -= {"importance"}
    return fields


def _wrong(override: Text) -> str | None:
    """What is wrong with the override, said after the field's name."""
    value = override.value
    if override.name in UNLOCALISED:
        if override.locale is not None:
            return "is the same in every language: it is overridden without a locale"
        if value is None:
            return "is not localised: remove the override instead of inheriting a locale"
        return _wrong_number(override) if override.name in _RANGES else _wrong_importance(value)
    if override.locale is None:
        return "is localised: say which locale is overridden"
    if value is None:
        return None
    return None if isinstance(value, str) else "is overridden with text"


def _wrong_number(override: Text) -> str | None:
    low, high = _RANGES[override.name]
    value = override.value
    fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    return None if fits else f"is a whole number from {low} to {high}, not {value!r}"


def _wrong_importance(value: object) -> str | None:
    known = [importance.value for importance in Importance]
    return None if value in known else f"is {' or '.join(known)}, not {value!r}"

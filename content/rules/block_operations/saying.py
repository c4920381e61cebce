"""What an item says: own fields set, shared or inherited ones overridden."""

from collections.abc import Mapping
from typing import Any, TypeVar

from content.rules.block_operations.draft import Draft, Found
from content.rules.block_operations.refusal import Refusal
from content.values.blocks import BLOCK_TEXTS, PLAIN_BLOCK_TEXTS
from content.values.operations import ClearOverride, ItemKind, Set, SetOverride
from content.values.uses import Override
from content.values.value import Value

Item = TypeVar("Item", bound=Value)

_PAIR_TEXTS = frozenset({"question", "answer"})
_SETTABLE = {
    "STATEMENT_LIST": frozenset({"kind"}),
    "QUESTION_LIST": frozenset({"show"}),
    "CALLOUT": frozenset({"url"}),
}
"""The fields of a block, apart from its texts, that may be set."""


def set_fields(draft: Draft, operation: Set) -> None:
    """Fields of an own block or pair: texts locale by locale, others as a whole."""
    found = draft.find(operation.item_id, operation.kind)
    if found.kind is ItemKind.PAIR:
        changed = [
            _with_fields(pair, operation.fields, _PAIR_TEXTS, frozenset())
            if pair.pair_id == found.item_id
            else pair
            for pair in draft.pairs(found.block_id)
        ]
        draft.put_pairs(found.block_id, changed)
        return
    own = draft.own(found.block_id) if found.kind is ItemKind.BLOCK else None
    if own is None:
        whose = "inherited" if found.kind is ItemKind.BLOCK else "a part used here"
        raise Refusal("NOT_OWN", f"{found.item_id} is {whose}: override its fields instead")
    names = BLOCK_TEXTS.get(own.type, PLAIN_BLOCK_TEXTS)
    settable = _SETTABLE.get(own.type, frozenset())
    draft.put(_with_fields(own, operation.fields, names, settable))


def _with_fields(
    item: Item, fields: Mapping[str, Any], texts: frozenset[str], settable: frozenset[str]
) -> Item:
    data = item.model_dump()
    for name, value in fields.items():
        if name in texts:
            if not isinstance(value, Mapping):
                raise Refusal("WRONG_VALUE", f"{name} is set locale by locale")
            merged = {**data[name], **value}
            data[name] = {locale: text for locale, text in merged.items() if text is not None}
        elif name in settable:
            data[name] = value
        else:
            known = ", ".join(sorted(texts | settable))
            raise Refusal("UNKNOWN_FIELD", f"{name} cannot be set here; these can: {known}")
    return type(item).model_validate(data)


def set_override(draft: Draft, operation: SetOverride) -> None:
    """A field of a use, or of an inherited block, told differently here."""
    found = draft.find(operation.item_id, operation.kind)
    override = Override(
        field=operation.field,
        locale=operation.locale,
        value=operation.value,
        inherit=operation.inherit,
        base=operation.base,
    )
    before = _overrides(draft, found)
    places = [(each.field, each.locale) for each in before]
    if (override.field, override.locale) in places:
        index = places.index((override.field, override.locale))
        _put_overrides(draft, found, (*before[:index], override, *before[index + 1 :]))
    else:
        _put_overrides(draft, found, (*before, override))


def clear_override(draft: Draft, operation: ClearOverride) -> None:
    """The override of a field gone, in one locale or in all. There must be one."""
    found = draft.find(operation.item_id, operation.kind)
    before = _overrides(draft, found)
    kept = tuple(
        each
        for each in before
        if each.field != operation.field
        or (operation.locale is not None and each.locale != operation.locale)
    )
    if kept == before:
        where = f" in {operation.locale}" if operation.locale else ""
        told = f"{operation.field} of {operation.item_id} is not overridden{where}"
        raise Refusal("NOT_OVERRIDDEN", told)
    _put_overrides(draft, found, kept)


def _overrides(draft: Draft, found: Found) -> tuple[Override, ...]:
    if found.kind is ItemKind.USE:
        return draft.use(found).overrides
    if found.kind is ItemKind.BLOCK and not found.is_own:
        return draft.delta(found.block_id).overrides
    raise Refusal("OWN", f"{found.item_id} is written here: set its fields, nothing is overridden")


def _put_overrides(draft: Draft, found: Found, overrides: tuple[Override, ...]) -> None:
    if found.kind is ItemKind.USE:
        draft.put_use(found, draft.use(found).model_copy(update={"overrides": overrides}))
    else:
        draft.put(draft.delta(found.block_id).model_copy(update={"overrides": overrides}))

"""Own copies of a merged block and of the uses in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.rules.flattening.view import Bind, View
from content.rules.local_texts import LINE_FIELDS
from content.rules.resolution.merging import MergedBlock, MergedUse
from content.rules.resolution.precedence import Speaker, speak
from content.rules.resolution.speaking import Part
from content.values.blocks import (
    BLOCK_TEXTS,
    PLAIN_BLOCK_TEXTS,
    Faq,
    JobDescriptionUse,
    OwnBlock,
    QuestionList,
    RelatedRoles,
    SnippetUse,
    StatementList,
    uses_in,
)
from content.values.ids import type_of
from content.values.uses import OVERRIDABLE, UNLOCALISED, Override, Use

Copies = Mapping[str, str]


def own_block(
    view: View, entity_id: str, merged: MergedBlock, copies: Copies, bind: Bind | None = None
) -> OwnBlock:
    """The block as all levels of the entity together have it, needing none of them."""
    own, block_id = merged.own, merged.block_id
    data: dict[str, Any] = own.model_dump(exclude_defaults=True)
    data |= {"order_key": merged.order_key, "hidden": merged.hidden}
    for name in BLOCK_TEXTS.get(own.type, PLAIN_BLOCK_TEXTS):

        def voices(locale: str, name: str = name) -> list[Speaker]:
            return [part.block_field(block_id, name) for part in view.levels(entity_id, locale)]

        data[name] = view.texts(voices, bind, line=name in LINE_FIELDS)
    ordered = sorted(merged.uses.values(), key=lambda use: (use.order_key, use.use_id))
    uses = [own_use(view, entity_id, block_id, use, copies, bind) for use in ordered]
    match own:
        case StatementList() | QuestionList():
            data["items"] = uses
        case RelatedRoles():
            data["picks"] = uses
        case JobDescriptionUse() | SnippetUse() if uses:
            data["use"] = next((use for use in uses if not use.hidden), uses[0])
        case Faq():
            data["pairs"] = [_pair(view, entity_id, block_id, each, bind) for each in own.pairs]
    return type(own).model_validate(data)


def _pair(
    view: View, entity_id: str, block_id: str, pair: Any, bind: Bind | None
) -> dict[str, Any]:
    told: dict[str, Any] = {"pair_id": pair.pair_id, "order_key": pair.order_key}
    for name in ("question", "answer"):

        def voices(locale: str, name: str = name) -> list[Speaker]:
            levels = view.levels(entity_id, locale)
            return [part.pair_field(block_id, pair.pair_id, name) for part in levels]

        told[name] = view.texts(voices, bind, line=name == "question")
    return told


def own_use(
    view: View,
    entity_id: str,
    block_id: str,
    use: MergedUse,
    copies: Copies,
    bind: Bind | None = None,
) -> Use:
    """The use as all levels together have it, their overrides as its own."""
    overrides: list[Override] = []
    for name in sorted(OVERRIDABLE.get(type_of(use.target), ())):
        if name in UNLOCALISED:
            overrides += _shared(view.levels(entity_id), block_id, use, name)
        else:
            overrides += _localised(view, entity_id, block_id, use, name, bind)
    if use.target in copies:
        overrides = [each.model_copy(update={"base": None}) for each in overrides]
    return Use(
        use_id=use.use_id,
        target=copies.get(use.target, use.target),
        overrides=tuple(overrides),
        hidden=use.hidden or None,
        order_key=use.order_key,
    )


def _shared(parts: Iterable[Part], block_id: str, use: MergedUse, name: str) -> list[Override]:
    for part in parts:
        said = part.shared_override(block_id, use.use_id, name, use.target)
        if said is not None:
            return [Override(field=name, value=said)]
    return []


def _localised(
    view: View, entity_id: str, block_id: str, use: MergedUse, name: str, bind: Bind | None
) -> list[Override]:
    told: dict[str, Override] = {}
    for locale in view.readers:
        chain = view.chain(locale)
        parts = view.levels(entity_id, locale)
        voices = [part.override(block_id, use.use_id, name, use.target) for part in parts]
        spoken = speak(voices, chain)
        behind = next((told[each] for each in chain[1:] if each in told), None)
        if bind is not None:
            target = [part.field(name) for part in view.levels(use.target, locale)]
            shown = speak([*voices, *target], chain)
            value = shown and bind(str(shown.value), locale, name in LINE_FIELDS)
            if shown is not None and value != shown.value:
                told[locale] = Override(field=name, locale=locale, value=value)
                continue
        if spoken is None:
            if behind is not None and not behind.inherit:
                told[locale] = Override(field=name, locale=locale, inherit=True)
        elif spoken.locale == locale or behind is None or behind.value != spoken.value:
            said = _override(parts[spoken.speaker], block_id, use, name, spoken.locale)
            base = said.base if said else None
            told[locale] = Override(field=name, locale=locale, value=spoken.value, base=base)
    return list(told.values())


def _override(part: Part, block_id: str, use: MergedUse, name: str, locale: str) -> Override | None:
    block = part.block(block_id, locale)
    for each in uses_in(block) if block else ():
        for override in each.overrides if each.use_id == use.use_id else ():
            if (override.field, override.locale) == (name, locale):
                return override
    return None

"""A block that embedded a job description, replaced by blocks with what it showed."""

from collections.abc import Mapping
from typing import Any

from content.rules import order_keys
from content.rules.flattening.copying import Copies, own_block
from content.rules.flattening.filling import filler
from content.rules.flattening.view import Bind, View
from content.rules.hashing import short_digest
from content.rules.local_texts import LINE_FIELDS
from content.rules.resolution.precedence import Speaker
from content.values.blocks import JobDescriptionUse, OwnBlock, Prose
from content.values.sources import Composed


def from_job_description(
    view: View, entity_id: str, source: Composed, block: JobDescriptionUse, copies: Copies
) -> list[OwnBlock]:
    """Its overview under its title, then each of its blocks, in the place of the block.

    Its variables are no page's: where the text had a placeholder it says what was shown for
    it, in lists by an override.
    """
    target = block.use.target or ""
    block = block.model_copy(update={"hidden": block.hidden or bool(block.use.hidden)})
    bind = filler(view, target, source.role)
    head = _overview(view, entity_id, block, bind)
    inner = [
        own_block(view, target, merged, copies, bind)
        for merged in view.merged(target)
        if not merged.hidden
    ]
    tail = _outro(block) if inner and block.outro else []
    if head and not tail and block.outro:
        head = [each.model_copy(update={"outro": block.outro}) for each in head]
    return _placed(view, entity_id, block, [*head, *inner, *tail])


def _overview(view: View, entity_id: str, block: JobDescriptionUse, bind: Bind) -> list[OwnBlock]:
    told = {
        name: _shown(view, entity_id, block, name, bind)
        for name in ("title", "location", "overview")
    }
    kept = {"block_id": block.block_id, "order_key": block.order_key, "hidden": block.hidden}
    body = _together(view, told["location"], told["overview"])
    heading: Mapping[str, Any] = block.heading or told["title"]
    if not body:
        return []
    data = {**kept, "type": "PROSE", "heading": heading, "intro": block.intro, "body": body}
    return [Prose.model_validate(data)]


def _shown(
    view: View, entity_id: str, block: JobDescriptionUse, name: str, bind: Bind
) -> dict[str, str]:
    use = block.use

    def voices(locale: str) -> list[Speaker]:
        holders = view.levels(entity_id, locale)
        target = view.levels(use.target or "", locale)
        return [
            *(part.override(block.block_id, use.use_id, name, use.target) for part in holders),
            *(part.field(name) for part in target),
        ]

    return view.texts(voices, bind, line=name in LINE_FIELDS)


def _together(view: View, *texts: Mapping[str, str]) -> dict[str, str]:
    """One text of several, a paragraph each, in every locale that has one of them."""
    joined: dict[str, str] = {}
    for locale in view.readers:
        if not any(locale in each for each in texts):
            continue
        chain = view.chain(locale)
        said = (next((each[at] for at in chain if at in each), None) for each in texts)
        joined[locale] = "\n\n".join(filter(None, said))
    return joined


def _outro(block: JobDescriptionUse) -> list[OwnBlock]:
    data = {"type": "PROSE", "block_id": block.block_id, "order_key": block.order_key}
    return [Prose.model_validate({**data, "hidden": block.hidden, "body": block.outro})]


def _placed(
    view: View, entity_id: str, block: JobDescriptionUse, blocks: list[OwnBlock]
) -> list[OwnBlock]:
    """The blocks with ids of their own, one after the other before the block's next sibling."""
    later = (each.order_key for each in view.merged(entity_id))
    end = min((key for key in later if key > block.order_key), default="")
    key, placed = block.order_key, list[OwnBlock]()
    for position, each in enumerate(blocks):
        update: dict[str, Any] = {"order_key": key, "hidden": block.hidden}
        if position or each.block_id != block.block_id:
            prefix = short_digest([block.block_id, position, each.block_id])
            update["block_id"] = prefix
            update |= _renamed(each, prefix)
        placed.append(each.model_copy(update=update))
        try:
            key = order_keys.between(key, end)
        except ValueError:
            end = ""  # nothing fits before the sibling: better behind it than nowhere
            key = order_keys.between(key, end)
    return placed


def _renamed(block: OwnBlock, prefix: str) -> dict[str, Any]:
    """Its uses and pairs under ids that no other item of the page has."""
    update: dict[str, Any] = {}
    for field, name in (("items", "use_id"), ("pairs", "pair_id")):
        if members := getattr(block, field, ()):
            update[field] = tuple(
                member.model_copy(update={name: f"{prefix}-{index}"})
                for index, member in enumerate(members)
            )
    if use := getattr(block, "use", None):
        update["use"] = use.model_copy(update={"use_id": f"{prefix}-0"})
    return update

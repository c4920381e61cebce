"""A finished document without parts that were withdrawn since it was made."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from content.rules.resolution.nodes import Node
from content.rules.resolution.remains import (
    has_items,
    without_fallbacks,
    without_names,
    without_unnamed,
)
from content.rules.resolution.structured_data import still_true


class Withdrawal(NamedTuple):
    """A part no reader of that locale may see any more, or only its sample answer."""

    entity: str
    locale: str
    answer_only: bool = False

    @classmethod
    def parse(cls, text: str) -> "Withdrawal":
        """The withdrawal a job's cause names."""
        entity, locale, *answer = text.split("|")
        return cls(entity, locale, bool(answer))

    def __str__(self) -> str:
        return f"{self.entity}|{self.locale}" + ("|answer" if self.answer_only else "")


_NEEDED = ("skill", "jobDescription", "role")
"""What a row, a block, a page or a job description cannot be without."""


def without(
    body: Node, withdrawals: Collection[Withdrawal], tags: Collection[str] | None = None
) -> Node | None:
    """A copy of the body without the withdrawn parts; None if nothing of it may be shown.

    A node goes when it shows the withdrawn locale; where it only fell back, its texts of
    further locales go. So do blocks left without items, and what structured data gathered
    from them. `tags` are the ids of what the document used: with them it also loses what came
    from entities that are no nodes of it, such as snippets. What was bound into a text, such
    as the name of a family, stays a part of that text until it is resolved anew.
    """
    known = [each for each in withdrawals if tags is None or each.entity in tags]
    kept = _pruned(body, known, body)
    if tags is not None:
        named = set(_entities(body))
        for each in known:
            if kept is not None and not each.answer_only:
                is_named = each.entity in named
                kept = without_unnamed(kept, each.entity, each.locale, is_named=is_named)
    if kept is None or kept == body or "jsonLd" not in kept:
        return kept
    return {**kept, "jsonLd": still_true(kept["jsonLd"], kept)}


def _pruned(node: Node, withdrawals: Collection[Withdrawal], around: Node) -> Node | None:
    """The node or block without withdrawn nodes in it; None if it is withdrawn itself."""
    mine = [each for each in withdrawals if each.entity == node.get("entityId")]
    if "resolvedLocale" not in node:
        mine = []
    gone = {each.locale for each in mine if not each.answer_only}
    if node.get("resolvedLocale") in gone:
        return None
    holder = node if "resolvedLocale" in node else around
    kept: Node | None = {
        name: value if name == "jsonLd" else _value(value, withdrawals, holder)
        for name, value in node.items()
    }
    assert kept is not None
    if any(node.get(name) is not None and kept[name] is None for name in _NEEDED):
        return None
    if any(_may_show_answer(node, each) for each in mine):
        kept["sampleAnswer"] = None
    if node.get("__typename") == "RelatedRoles":
        shown = {each.entity for each in withdrawals if _may_show_card(node, around, each)}
        kept["items"] = [card for card in node["items"] if card["entityId"] not in shown]
    if gone & {each["locale"] for each in node.get("translations", ())}:
        kept["translations"] = [each for each in node["translations"] if each["locale"] not in gone]
        kept = without_fallbacks(without_names(kept))
    return kept if kept is not None and has_items(kept) else None


def _may_show_answer(node: Node, withdrawal: Withdrawal) -> bool:
    if not withdrawal.answer_only or node.get("sampleAnswer") is None:
        return False
    fell_back = "sampleAnswer" in node["fallbackPaths"]
    published = any(each["locale"] == withdrawal.locale for each in node["translations"])
    return node["resolvedLocale"] == withdrawal.locale or (fell_back and published)


def _may_show_card(block: Node, around: Node, withdrawal: Withdrawal) -> bool:
    """Cards do not tell their locale: it is the page's, unless some of the block fell back."""
    if withdrawal.answer_only:
        return False
    inner = f"blocks.{block['blockId']}.items."
    fell_back = any(path.startswith(inner) for path in around["fallbackPaths"])
    return fell_back or around["resolvedLocale"] == withdrawal.locale


def _value(value: Any, withdrawals: Collection[Withdrawal], around: Node) -> Any:
    if isinstance(value, dict):
        return _pruned(value, withdrawals, around)
    if isinstance(value, list):
        pruned = ((item, _value(item, withdrawals, around)) for item in value)
        return [kept for item, kept in pruned if kept is not None or item is None]
    return value


def _entities(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "entityId" in value:
            yield value["entityId"]
        for name, inner in value.items():
            if name != "jsonLd":
                yield from _entities(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _entities(inner)

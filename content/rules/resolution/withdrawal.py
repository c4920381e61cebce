"""A finished document without parts that were withdrawn since it was made."""

from collections.abc import Collection
from typing import Any, NamedTuple

from content.rules.resolution.nodes import Node
from content.rules.resolution.structured_data import without_lists


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


_LISTS = frozenset({"items", "skills", "competencies"})
_EMPTY_BLOCKS = frozenset({"StatementList", "QuestionList", "RelatedRoles", "SkillsTable"})


def without(body: Node, withdrawals: Collection[Withdrawal]) -> Node | None:
    """A copy of the body without the withdrawn parts; None if the body itself is withdrawn.

    A node goes when it shows the withdrawn locale, or anything that fell back; blocks left
    without items go too, and structured data loses what it gathered from parts.
    """
    pruned = _pruned(body, withdrawals)
    if pruned is not None and "jsonLd" in pruned:
        pruned["jsonLd"] = without_lists(pruned["jsonLd"])
    return pruned


def _pruned(node: Node, withdrawals: Collection[Withdrawal]) -> Node | None:
    if _is_gone(node, withdrawals):
        return None
    kept: Node = {name: _value(value, withdrawals) for name, value in node.items()}
    for withdrawal in withdrawals:
        if withdrawal.answer_only and node.get("entityId") == withdrawal.entity:
            kept["sampleAnswer"] = None
    for name in ("skill", "jobDescription"):
        if node.get(name) is not None and kept[name] is None:
            return None
    if node.get("__typename") in _EMPTY_BLOCKS and any(kept.get(name) == [] for name in _LISTS):
        return None
    return kept


def _value(value: Any, withdrawals: Collection[Withdrawal]) -> Any:
    if isinstance(value, dict):
        return _pruned(value, withdrawals)
    if isinstance(value, list):
        return [
            kept
            for item in value
            if (kept := _value(item, withdrawals)) is not None or item is None
        ]
    return value


def _is_gone(node: Node, withdrawals: Collection[Withdrawal]) -> bool:
    entity = node.get("entityId")
    if entity is None:
        return False
    return any(
        withdrawal.entity == entity
        and not withdrawal.answer_only
        and (
            "resolvedLocale" not in node
            or node["resolvedLocale"] == withdrawal.locale
            or bool(node["fallbackPaths"])
        )
        for withdrawal in withdrawals
    )

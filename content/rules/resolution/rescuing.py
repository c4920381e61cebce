"""Own items of a level whose block is gone: they never vanish with it."""

from collections.abc import Callable

from content.values.blocks import (
    InheritedBlock,
    OwnBlock,
    QuestionList,
    RelatedRoles,
    Show,
    StatementKind,
    StatementList,
)
from content.values.ids import ContentType, type_of

KindOf = Callable[[str], StatementKind | None]
"""Tells what kind of statement an id is; None if that is not published."""

LAST = "z"
"""Where a block goes that was never given a place of its own."""


def rescued(delta: InheritedBlock, kind_of: KindOf) -> OwnBlock | None:
    """A block for the own items of a change whose block is gone; None if it has none.

    Answers stay hidden: whether the lost block showed them is not known any more.
    """
    own = tuple(use for use in delta.items if use.target is not None)
    if not own:
        return None
    targets = [use.target or "" for use in own]
    block_id, order_key, hidden = delta.block_id, delta.order_key or LAST, delta.hidden or False
    match type_of(targets[0]):
        case ContentType.INTERVIEW_QUESTION:
            return QuestionList(
                type="QUESTION_LIST",
                block_id=block_id,
                order_key=order_key,
                hidden=hidden,
                show=Show.PROMPT_ONLY,
                items=own,
            )
        case ContentType.ROLE_PAGE:
            return RelatedRoles(
                type="RELATED_ROLES",
                block_id=block_id,
                order_key=order_key,
                hidden=hidden,
                picks=own,
            )
        case ContentType.STATEMENT:
            kind = next(filter(None, map(kind_of, targets)), None)
            if kind is None:
                return None
            return StatementList(
                type="STATEMENT_LIST",
                block_id=block_id,
                order_key=order_key,
                hidden=hidden,
                kind=kind,
                items=own,
            )
        case _:
            return None

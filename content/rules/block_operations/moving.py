"""Moving, removing, hiding: what stands where, and what is shown."""

from content.rules.block_operations.draft import Draft, Found
from content.rules.block_operations.inserting import block_key_at, pair_key_at, use_key_at
from content.rules.block_operations.refusal import Refusal, inherited_only_hides
from content.values.operations import Hide, ItemKind, Move, Remove


def move(draft: Draft, operation: Move) -> None:
    """A block among blocks, a use or a pair in its block, or an own use to another block."""
    found = draft.find(operation.item_id, operation.kind)
    if operation.to_block is not None and operation.to_block != found.block_id:
        _move_to_block(draft, found, operation)
    elif found.kind is ItemKind.BLOCK:
        key = block_key_at(draft, operation.position, without=found.item_id)
        block = draft.own(found.block_id) or draft.delta(found.block_id)
        draft.put(block.model_copy(update={"order_key": key}))
    elif found.kind is ItemKind.USE:
        key = use_key_at(draft, found.block_id, operation.position, without=found.item_id)
        draft.put_use(found, draft.use(found).model_copy(update={"order_key": key}))
    else:
        key = pair_key_at(draft, found.block_id, operation.position, without=found.item_id)
        moved = [
            pair.model_copy(update={"order_key": key}) if pair.pair_id == found.item_id else pair
            for pair in draft.pairs(found.block_id)
        ]
        draft.put_pairs(found.block_id, moved)


def _move_to_block(draft: Draft, found: Found, operation: Move) -> None:
    if found.kind is not ItemKind.USE:
        told = f"{found.item_id} is no use of a part; only those move to another block"
        raise Refusal("WRONG_PLACE", told)
    if not found.is_own:
        told = f"{found.item_id} is inherited: hide it, and use its part in the other block"
        raise Refusal("NOT_OWN", told)
    goal = draft.find(str(operation.to_block), ItemKind.BLOCK)
    use = draft.use(found)
    _take_use(draft, found)
    key = use_key_at(draft, goal.block_id, operation.position)
    moved = use.model_copy(update={"order_key": key})
    draft.put_uses(goal.block_id, [*draft.uses(goal.block_id), moved])


def remove(draft: Draft, operation: Remove) -> None:
    """An own block, use or pair gone."""
    found = draft.find(operation.item_id, operation.kind)
    if not found.is_own:
        raise inherited_only_hides(found.item_id)
    if found.kind is ItemKind.BLOCK:
        del draft.blocks[found.block_id]
    elif found.kind is ItemKind.USE:
        _take_use(draft, found)
    else:
        kept = [pair for pair in draft.pairs(found.block_id) if pair.pair_id != found.item_id]
        draft.put_pairs(found.block_id, kept)


def _take_use(draft: Draft, found: Found) -> None:
    kept = [use for use in draft.uses(found.block_id) if use.use_id != found.item_id]
    draft.put_uses(found.block_id, kept)


def hide(draft: Draft, operation: Hide) -> None:
    """A block or a use hidden or shown; what then is as inherited is not said again."""
    found = draft.find(operation.item_id, operation.kind)
    if found.kind is ItemKind.PAIR:
        raise Refusal("WRONG_PLACE", f"{found.item_id} is a pair of an FAQ: remove it")
    if found.kind is ItemKind.BLOCK:
        own = draft.own(found.block_id)
        if own is not None:
            draft.put(own.model_copy(update={"hidden": operation.hidden}))
            return
        is_as_inherited = operation.hidden == draft.inherited[found.block_id].hidden
        hidden = None if is_as_inherited else operation.hidden
        draft.put(draft.delta(found.block_id).model_copy(update={"hidden": hidden}))
        return
    before = False if found.is_own else draft.inherited[found.block_id].uses[found.item_id].hidden
    hidden = None if operation.hidden == before else operation.hidden
    draft.put_use(found, draft.use(found).model_copy(update={"hidden": hidden}))

"""Applying operations in their order."""

from collections.abc import Sequence

from pydantic import ValidationError

from content.rules.block_operations.draft import Draft
from content.rules.block_operations.inserting import insert_block, insert_pair, insert_use
from content.rules.block_operations.moving import hide, move, remove
from content.rules.block_operations.refusal import Refusal
from content.rules.block_operations.saying import clear_override, set_fields, set_override
from content.values.operations import (
    ClearOverride,
    Hide,
    InsertBlock,
    InsertPair,
    InsertUse,
    Move,
    Operation,
    Remove,
    Set,
    SetOverride,
)
from content.values.problems import Issue, ValidationFailed
from content.values.sources import Composed


def apply(
    source: Composed, operations: Sequence[Operation], ancestors: Sequence[Composed] = ()
) -> Composed:
    """The source with every operation applied, each to what the ones before it left.

    `ancestors` are the sources it inherits from, from the parent to the root. Raises
    ValidationFailed with the path `operations.<index>` of the first that cannot be done.
    """
    draft = Draft(source.blocks, ancestors)
    for index, operation in enumerate(operations):
        try:
            _apply(draft, operation)
        except Refusal as refusal:
            issue = Issue(path=f"operations.{index}", code=refusal.code, message=str(refusal))
            raise ValidationFailed([issue]) from refusal
        except ValidationError as error:
            raise ValidationFailed(_issues(index, error)) from error
    changed = source.model_copy(update={"blocks": tuple(draft.blocks.values())})
    return type(source).model_validate(changed.model_dump())


def _apply(draft: Draft, operation: Operation) -> None:
    match operation:
        case InsertBlock():
            insert_block(draft, operation)
        case InsertUse():
            insert_use(draft, operation)
        case InsertPair():
            insert_pair(draft, operation)
        case Move():
            move(draft, operation)
        case Remove():
            remove(draft, operation)
        case Set():
            set_fields(draft, operation)
        case SetOverride():
            set_override(draft, operation)
        case ClearOverride():
            clear_override(draft, operation)
        case Hide():
            hide(draft, operation)


def _issues(index: int, error: ValidationError) -> list[Issue]:
    return [
        Issue(
            path=".".join(map(str, ("operations", index, *each["loc"]))),
            code="INVALID",
            message=each["msg"].removeprefix("Value error, "),
        )
        for each in error.errors(include_url=False, include_input=False)
    ]

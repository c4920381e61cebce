"""The seven ways to change a list of blocks."""

import strawberry

from content.values.operations import ItemKind
from schema.editorial.enums import Show, StatementKind
from schema.editorial.inputs.blocks import NewBlock, NewPair, NewUse, OverrideInput
from schema.editorial.inputs.texts import MaybeTexts
from schema.editorial.scalars import Locale

strawberry.enum(ItemKind, description="What an operation on blocks may address.")

_ITEM = "The blockId, useId or pairId."
_KIND = "What it is, where a block, a use and a pair share one id."


@strawberry.input(
    description="A place among siblings: after one, before one, or, with neither, at the end."
)
class PositionInput:
    after: strawberry.Maybe[strawberry.ID | None] = strawberry.field(
        description="The id of the sibling it comes after."
    )
    before: strawberry.Maybe[strawberry.ID | None] = strawberry.field(
        description="The id of the sibling it comes before."
    )


MaybePosition = strawberry.Maybe[PositionInput | None]


@strawberry.input(description="Puts in exactly one of a block, a use and a pair.")
class InsertOperation:
    block: strawberry.Maybe[NewBlock | None] = strawberry.field(description="A block.")
    use: strawberry.Maybe[NewUse | None] = strawberry.field(
        description="A use of a part, into a list."
    )
    pair: strawberry.Maybe[NewPair | None] = strawberry.field(
        description="A question and its answer, into an FAQ."
    )
    into: strawberry.Maybe[strawberry.ID | None] = strawberry.field(
        description="The blockId of the block that a use or a pair is put into."
    )
    position: MaybePosition = strawberry.field(description="Where; at the end if absent.")


@strawberry.input(description="Puts an item elsewhere.")
class MoveOperation:
    item_id: strawberry.ID = strawberry.field(description=_ITEM)
    item_kind: strawberry.Maybe[ItemKind | None] = strawberry.field(description=_KIND)
    position: MaybePosition = strawberry.field(description="Where; at the end if absent.")
    to_block: strawberry.Maybe[strawberry.ID | None] = strawberry.field(
        description="The blockId of another block that a use is moved to."
    )


@strawberry.input(description="Removes an item of its own; what is inherited can be hidden.")
class RemoveOperation:
    item_id: strawberry.ID = strawberry.field(description=_ITEM)
    item_kind: strawberry.Maybe[ItemKind | None] = strawberry.field(description=_KIND)


@strawberry.input(
    description="Sets fields of a block or a pair. What is absent stays; null clears a field; a "
    "localised field names the locales it sets, and the others stay."
)
class SetOperation:
    item_id: strawberry.ID = strawberry.field(description=_ITEM)
    item_kind: strawberry.Maybe[ItemKind | None] = strawberry.field(description=_KIND)
    heading: MaybeTexts = strawberry.field(description="Of any block.")
    intro: MaybeTexts = strawberry.field(description="Of any block.")
    outro: MaybeTexts = strawberry.field(description="Of any block.")
    body: MaybeTexts = strawberry.field(description="Of free text.")
    text: MaybeTexts = strawberry.field(description="Of a callout.")
    url: strawberry.Maybe[str | None] = strawberry.field(description="Of a callout.")
    kind: strawberry.Maybe[StatementKind | None] = strawberry.field(
        description="Of a statement list."
    )
    show: strawberry.Maybe[Show | None] = strawberry.field(description="Of a question list.")
    question: MaybeTexts = strawberry.field(description="Of a pair.")
    answer: MaybeTexts = strawberry.field(description="Of a pair.")


@strawberry.input(description="Tells a field differently in one use, or in an inherited block.")
class OverrideOperation(OverrideInput):
    item_id: strawberry.ID = strawberry.field(description="The useId, or an inherited blockId.")
    item_kind: strawberry.Maybe[ItemKind | None] = strawberry.field(description=_KIND)


@strawberry.input(description="Takes an override back.")
class ClearOverrideOperation:
    item_id: strawberry.ID = strawberry.field(description="The useId, or an inherited blockId.")
    item_kind: strawberry.Maybe[ItemKind | None] = strawberry.field(description=_KIND)
    field: str = strawberry.field(description="The field's name, such as `text`.")
    locale: strawberry.Maybe[Locale | None] = strawberry.field(
        description="The locale; absent for all of them."
    )


@strawberry.input(description="Hides an item from readers, or shows it again.")
class HideOperation:
    item_id: strawberry.ID = strawberry.field(description="The blockId or useId.")
    item_kind: strawberry.Maybe[ItemKind | None] = strawberry.field(description=_KIND)
    hidden: bool = strawberry.field(default=True, description="False shows it again.")


@strawberry.input(one_of=True, description="One change of a list of blocks.")
class BlockOperation:
    insert: strawberry.Maybe[InsertOperation | None] = strawberry.field(description="Puts in.")
    move: strawberry.Maybe[MoveOperation | None] = strawberry.field(description="Puts elsewhere.")
    remove: strawberry.Maybe[RemoveOperation | None] = strawberry.field(description="Takes out.")
    set: strawberry.Maybe[SetOperation | None] = strawberry.field(description="Sets fields.")
    override: strawberry.Maybe[OverrideOperation | None] = strawberry.field(
        description="Tells a field differently."
    )
    clear_override: strawberry.Maybe[ClearOverrideOperation | None] = strawberry.field(
        description="Takes an override back."
    )
    hide: strawberry.Maybe[HideOperation | None] = strawberry.field(description="Hides or shows.")

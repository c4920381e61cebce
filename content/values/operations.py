"""The seven ways to change a list of blocks: addressed by id, applied in order, all or none.

`rules.block_operations.apply` applies them to a source. Where an operation names an item, `kind`
tells a block, a use and a pair of one id apart; left out, the id alone must.
"""

from enum import StrEnum
from typing import Any

from pydantic import model_validator

from content.values.blocks import FaqPair, OwnBlock
from content.values.ids import ItemId
from content.values.locales import Locale
from content.values.text import Base, Markdown
from content.values.uses import Use
from content.values.value import Value


class ItemKind(StrEnum):
    """What an operation may address."""

    BLOCK = "BLOCK"
    USE = "USE"
    PAIR = "PAIR"


class Position(Value):
    """A place among siblings: after one of them, before one, or, with neither, at the end."""

    after: ItemId | None = None
    before: ItemId | None = None

    @model_validator(mode="after")
    def _is_one_place(self) -> "Position":
        if self.after is not None and self.before is not None:
            raise ValueError("a position is after an item or before one, not both")
        return self


END = Position()


class InsertBlock(Value):
    """A new block; its order key is made from the position."""

    block: OwnBlock
    position: Position = END


class InsertUse(Value):
    """A part used in a list block, own or inherited."""

    block_id: ItemId
    use: Use
    position: Position = END


class InsertPair(Value):
    """A question and its answer, in an Faq block."""

    block_id: ItemId
    pair: FaqPair
    position: Position = END


class Move(Value):
    """A block among blocks, or a use or a pair within its block, or a use to `to_block`."""

    item_id: ItemId
    kind: ItemKind | None = None
    position: Position = END
    to_block: ItemId | None = None


class Remove(Value):
    """An own block, use or pair; what is inherited can only be hidden."""

    item_id: ItemId
    kind: ItemKind | None = None


class Set(Value):
    """Fields of a block or of an Faq pair. A localised field is a map by locale: what it names
    is set, None clears it, other locales stay. Field names are those of the source.
    """

    item_id: ItemId
    kind: ItemKind | None = None
    fields: dict[str, Any]


class SetOverride(Value):
    """A field told differently in one use, or in an inherited block.

    `inherit` makes the use silent in that locale. `base` says which published value it was
    written against; by default the one published now.
    """

    item_id: ItemId
    kind: ItemKind | None = None
    field: str
    locale: Locale | None = None
    value: Markdown | int | None = None
    inherit: bool = False
    base: Base | None = None


class ClearOverride(Value):
    """The override of a field in one locale gone; of every locale when none is named."""

    item_id: ItemId
    kind: ItemKind | None = None
    field: str
    locale: Locale | None = None


class Hide(Value):
    """A block or a use hidden, or shown again."""

    item_id: ItemId
    kind: ItemKind | None = None
    hidden: bool


Operation = (
    InsertBlock | InsertUse | InsertPair | Move | Remove | Set | SetOverride | ClearOverride | Hide
)

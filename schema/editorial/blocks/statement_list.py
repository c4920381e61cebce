"""Statements of one kind."""

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.enums import StatementKind
from schema.editorial.uses import Use


@strawberry.type(description="Statements of one kind.")
class StatementListBlock(OwnBlock):
    kind: StatementKind = strawberry.field(description="What its statements say about the job.")
    items: list[Use] = strawberry.field(description="The statements, each in its use here.")

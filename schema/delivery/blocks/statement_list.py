"""Statements of one kind."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.enums import StatementKind
from schema.delivery.statement import Statement


@strawberry.type(description="Statements of one kind, in order.")
class StatementList(BlockFields):
    kind: StatementKind = strawberry.field(description="The kind of all its items.")
    items: list[Statement] = strawberry.field(description="The statements, as this page says them.")

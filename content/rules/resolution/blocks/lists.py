"""Blocks that list shared parts: StatementList and QuestionList."""

from content.rules.resolution.blocks.owner import BlockInHand
from content.rules.resolution.nodes import Node
from content.rules.resolution.questions import question
from content.rules.resolution.statements import statement
from content.rules.resolution.uses import Place
from content.values.blocks import QuestionList, Show, StatementList


def statement_list(block: BlockInHand, own: StatementList) -> Node | None:
    """Statements of one kind; None if no item is left."""

    def build(place: Place, path: str) -> Node | None:
        return statement(
            block.ctx,
            place.target,
            block.owner.bindings,
            place=place,
            holder=block.owner.scope,
            path=path,
            kind=own.kind,
        )

    items = block.items(build)
    return {"kind": own.kind.value, "items": items} if items else None


def question_list(block: BlockInHand, own: QuestionList) -> Node | None:
    """Interview questions, with their public answers if the block shows them."""

    def build(place: Place, path: str) -> Node | None:
        return question(
            block.ctx,
            place.target,
            block.owner.bindings,
            place=place,
            holder=block.owner.scope,
            path=path,
            with_answer=own.show is Show.WITH_ANSWER,
        )

    items = block.items(build)
    return {"show": own.show.value, "items": items} if items else None

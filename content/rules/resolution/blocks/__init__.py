"""The blocks of a composed entity made ready to read.

A block that has nothing to show is left out. The union is closed: every kind is named here.
"""

from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from content.rules.resolution.blocks.deriving import related_roles, skills_table
from content.rules.resolution.blocks.embedding import job_description_use, snippet_use
from content.rules.resolution.blocks.lists import question_list, statement_list
from content.rules.resolution.blocks.owner import BlockInHand, Embed, Owner
from content.rules.resolution.blocks.writing import callout, faq, prose
from content.rules.resolution.context import Context
from content.rules.resolution.merging import MergedBlock
from content.rules.resolution.nodes import Node
from content.values.blocks import (
    Callout,
    Faq,
    JobDescriptionUse,
    OwnBlock,
    Prose,
    QuestionList,
    RelatedRoles,
    SkillsTable,
    SnippetUse,
    StatementList,
)

__all__ = ["Embed", "Owner", "ambiguous_uses", "blocks"]

TYPENAMES: dict[type[OwnBlock], str] = {
    Prose: "Prose",
    StatementList: "StatementList",
    QuestionList: "QuestionList",
    JobDescriptionUse: "JobDescriptionUse",
    SnippetUse: "SnippetUse",
    Faq: "Faq",
    SkillsTable: "SkillsTable",
    Callout: "Callout",
    RelatedRoles: "RelatedRoles",
}


def blocks(ctx: Context, owner: Owner, merged: Iterable[MergedBlock]) -> list[Node]:
    """The blocks in reading order, hidden ones left out; raises TooLarge beyond MAX_BLOCKS."""
    built = (_block(ctx, owner, block) for block in merged if not block.hidden)
    return [block for block in built if block is not None]


def ambiguous_uses(merged: Iterable[MergedBlock]) -> frozenset[str]:
    """Use ids that more than one block has."""
    counted = Counter(use_id for block in merged for use_id in block.uses)
    return frozenset(use_id for use_id, count in counted.items() if count > 1)


def _block(ctx: Context, owner: Owner, merged: MergedBlock) -> Node | None:
    block = BlockInHand(ctx, owner, merged)
    ctx.count_block(owner.scope.at(block.path))
    position = len(ctx.provenance)
    content = _content(block)
    if content is None:
        return None
    heading = block.say("heading")
    node: Node = {
        "__typename": TYPENAMES[type(merged.own)],
        "blockId": merged.block_id,
        "heading": ctx.line(heading.value, owner.bindings) if heading else None,
        "intro": block.rich("intro"),
        "outro": block.rich("outro"),
        **content,
    }
    owner.trace(ctx, block.path, merged.origin, block.overriding, position)
    return node


def _content(block: BlockInHand) -> Node | None:
    own = block.merged.own
    match own:
        case Prose():
            return prose(block)
        case Callout():
            return callout(block, own)
        case Faq():
            return faq(block, own)
        case StatementList():
            return statement_list(block, own)
        case QuestionList():
            return question_list(block, own)
        case JobDescriptionUse():
            return job_description_use(block)
        case SnippetUse():
            return snippet_use(block)
        case SkillsTable():
            return skills_table(block)
        case RelatedRoles():
            return related_roles(block)
        case _:
            assert_never(own)

"""Own copies in place of what an entity showed of another that is taken away."""

from collections.abc import Collection, Mapping

from content.rules.flattening.job_descriptions import from_job_description
from content.rules.flattening.parents import without_parent
from content.rules.flattening.snippets import from_snippet
from content.rules.flattening.view import View
from content.values.blocks import Block, JobDescriptionUse, SnippetUse
from content.values.sources import Composed

__all__ = ["CannotFlatten", "View", "flatten"]


class CannotFlatten(Exception):
    """It is the entity's role, of which no copy can be made."""


def flatten(
    view: View,
    entity_id: str,
    source: Composed,
    gone: Collection[str],
    copies: Mapping[str, str],
) -> Composed:
    """The source without a reference to what is gone, showing what it showed.

    An entity that extends becomes whole: the blocks, texts and variables of all levels are its
    own. A one-target block gives way to blocks with the text shown. `copies` maps parts that
    go too to those that take their place. The same source if it needs none of these. Raises
    CannotFlatten when its role is gone.
    """
    if source.role in gone:
        raise CannotFlatten(entity_id)
    if source.extends in gone:
        source = without_parent(view, entity_id, source, copies)
    blocks: list[Block] = []
    for block in source.blocks:
        match block:
            case SnippetUse() if block.use.target in gone:
                blocks += from_snippet(view, entity_id, block)
            case JobDescriptionUse() if block.use.target in gone:
                blocks += from_job_description(view, entity_id, source, block, copies)
            case _:
                blocks.append(block)
    return source if tuple(blocks) == source.blocks else _with_blocks(source, blocks)


def _with_blocks(source: Composed, blocks: list[Block]) -> Composed:
    return source.model_copy(update={"blocks": tuple(blocks)})

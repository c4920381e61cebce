"""Blocks with one target: JobDescriptionUse and SnippetUse."""

from content.rules.resolution.blocks.owner import BlockInHand
from content.rules.resolution.nodes import Node, report_unpublished
from content.rules.resolution.precedence import speak
from content.rules.resolution.uses import Place, say
from content.values.sources import Snippet


def job_description_use(block: BlockInHand) -> Node | None:
    """One embedded job description; None if it is not published."""
    embed = block.owner.embed
    if embed is None:
        return None
    found = block.items(lambda place, path: embed(place, block.owner.scope, path), most=1)
    return {"jobDescription": found[0]} if found else None


def snippet_use(block: BlockInHand) -> Node | None:
    """One text that many pages carry; None if it is not published."""
    found = block.items(lambda place, path: _snippet(block, place, path), most=1)
    return found[0] if found else None


def _snippet(block: BlockInHand, place: Place, path: str) -> Node | None:
    ctx, owner = block.ctx, block.owner
    part = ctx.part(place.target)
    published = part.structure
    if published is None or not isinstance(published.source, Snippet):
        report_unpublished(ctx, place.target, owner.scope.at(path))
        return None
    voices = [part.field("body")]
    if speak([*place.overrides("body"), *voices], ctx.chain) is None:
        return None
    ctx.count_node(owner.scope.at(path))
    ctx.tags.add(place.target)
    ctx.publications.count(published.at)
    body = say(ctx, owner.scope, f"{path}.body", voices, place, "body")
    assert body is not None
    return {
        "snippetKind": published.source.kind.value,
        "body": ctx.rich(body.value, owner.bindings),
    }

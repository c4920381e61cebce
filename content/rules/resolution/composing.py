"""What both composed types do: climbing their levels, merging their blocks."""

from dataclasses import dataclass, field

from content.rules.resolution.context import Context
from content.rules.resolution.levels import levels, parent_of
from content.rules.resolution.merging import MergedBlock, merged_blocks
from content.rules.resolution.nodes import Node, report_unpublished
from content.rules.resolution.scope import Scope
from content.rules.resolution.speaking import Part
from content.values.blocks import StatementKind
from content.values.sources import Statement


@dataclass
class Built:
    """A node with the variables a reader may bind in it."""

    node: Node
    variables: list[Node] = field(default_factory=list)


def levels_of(ctx: Context, leaf: Part, scope: Scope) -> list[Part]:
    """The leaf and its ancestors; a parent that is not published is reported."""
    path = scope.at("extends")
    found = levels(leaf, ctx.chain, ctx.publications, path)
    ctx.tags.update(part.entity_id for part in found[1:])
    parent = parent_of(found[-1])
    if parent is not None:
        report_unpublished(ctx, parent, path)
    return found


def merged_of(ctx: Context, parts: list[Part], scope: Scope) -> list[MergedBlock]:
    """All levels' blocks in reading order, hidden ones among them; orphans are reported."""

    def report(path: str, code: str, message: str) -> None:
        ctx.report(scope.at(path), code, message)

    def kind_of(entity_id: str) -> StatementKind | None:
        published = ctx.part(entity_id).structure
        source = published.source if published else None
        return source.kind if isinstance(source, Statement) else None

    return merged_blocks(parts, report, kind_of)

"""The composed entity whose blocks are built, and a block in the making."""

from collections.abc import Callable
from dataclasses import dataclass, field

from content.rules.resolution.context import Context
from content.rules.resolution.merging import MergedBlock, MergedUse
from content.rules.resolution.nodes import Node
from content.rules.resolution.precedence import Spoken
from content.rules.resolution.provenance import provenance
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings, RichText
from content.rules.resolution.speaking import Part
from content.rules.resolution.uses import Place

Embed = Callable[[Place, Scope, str], Node | None]
"""Builds an embedded job description: its place, the holder's scope, its path."""


@dataclass(frozen=True)
class Owner:
    """A composed entity: its levels, leaf first, and what its texts are bound to.

    `suffix` is what its own use adds to ids, empty for the document's root. `ambiguous` are
    use ids that several of its blocks have: levels written apart may choose the same.
    """

    parts: list[Part]
    scope: Scope
    bindings: Bindings
    role_id: str
    ambiguous: frozenset[str]
    suffix: str = ""
    embed: Embed | None = None

    def place(self, block: MergedBlock, use: MergedUse) -> Place:
        """Where a use stands."""
        name = f"{block.block_id}/{use.use_id}" if use.use_id in self.ambiguous else use.use_id
        return Place(
            owners=tuple(self.parts[: use.origin + 1]),
            block_id=block.block_id,
            use_id=use.use_id,
            target=use.target,
            suffix=f"@{self.parts[0].entity_id}/{name}{self.suffix}",
        )

    def trace(
        self, ctx: Context, path: str, origin: int, overriding: set[int], position: int
    ) -> None:
        """Notes where an item of the document's root came from, before what is in it."""
        found = None if self.suffix else provenance(path, self.parts, origin, overriding)
        if found is not None:
            ctx.provenance.insert(position, found)


@dataclass
class BlockInHand:
    """A block in the making; `overriding` collects the levels that changed its texts."""

    ctx: Context
    owner: Owner
    merged: MergedBlock
    overriding: set[int] = field(default_factory=set)

    @property
    def path(self) -> str:
        """The block's path in its owner."""
        return f"blocks.{self.merged.block_id}"

    def say(self, name: str) -> Spoken | None:
        """The winning value of one of the block's own texts."""
        levels = self.owner.parts[: self.merged.origin + 1]
        voices = [part.block_field(self.merged.block_id, name) for part in levels]
        spoken = self.ctx.say(self.owner.scope, f"{self.path}.{name}", voices)
        if spoken is not None and spoken.speaker < self.merged.origin:
            self.overriding.add(spoken.speaker)
        return spoken

    def rich(self, name: str) -> RichText | None:
        """One of the block's own texts, rendered."""
        spoken = self.say(name)
        return self.ctx.rich(spoken.value, self.owner.bindings) if spoken else None

    def items(
        self, build: Callable[[Place, str], Node | None], most: int | None = None
    ) -> list[Node]:
        """What `build` makes of each use and its path, in reading order, at most so many.

        A use of which it makes nothing is left out.
        """
        found: list[Node] = []
        for use in self.merged.ordered_uses():
            if most is not None and len(found) == most:
                break
            place = self.owner.place(self.merged, use)
            path = f"{self.path}.items.{use.use_id}"
            position = len(self.ctx.provenance)
            node = build(place, path)
            if node is not None:
                found.append(node)
                self.owner.trace(self.ctx, path, use.origin, place.overriding, position)
        return found

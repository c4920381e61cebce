"""A block that showed a snippet, with the text as its own."""

from content.rules.flattening.view import View
from content.rules.resolution.precedence import Speaker
from content.values.blocks import Prose, SnippetUse


def from_snippet(view: View, entity_id: str, block: SnippetUse) -> list[Prose]:
    """Free text in the block's place, under its id; none if no reader was shown any."""
    use = block.use

    def voices(locale: str) -> list[Speaker]:
        levels = view.levels(entity_id, locale)
        overrides = [
            part.override(block.block_id, use.use_id, "body", use.target) for part in levels
        ]
        return [*overrides, view.part(use.target or "", locale).field("body")]

    body = view.texts(voices, line=False)
    if not body:
        return []
    kept = block.model_dump(exclude={"type", "use"})
    told = {"type": "PROSE", "hidden": block.hidden or bool(use.hidden), "body": body}
    return [Prose.model_validate({**kept, **told})]

"""Blocks of text written in place: Prose, Callout and Faq."""

from content.rules.markdown import is_allowed_link
from content.rules.resolution.blocks.owner import BlockInHand
from content.rules.resolution.nodes import Node
from content.rules.resolution.precedence import speak
from content.values.blocks import Callout, Faq, FaqPair


def prose(block: BlockInHand) -> Node | None:
    """Free text; None if no locale of the reader has any."""
    body = block.rich("body")
    return None if body is None else {"body": body}


def callout(block: BlockInHand, own: Callout) -> Node | None:
    """A remark and perhaps a link; None without a text."""
    text = block.rich("text")
    if text is None:
        return None
    is_shown = own.url is not None and "{{" not in own.url and is_allowed_link(own.url)
    return {"text": text, "url": own.url if is_shown else None}


def faq(block: BlockInHand, own: Faq) -> Node | None:
    """Questions with their answers; None if there is not one with both."""
    ordered = sorted(own.pairs, key=lambda pair: (pair.order_key, pair.pair_id))
    items = [item for pair in ordered if (item := _pair(block, pair)) is not None]
    return {"items": items} if items else None


def _pair(block: BlockInHand, pair: FaqPair) -> Node | None:
    ctx, owner = block.ctx, block.owner
    # The pairs of a block are its declaring level's alone: a change to it holds none.
    level = owner.parts[block.merged.origin]
    asked, answered = (
        [level.pair_field(block.merged.block_id, pair.pair_id, name)]
        for name in ("question", "answer")
    )
    if speak(asked, ctx.chain) is None or speak(answered, ctx.chain) is None:
        return None
    path = f"{block.path}.pairs.{pair.pair_id}"
    question = ctx.say(owner.scope, f"{path}.question", asked)
    answer = ctx.say(owner.scope, f"{path}.answer", answered)
    assert question is not None
    assert answer is not None
    return {
        "question": ctx.line(question.value, owner.bindings),
        "answer": ctx.rich(answer.value, owner.bindings),
    }

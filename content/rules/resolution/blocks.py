"""Each kind of block made ready to read. A block that has nothing to show is left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from content.rules.resolution.context import MAX_BLOCKS, Bindings, Context, Provenance, Scope
from content.rules.resolution.levels import MergedBlock, MergedUse, levels, merged_blocks
from content.rules.resolution.nodes import (
    Node,
    Place,
    report_unpublished,
    role_skills,
)
from content.rules.resolution.parts import question, statement
from content.rules.resolution.speaking import Part
from content.values.blocks import (
    Callout,
    Faq,
    FaqPair,
    JobDescriptionUse,
    OwnBlock,
    Prose,
    QuestionList,
    RelatedRoles,
    Show,
    SkillsTable,
    SnippetUse,
    StatementKind,
    StatementList,
)
from content.values.problems import TooLarge
from content.values.sources import Role, RolePage, Snippet, Statement

Embed = Callable[[str, Place, Scope, str], Node | None]
"""Builds an embedded job description: its id, its place, the holder's scope, its path."""


@dataclass(frozen=True)
class Owner:
    """The composed entity whose blocks are built."""

    parts: list[Part]
    scope: Scope
    bindings: Bindings
    role_id: str
    suffix: str = ""
    embed: Embed | None = None


def blocks(ctx: Context, owner: Owner) -> list[Node]:
    """The blocks in reading order; raises TooLarge beyond MAX_BLOCKS."""

    def kind_of(entity_id: str) -> StatementKind | None:
        published = ctx.part(entity_id).structure
        source = published.source if published else None
        return source.kind if isinstance(source, Statement) else None

    merged = merged_blocks(owner.parts, ctx.issues, kind_of)
    if len(merged) > MAX_BLOCKS:
        raise TooLarge(f"more than {MAX_BLOCKS} blocks", "blocks")
    built = (_block(ctx, owner, block) for block in merged)
    return [block for block in built if block is not None]


def _block(ctx: Context, owner: Owner, block: MergedBlock) -> Node | None:
    own = block.own
    path = f"blocks.{own.block_id}"
    _trace(ctx, owner, path, block.origin, bool(block.origin) and _is_changed(owner, own.block_id))
    node: Node = {"__typename": _TYPENAMES[type(own)], "blockId": own.block_id}
    node["heading"] = None
    heading = ctx.say(owner.scope, f"{path}.heading", _voices(owner, own.block_id, "heading"))
    if heading is not None:
        ctx.line(node, "heading", heading.value, owner.bindings)
    node["intro"] = _rich(ctx, owner, own.block_id, "intro")
    node["outro"] = _rich(ctx, owner, own.block_id, "outro")
    return node if _fill(ctx, owner, block, node, path) else None


def _fill(ctx: Context, owner: Owner, block: MergedBlock, node: Node, path: str) -> bool:
    own = block.own
    match own:
        case Prose():
            node["body"] = _rich(ctx, owner, own.block_id, "body")
            return node["body"] is not None
        case Callout():
            node["text"] = _rich(ctx, owner, own.block_id, "text")
            node["url"] = own.url
            return node["text"] is not None
        case StatementList():
            node["kind"] = own.kind.value
            node["items"] = [
                item
                for place, use, at in _uses(ctx, owner, block, path)
                if (item := _statement(ctx, owner, place, use, at, own.kind))
            ]
            return bool(node["items"])
        case QuestionList():
            node["show"] = own.show.value
            node["items"] = [
                item
                for place, use, at in _uses(ctx, owner, block, path)
                if (item := _question(ctx, owner, place, use, at, own.show))
            ]
            return bool(node["items"])
        case JobDescriptionUse():
            for place, use, at in _uses(ctx, owner, block, path):
                node["jobDescription"] = (
                    owner.embed(use.target, place, owner.scope, at) if owner.embed else None
                )
            return node.get("jobDescription") is not None
        case SnippetUse():
            return _snippet(ctx, owner, block, node, path)
        case Faq():
            node["items"] = list(_pairs(ctx, owner, own, path))
            return bool(node["items"])
        case SkillsTable():
            role = ctx.part(owner.role_id).structure
            known = role is not None and isinstance(role.source, Role)
            scope = Scope([], owner.scope, path)
            node["skills"] = role_skills(ctx, role.source, scope) if known else []  # type: ignore[union-attr,arg-type]
            return bool(node["skills"])
        case RelatedRoles():
            cards = (
                _card(ctx, owner, use.target, at) for _, use, at in _uses(ctx, owner, block, path)
            )
            node["items"] = [card for card in cards if card]
            return bool(node["items"])


_TYPENAMES: dict[type[OwnBlock], str] = {
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


def _voices(owner: Owner, block_id: str, name: str) -> list[Any]:
    return [part.block_field(block_id, name) for part in owner.parts]


def _rich(ctx: Context, owner: Owner, block_id: str, name: str) -> Node | None:
    path = f"blocks.{block_id}.{name}"
    spoken = ctx.say(owner.scope, path, _voices(owner, block_id, name))
    return ctx.rich(spoken.value, owner.bindings) if spoken else None


def _uses(
    ctx: Context, owner: Owner, block: MergedBlock, path: str
) -> Iterator[tuple[Place, MergedUse, str]]:
    for use in block.ordered_uses():
        place = Place(tuple(owner.parts), block.own.block_id, use.use_id, owner.suffix)
        at = f"{path}.items.{use.use_id}"
        _trace(ctx, owner, at, use.origin, _is_overridden(owner, block.own.block_id, use.use_id))
        yield place, use, at


def _statement(
    ctx: Context, owner: Owner, place: Place, use: MergedUse, path: str, kind: StatementKind
) -> Node | None:
    return statement(
        ctx, use.target, owner.bindings, place=place, holder=owner.scope, path=path, kind=kind
    )


def _question(
    ctx: Context, owner: Owner, place: Place, use: MergedUse, path: str, show: Show
) -> Node | None:
    with_answer = show is Show.WITH_ANSWER
    return question(
        ctx,
        use.target,
        owner.bindings,
        place=place,
        holder=owner.scope,
        path=path,
        with_answer=with_answer,
    )


def _snippet(ctx: Context, owner: Owner, block: MergedBlock, node: Node, path: str) -> bool:
    for place, use, at in _uses(ctx, owner, block, path):
        part = ctx.part(use.target)
        published = part.structure
        if published is None or not isinstance(published.source, Snippet):
            report_unpublished(ctx, use.target, at)
            return False
        ctx.tags[use.target] = None
        ctx.count_node(at)
        body = ctx.say(owner.scope, f"{at}.body", [*place.overrides("body"), part.field("body")])
        node["kind"] = published.source.kind.value
        node["body"] = ctx.rich(body.value, owner.bindings) if body else None
    return node.get("body") is not None


def _pairs(ctx: Context, owner: Owner, faq: Faq, path: str) -> Iterator[Node]:
    for pair in sorted(faq.pairs, key=lambda pair: (pair.order_key, pair.pair_id)):
        at = f"{path}.pairs.{pair.pair_id}"
        voices = {
            name: [_pair_voice(part, faq.block_id, pair.pair_id, name) for part in owner.parts]
            for name in ("question", "answer")
        }
        asked = ctx.say(owner.scope, f"{at}.question", voices["question"])
        answered = ctx.say(owner.scope, f"{at}.answer", voices["answer"])
        if asked is None or answered is None:
            continue
        node: Node = {}
        ctx.line(node, "question", asked.value, owner.bindings)
        ctx.search.append(ctx.clean_line(asked.value, owner.bindings))
        node["answer"] = ctx.rich(answered.value, owner.bindings)
        yield node


def _pair_voice(part: Part, block_id: str, pair_id: str, name: str) -> Callable[[str], Any]:
    def say(locale: str) -> Any:
        block = part.block(block_id, locale)
        pairs: tuple[FaqPair, ...] = block.pairs if isinstance(block, Faq) else ()
        for pair in pairs:
            if pair.pair_id == pair_id:
                entry = getattr(pair, name).get(locale)
                return entry.value if entry else None
        return None

    return say


def _card(ctx: Context, owner: Owner, page_id: str, path: str) -> Node | None:
    part = ctx.part(page_id)
    published = part.structure
    if published is None or not isinstance(published.source, RolePage) or published.abstract:
        report_unpublished(ctx, page_id, path)
        return None
    ancestors = levels(part, ctx.chain, ctx.publications)
    title = ctx.say(owner.scope, f"{path}.title", [level.field("title") for level in ancestors])
    slug = published.source.slug.get(published.locale)
    if title is None or slug is None:
        return None
    ctx.tags[page_id] = None
    url = ctx.config.url_of(slug.value, published.locale)
    text = ctx.clean_line(title.value, owner.bindings)
    return {"entityId": page_id, "title": text, "slug": slug.value, "url": url}


def _is_changed(owner: Owner, block_id: str) -> bool:
    leaf = owner.parts[0]
    return leaf.structure is not None and leaf.block(block_id, leaf.structure.locale) is not None


def _is_overridden(owner: Owner, block_id: str, use_id: str) -> bool:
    return any(
        part.structure is not None and part.has_overrides(block_id, use_id) for part in owner.parts
    )


def _trace(ctx: Context, owner: Owner, path: str, origin: int, overridden: bool) -> None:
    if owner.suffix:
        return
    structure = owner.parts[0 if overridden else origin].structure
    if structure is not None:
        kind = "OVERRIDDEN" if overridden else "INHERITED" if origin else "OWN"
        ctx.provenance.append(
            Provenance(path=path, kind=kind, entity=structure.entity, revision=structure.revision)
        )

"""What remains of a document when words of it are gone that belong to no node of their own."""

from content.rules.placeholders import label_of
from content.rules.resolution.nodes import Node
from content.values.ids import ContentType, type_of

_LIST_BLOCKS = {
    "StatementList": "items",
    "QuestionList": "items",
    "RelatedRoles": "items",
    "SkillsTable": "skills",
}
_MAIN = frozenset({"name", "text", "prompt", "body"})
_OPTIONAL = ("heading", "pluralTitle", "summary", "location", "sampleAnswer")
_RICH = ("intro", "overview")


def has_items(node: Node) -> bool:
    """Whether a list block has something to list; true of everything else."""
    name = _LIST_BLOCKS.get(node.get("__typename", ""))
    return name is None or bool(node[name])


def without_names(body: Node) -> Node:
    """The document without the titles of its translations, which may have fallen back too."""
    return {**body, "translations": [{**each, "title": None} for each in body["translations"]]}


def without_fallbacks(body: Node) -> Node | None:
    """The document without the texts of its own that came from further locales.

    None if that leaves nothing to read.
    """
    paths = set(body["fallbackPaths"])
    if not paths:
        return body
    if paths & _MAIN or ("title" in paths and "role" not in body):
        return None
    kept = dict(body)
    kept.update({name: None for name in _OPTIONAL if name in paths})
    kept.update({name: _empty() for name in _RICH if name in paths and name in body})
    if "aliases" in paths:
        kept["aliases"] = []
    if "title" in paths:
        kept["title"] = body["role"]["title"]
    if "seo" in body:
        kept["seo"] = _seo(kept, paths)
    if "variables" in body:
        kept["variables"] = [_variable(row, paths) for row in body["variables"]]
    if "blocks" in body:
        blocks = (_block(block, body, paths) for block in body["blocks"])
        kept["blocks"] = [block for block in blocks if block is not None]
    return kept


def _empty() -> Node:
    return {"markdown": "", "html": "", "plain": ""}


def _seo(body: Node, paths: set[str]) -> Node:
    seo = dict(body["seo"])
    if paths & {"title", "seo.title"}:
        seo["title"] = body["title"]
    if paths & {"intro", "seo.description"}:
        seo["description"] = None
    return seo


def _variable(row: Node, paths: set[str]) -> Node:
    kept = dict(row)
    if f"variables.{row['name']}.label" in paths:
        kept["label"] = label_of(row["name"])
    if f"variables.{row['name']}.default" in paths:
        kept["default"] = None
    return kept


def _block(block: Node, body: Node, paths: set[str]) -> Node | None:
    at = f"blocks.{block['blockId']}"
    if any(f"{at}.{name}" in paths for name in ("body", "text")):
        return None
    if block["__typename"] in ("Faq", "RelatedRoles", "SnippetUse") and any(
        path.startswith((f"{at}.pairs.", f"{at}.items.")) for path in paths
    ):
        return None
    kept = dict(block)
    kept.update({name: None for name in ("heading", "intro", "outro") if f"{at}.{name}" in paths})
    if block["__typename"] in ("StatementList", "QuestionList"):
        kept["items"] = [item for item in block["items"] if not _may_hold(item, body)]
    if "jobDescription" in block and _may_hold(block["jobDescription"], body):
        return None
    return kept if has_items(kept) else None


def _may_hold(part: Node, body: Node) -> bool:
    """Whether an override of the document's in a further locale may speak in the part."""
    falls_back = part["fallbackPaths"] or part["resolvedLocale"] != body["resolvedLocale"]
    return bool(falls_back)


_UNNAMED_IN = {
    ContentType.SNIPPET: "SnippetUse",
    ContentType.ROLE: "RelatedRoles",
    ContentType.JOB_FAMILY: "RelatedRoles",
}
"""Blocks that show words of entities without being, or holding, their nodes."""


def without_unnamed(body: Node, entity: str, locale: str, *, is_named: bool) -> Node | None:
    """The document without what may have come from an entity other than as a node of it.

    Such are snippets, the roles that cards are named after, and what it or a job description
    in it extends. None if it is what the document extends, whose texts are all over it.
    `is_named` says that the document has a node or a card of the entity: it is that, then.
    """
    withdrawn = type_of(entity)
    if withdrawn is ContentType.JOB_DESCRIPTION and body["__typename"] == "RolePage":
        return _without_heirs(body, entity, locale) if "blocks" in body else body
    if is_named:
        return body
    if _TYPENAMES.get(withdrawn) == body["__typename"]:
        shows = body["resolvedLocale"] == locale or body["fallbackPaths"]
        return None if shows else without_names(body)
    lost = _UNNAMED_IN.get(withdrawn)
    if lost is None or "blocks" not in body:
        return body
    return {**body, "blocks": _without_blocks(body["blocks"], lost)}


_TYPENAMES = {ContentType.ROLE_PAGE: "RolePage", ContentType.JOB_DESCRIPTION: "JobDescription"}


def _without_heirs(body: Node, entity: str, locale: str) -> Node:
    """A page without other job descriptions, any of which may extend the withdrawn one."""

    def may_hold(inner: Node) -> bool:
        locales = (body["resolvedLocale"], inner["resolvedLocale"])
        return inner["entityId"] != entity and (locale in locales or bool(inner["fallbackPaths"]))

    kept = [
        block
        for block in body["blocks"]
        if "jobDescription" not in block or not may_hold(block["jobDescription"])
    ]
    return {**body, "blocks": kept}


def _without_blocks(blocks: list[Node], lost: str) -> list[Node]:
    kept = []
    for block in blocks:
        inner = block.get("jobDescription")
        if inner is not None:
            shown = {**inner, "blocks": _without_blocks(inner["blocks"], lost)}
            kept.append({**block, "jobDescription": shown})
        elif block["__typename"] != lost:
            kept.append(block)
    return kept

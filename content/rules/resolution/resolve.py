"""Resolution: published sources in, one finished flat document out. Pure: same in, same bytes.

Inheritance, uses and overrides, locale with fallback recorded, placeholders, audience, HTML
and plain text, search text, facets, structured data, tags, content hash; and beside the
document its read set: everything it used or looked for.
"""

from typing import Any

import orjson
from pydantic import Field

from content.rules.hashing import digest
from content.rules.resolution import listing
from content.rules.resolution.composed import Built, job_description, role_page
from content.rules.resolution.context import Context, Provenance
from content.rules.resolution.nodes import NO_BINDINGS, Node, reference, role
from content.rules.resolution.parts import question, snippet, statement
from content.rules.resolution.publications import Publications, Published, ResolveConfig, Snapshot
from content.values.ids import ContentType
from content.values.problems import Issue, TooLarge
from content.values.value import Value

RESOLVER_VERSION = 1
"""Raised when the same input would resolve to other bytes; stored documents are rebuilt."""

MAX_DOCUMENT_BYTES = 1_000_000


class Resolution(Value):
    """A resolved document, ready to be stored; times and stamps are the store's to add."""

    entity: str
    type: ContentType
    typename: str
    key: str
    locale: str
    slug: str | None
    abstract: bool
    body: dict[str, Any] = Field(repr=False)
    row: dict[str, Any] | None = Field(repr=False)
    templates: list[dict[str, Any]]
    variables: list[dict[str, Any]]
    title: str
    facets: dict[str, Any]
    search: dict[str, str]
    language: str
    tags: list[str]
    hash: str
    reads: list[tuple[str, str, int]]
    issues: list[Issue]
    provenance: list[Provenance]


def resolve(
    entity_id: str, locale: str, snapshot: Snapshot, config: ResolveConfig
) -> Resolution | None:
    """The finished document of an entity published in a locale.

    None when the entity cannot be shown at all: it is not published there, or its role is
    not. Raises Cycle, or TooLarge with the path that did it: more than 4 ancestors, 500
    blocks, 2,000 nodes, 1 MB.
    """
    publications = Publications(snapshot)
    published = publications.find(entity_id, locale)
    if published is None:
        return None
    ctx = Context(config, locale, publications)
    built = _build(ctx, published)
    if built is None:
        return None
    body = built.node
    encoded = len(orjson.dumps(body))
    if encoded > MAX_DOCUMENT_BYTES:
        raise TooLarge(f"the finished document has {encoded:,} bytes, 1 MB is the most", "")
    title = listing.title(body, ctx.clean)
    templates = _template_rows(ctx, body)
    return Resolution(
        entity=entity_id,
        type=published.type,
        typename=body["__typename"],
        key=published.key,
        locale=locale,
        slug=body.get("slug"),
        abstract=published.abstract,
        body=body,
        row=listing.row(published.type, body),
        templates=templates,
        variables=built.variables,
        title=title,
        facets=listing.facets(published.type, published.source, body),
        search=listing.search(ctx, title),
        language=listing.language_of(locale),
        tags=sorted(ctx.tags),
        hash=digest([body, templates]),
        reads=sorted((entity, at, seq) for (entity, at), seq in publications.reads.items()),
        issues=ctx.issues,
        provenance=ctx.provenance,
    )


def _build(ctx: Context, published: Published) -> Built | None:
    entity_id = published.entity
    node: Node | None
    match published.type:
        case ContentType.ROLE_PAGE:
            return role_page(ctx, entity_id)
        case ContentType.JOB_DESCRIPTION:
            return job_description(ctx, entity_id)
        case ContentType.ROLE:
            node = role(ctx, entity_id, None, "")
        case ContentType.STATEMENT:
            node = statement(ctx, entity_id, NO_BINDINGS)
        case ContentType.INTERVIEW_QUESTION:
            node = question(ctx, entity_id, NO_BINDINGS)
        case ContentType.SNIPPET:
            node = snippet(ctx, entity_id, NO_BINDINGS)
        case _:
            node = reference(ctx, entity_id, None, "")
    return Built(node) if node is not None else None


def _template_rows(ctx: Context, body: Node) -> list[dict[str, Any]]:
    """Where in the body values may be bound: a path of keys and indexes, and the template."""
    if not ctx.templates:
        return []
    paths: dict[int, list[str | int]] = {}
    holders = {id(holder) for holder, *_ in ctx.templates}

    def walk(value: Any, path: list[str | int]) -> None:
        if isinstance(value, dict):
            if id(value) in holders:
                paths[id(value)] = path
            for name, inner in value.items():
                walk(inner, [*path, name])
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, [*path, index])

    walk(body, [])
    return [
        {"path": [*paths[id(holder)], name], "format": text_format, "template": template}
        for holder, name, text_format, template in ctx.templates
        if id(holder) in paths
    ]

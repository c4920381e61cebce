"""Resolution: published sources in, one finished flat document out. Pure: same in, same bytes.

Inheritance, uses and overrides, locale with fallback recorded, placeholders, audience, HTML
and plain text, search text, facets, structured data, tags, content hash; and beside the
document its read set: everything it used or looked for.
"""

from typing import Any

from pydantic import Field

from content.rules.hashing import digest
from content.rules.resolution import listing
from content.rules.resolution.composing import Built
from content.rules.resolution.context import Context
from content.rules.resolution.job_descriptions import job_description
from content.rules.resolution.nodes import Node
from content.rules.resolution.provenance import Provenance
from content.rules.resolution.publications import Publications, Published, ResolveConfig, Snapshot
from content.rules.resolution.questions import question
from content.rules.resolution.references import reference, role
from content.rules.resolution.role_pages import role_page
from content.rules.resolution.showing import Bindings
from content.rules.resolution.size import check_size
from content.rules.resolution.snippets import snippet
from content.rules.resolution.statements import statement
from content.rules.resolution.templates import template_rows
from content.values.ids import ContentType
from content.values.problems import Issue
from content.values.value import Value

RESOLVER_VERSION = 2
"""Raised when the same input would resolve to other bytes; stored documents are rebuilt."""


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
    not, or the locale is not configured. Raises Cycle, or TooLarge with the path that did
    it: more than 4 ancestors, 500 blocks, 2,000 nodes, 1 MB.
    """
    if locale not in config.locales.chains:
        return None
    publications = Publications(snapshot)
    published = publications.find(entity_id, locale)
    if published is None:
        return None
    ctx = Context(config, locale, publications)
    built = _build(ctx, published)
    if built is None:
        return None
    body = built.node
    check_size(body)
    title = listing.title(body)
    templates = template_rows(body)
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
        search=listing.search(body, title),
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
            node = statement(ctx, entity_id, Bindings())
        case ContentType.INTERVIEW_QUESTION:
            node = question(ctx, entity_id, Bindings())
        case ContentType.SNIPPET:
            node = snippet(ctx, entity_id, Bindings())
        case _:
            node = reference(ctx, entity_id, None, "")
    return Built(node) if node is not None else None

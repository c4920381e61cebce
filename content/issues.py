"""Every problem of an entity in every locale, without trying to publish."""

from content.documents.resolved import Resolved
from content.drafts import head as stored_head
from content.installation import Installation
from content.publishing.closure import publication_of
from content.resolving.loading import load_published
from content.rules.bases import ThreeWay, stale_issues, three_ways
from content.rules.publishable import publish_issues
from content.rules.references import Bond, references
from content.rules.resolution import Published, resolve
from content.values.problems import ContentError, Issue, Severity
from content.values.sources import parse_source


async def issues(installation: Installation, entity_id: str) -> list[Issue]:
    """What an editor should know of the draft, worst first: what would refuse its publish in
    each configured locale, what would be left out, which overrides and translations are stale,
    and what keeps a published document from taking a change. Raises NotFound.
    """
    async with installation.store.snapshot() as session:
        head = await stored_head(entity_id, session)
        source = parse_source(head.type, head.source)
        targets = [each.target for each in references(source) if each.bond is not Bond.CARD]
        snapshot = await load_published([entity_id, *targets], session)
        query = Resolved.get_motor_collection().find(
            {"entity": entity_id, "blocked": {"$ne": None}}, {"locale": 1, "blocked": 1}
        )
        blocked = await query.to_list(None)
    found: list[Issue] = []
    for locale in installation.locales.all:
        draft = publication_of(head, locale, head.version, source, installation.clock())
        as_if = {**snapshot, (entity_id, locale): draft}
        found += _unpublished(installation, locale, targets, as_if)
        try:
            resolution = resolve(entity_id, locale, as_if, installation.config)
        except ContentError as error:
            path = getattr(error, "path", "")
            found.append(Issue(path=path, code=error.code, message=str(error), locale=locale))
        else:
            found += publish_issues(source, resolution, locale, abstract=head.abstract)
    found += stale_issues(entity_id, source, snapshot, installation.config)
    for document in blocked:
        told = document["blocked"]
        message = f"a change could not be taken: {told['message']}"
        found.append(
            Issue(
                path=told["path"],
                code="BLOCKED_DEPENDANT",
                message=message,
                locale=document["locale"],
            )
        )
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda issue: issue.severity is not Severity.ERROR)


async def stale_overrides(installation: Installation, entity_id: str) -> list[ThreeWay]:
    """The draft's overrides of what is published differently now. Raises NotFound."""
    async with installation.store.snapshot() as session:
        head = await stored_head(entity_id, session)
        source = parse_source(head.type, head.source)
        targets = [each.target for each in references(source) if each.bond is not Bond.CARD]
        snapshot = await load_published([entity_id, *targets], session)
    return three_ways(entity_id, source, snapshot, installation.config)


def _unpublished(
    installation: Installation, locale: str, targets: list[str], snapshot: object
) -> list[Issue]:
    published = snapshot if isinstance(snapshot, dict) else {}
    chain = installation.locales.chain(locale)
    return [
        Issue(
            path=target,
            code="UNPUBLISHED_TARGETS",
            message=f"{target} is not published in {' or '.join(chain)}",
            locale=locale,
        )
        for target in dict.fromkeys(targets)
        if not any(isinstance(published.get((target, each)), Published) for each in chain)
    ]

"""Copies of parts at home on something that goes, at home on who goes on showing them."""

from collections.abc import Iterable, Mapping

from ulid import ULID

from content import editing
from content.documents.heads import Head
from content.documents.revisions import RevisionDocument, revision_id
from content.drafts import head as stored_head
from content.installation import Installation
from content.publishing.closure import publication_of
from content.publishing.restricting import Pair
from content.rules.resolution import Published
from content.store import Session
from content.values.sources import Source, parse_source

_KEY_LENGTH = 69


async def copy_parts(
    installation: Installation,
    parts: Iterable[Head],
    copies: Mapping[str, str],
    home: Head,
    *,
    by: str,
    session: Session,
) -> dict[Pair, Published]:
    """Each part once more, at home there; answers what is to be published of the copies.

    They have the part's draft and, before it, what its locales publish. `copies` tells their ids.
    """
    pending: dict[Pair, Published] = {}
    for part in parts:
        served = await _served(part, session)
        versions: dict[int, int] = {}
        head: Head | None = None
        for revision, source in [*sorted(served.items()), (None, _draft(part))]:
            if head is None:
                head = await _first(installation, part, copies, home, source, by, session)
            else:
                head = await _next(installation, head, source, by, session)
            if revision is not None:
                versions[revision] = head.version
        assert head is not None
        for locale, publication in part.published.items():
            if publication.revision is not None:
                source = served[publication.revision]
                version = versions[publication.revision]
                now = installation.clock()
                pending[head.id, locale] = publication_of(head, locale, version, source, now)
    return pending


def _draft(part: Head) -> Source:
    return parse_source(part.type, part.source)


async def _served(part: Head, session: Session) -> dict[int, Source]:
    """The revisions its locales publish."""
    numbers = {each.revision for each in part.published.values() if each.revision is not None}
    names = [revision_id(part.id, number) for number in numbers]
    query = RevisionDocument.find({"_id": {"$in": names}}, session=session)
    return {found.version: parse_source(part.type, found.source) async for found in query}


async def _first(
    installation: Installation,
    part: Head,
    copies: Mapping[str, str],
    home: Head,
    source: Source,
    by: str,
    session: Session,
) -> Head:
    key = f"{part.key[:_KEY_LENGTH].rstrip('-')}-{str(ULID())[-10:].lower()}"
    new = editing.NewEntity(
        type=part.type, key=key, source=source, home=home.id, id=copies[part.id]
    )
    await editing.create(installation, new, by=by, session=session)
    return await stored_head(new.id, session)


async def _next(
    installation: Installation, head: Head, source: Source, by: str, session: Session
) -> Head:
    if source == _draft(head):
        return head
    await editing.store_revision(installation, head, source, by=by, session=session)
    return await stored_head(head.id, session)

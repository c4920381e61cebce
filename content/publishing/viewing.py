"""A draft as its editors see it: over what is published, and over drafts of what never was."""

from content.documents.heads import Head
from content.drafts import heads
from content.installation import Installation
from content.resolving.loading import load_published
from content.rules.references import references
from content.rules.resolution import Published, Withdrawn
from content.store import Session
from content.values.sources import Source, parse_source


async def draft_view(
    installation: Installation, head: Head, session: Session
) -> dict[tuple[str, str], Published | Withdrawn]:
    """Everything the draft can show: itself in every locale, its targets as published.

    A target that no locale publishes shows its draft.
    """
    view: dict[tuple[str, str], Published | Withdrawn] = {}
    drafts, known = [head], set[str]()
    while drafts:
        known.update(draft.id for draft in drafts)
        asked: set[str] = set()
        for draft in drafts:
            source = parse_source(draft.type, draft.source)
            asked |= {each.target for each in references(source)}
            for locale in installation.locales.all:
                view[draft.id, locale] = _shown(installation, draft, locale, source)
        published = await load_published(asked - known, session)
        view |= {pair: found for pair, found in published.items() if pair[0] not in known}
        served = {entity for (entity, _), found in view.items() if isinstance(found, Published)}
        drafts = await heads(asked - served, session)
    return view


def _shown(installation: Installation, draft: Head, locale: str, source: Source) -> Published:
    now = installation.clock()
    return Published(
        entity=draft.id,
        type=draft.type,
        key=draft.key,
        locale=locale,
        revision=draft.version,
        seq=0,
        source=source,
        at=now,
        first_at=now,
        abstract=draft.abstract,
    )

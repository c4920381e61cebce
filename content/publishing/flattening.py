"""Flattening users: who needed what is taken away shows own copies of it from now on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from content import editing
from content.documents.heads import Head
from content.drafts import head as stored_head
from content.installation import Installation
from content.publishing.closure import publication_of
from content.publishing.copied_parts import copy_parts
from content.publishing.homes import parts_of
from content.publishing.republishing import publish_flattened
from content.publishing.restricting import Pair
from content.publishing.viewing import draft_view
from content.recording import Deed, record
from content.resolving.loading import load_published
from content.rules.flattening import CannotFlatten, View, flatten
from content.rules.references import references
from content.rules.resolution import Published
from content.store import Session
from content.values.ids import new_id
from content.values.problems import Forbidden, Restricted
from content.values.sources import Composed, dump_source, parse_source
from content.values.within import Within


@dataclass
class _Flat:
    """A user's sources without what is gone: by locale as published, and its draft."""

    head: Head
    draft: Composed
    published: dict[str, tuple[int, Composed]] = field(default_factory=dict)

    def targets(self) -> set[str]:
        """Everything they refer to."""
        sources = [self.draft, *(source for _, source in self.published.values())]
        return {each.target for source in sources for each in references(source)}


async def flatten_users(
    installation: Installation,
    gone: Collection[str],
    users: Iterable[str],
    *,
    by: str,
    within: Within,
    session: Session,
) -> tuple[str, ...]:
    """The users with own copies of what `gone` showed there, in drafts and to readers.

    Each gets new revisions: one for what it publishes, where its draft differs from that, and
    one for its draft; locales that need it publish theirs at once. Parts at home on what goes
    are copied to be at home on the user. Raises Restricted for a page whose role goes, and
    Forbidden for users outside `within`.
    """
    pending: dict[Pair, Published] = {}
    flattened = list(dict.fromkeys(users))
    for user in flattened:
        head = await stored_head(user, session)
        if not within.covers(head.type):
            raise Forbidden(f"your grants do not cover all of {head.key}", [head.key])
        parts = await parts_of(gone, session)
        copies = {part.id: new_id(part.type) for part in parts}
        try:
            flat = await _flattened(installation, head, gone, copies, session)
        except CannotFlatten as error:
            told = f"{head.key} is a page or job description of it, and a role cannot be flattened"
            raise Restricted(told, [(head.id, head.key)]) from error
        needed = [part for part in parts if copies[part.id] in flat.targets()]
        pending |= await copy_parts(installation, needed, copies, head, by=by, session=session)
        pending |= await _save(installation, flat, by, session)
    if pending:
        await publish_flattened(installation, pending, by, session)
    return tuple(flattened)


async def _flattened(
    installation: Installation,
    head: Head,
    gone: Collection[str],
    copies: Mapping[str, str],
    session: Session,
) -> _Flat:
    locales = installation.locales
    drafted = await draft_view(installation, head, session)
    view = View(drafted, locales, locales.default, locales.all)
    flat = _Flat(head, flatten(view, head.id, _composed(head), gone, copies))
    snapshot = await load_published({head.id}, session)
    served = {
        locale: found
        for (entity, locale), found in snapshot.items()
        if entity == head.id and isinstance(found, Published) and locale in locales.chains
    }
    for locale, found in served.items():
        view = View(snapshot, locales, locale, served)
        assert isinstance(found.source, Composed)
        source = flatten(view, head.id, found.source, gone, copies)
        if source is not found.source:
            flat.published[locale] = (found.revision, source)
    return flat


def _composed(head: Head) -> Composed:
    source = parse_source(head.type, head.source)
    assert isinstance(source, Composed)  # nothing else can be without a target it needs
    return source


async def _save(
    installation: Installation, flat: _Flat, by: str, session: Session
) -> dict[Pair, Published]:
    """A revision for each source that differs from the one before it, the draft's last.

    Answers the publications to be made of them.
    """
    now, head = installation.clock(), flat.head
    pending: dict[Pair, Published] = {}
    for locale, (_, source) in sorted(flat.published.items(), key=lambda each: each[1][0]):
        head = await _moved_on(installation, head, source, by, session)
        new = publication_of(head, locale, head.version, source, now)
        pending[head.id, locale] = new
    head = await _moved_on(installation, head, flat.draft, by, session)
    deed = Deed(action="flatten", entity=head.id, revision=head.version)
    await record([deed], by=by, at=now, session=session)
    return pending


async def _moved_on(
    installation: Installation, head: Head, source: Composed, by: str, session: Session
) -> Head:
    if dump_source(source) == head.source:
        return head
    await editing.store_revision(installation, head, source, by=by, session=session)
    return await stored_head(head.id, session)

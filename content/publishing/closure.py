"""What has to be published together: unpublished targets, and the parts at home on a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from content.documents.heads import Head
from content.installation import Installation
from content.resolving.heads import HeadFacts
from content.resolving.moment import Moment
from content.rules.hashing import locale_hash
from content.rules.references import Bond, references
from content.rules.resolution import Published
from content.values.entity import Publication
from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.problems import UnpublishedTargets
from content.values.sources import Source
from content.values.value import Value

_MAIN_FIELDS = ("text", "prompt", "body", "name", "title")


class Target(Value):
    """What to publish: exactly that revision, in that locale."""

    entity_id: EntityId
    locale: Locale
    revision: int


@dataclass
class Closure:
    """The publications one publish makes, the heads they are made on, what was noticed.

    `changed` are used parts whose draft differs from what readers go on seeing of them.
    """

    moment: Moment
    pending: dict[tuple[str, str], Published] = field(default_factory=dict)
    heads: dict[str, HeadFacts] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def draft(self, head: HeadFacts) -> Source:
        """The draft of a head, once it was read."""
        return self.moment.source(head.save(head.version))

    def hash_of(self, head: HeadFacts, locale: str) -> str:
        """What the draft of a head would publish in a locale."""
        return head.hashes.get(locale) or locale_hash(self.draft(head), locale)


async def gather(
    installation: Installation, closure: Closure, *, include_unpublished: bool, at: datetime
) -> None:
    """Adds to the closure what its publications cannot do without.

    Parts at home on an entity come along, new or changed. Other targets come along when
    `include_unpublished` says so; archived ones never do. Raises UnpublishedTargets with all
    that is missing.
    """
    frontier = list(closure.pending.values())
    while frontier:
        needed = [
            (published, target)
            for published in frontier
            for target in dict.fromkeys(_needed(published.source))
        ]
        closure.heads |= await closure.moment.heads(target for _, target in needed)
        await _read_drafts(installation, closure, needed, include_unpublished)
        added: list[Published] = []
        for published, target in needed:
            head = closure.heads.get(target)
            if head is None:
                closure.missing[target] = target
                continue
            chosen = _choose(installation, closure, published, head, include_unpublished)
            if chosen is not None and (target, chosen) not in closure.pending:
                new = publication_of(head, chosen, head.version, closure.draft(head), at)
                closure.pending[target, chosen] = new
                added.append(new)
        frontier = added
    if closure.missing:
        raise UnpublishedTargets(sorted(closure.missing.items()))


def _needed(source: Source) -> Iterable[str]:
    for reference in references(source):
        if reference.bond is not Bond.CARD:
            yield reference.target


async def _read_drafts(
    installation: Installation,
    closure: Closure,
    needed: Iterable[tuple[Published, str]],
    include_unpublished: bool,
) -> None:
    """Reads the drafts that may come along, and those whose hash is not known."""
    drafts = []
    for user, target in needed:
        head = closure.heads.get(target)
        if head is None or head.archived:
            continue
        served = _served(installation, user, head)
        may_come = head.home == user.entity or (include_unpublished and not served)
        if may_come or any(locale not in head.hashes for locale in served):
            drafts.append(head.save(head.version))
    await closure.moment.read(drafts)


def _served(installation: Installation, user: Published, head: HeadFacts) -> dict[str, Publication]:
    """What the user's readers can see of a target now, by locale."""
    return {
        locale: head.published[locale]
        for locale in installation.locales.chain(user.locale)
        if locale in head.published and head.published[locale].revision is not None
    }


def _choose(
    installation: Installation,
    closure: Closure,
    user: Published,
    head: HeadFacts,
    include_unpublished: bool,
) -> str | None:
    """The locale in which a target has to come along, or None when it need not."""
    chain = installation.locales.chain(user.locale)
    served = _served(installation, user, head)
    if head.home == user.entity:
        if head.archived:
            return None
        own = _first_locale(closure.draft(head), chain) or user.locale
        known = served.get(own)
        return own if known is None or known.hash != closure.hash_of(head, own) else None
    pending = any((head.id, locale) in closure.pending for locale in chain)
    if served or pending:
        for locale, publication in served.items():
            is_pending = (head.id, locale) in closure.pending
            if not is_pending and publication.hash != closure.hash_of(head, locale):
                closure.changed[head.id] = head.key
        return None
    if include_unpublished and not head.archived:
        return _first_locale(closure.draft(head), chain) or user.locale
    closure.missing[head.id] = head.key
    return None


def _first_locale(source: Source, chain: Iterable[str]) -> str | None:
    """The first of the locales in which a source has its main text."""
    return next((locale for locale in chain if _speaks(source, locale)), None)


def _speaks(source: Source, locale: str) -> bool:
    """Whether a source has its main text in a locale."""
    for name in _MAIN_FIELDS:
        texts = getattr(source, name, None)
        if texts:
            return locale in texts
    return True


def publication_of(
    head: Head | HeadFacts, locale: str, revision: int, source: Source, at: datetime
) -> Published:
    """The publication that publishing this revision now will make."""
    before = head.published.get(locale)
    return Published.model_construct(
        entity=head.id,
        type=head.type,
        key=head.key,
        locale=locale,
        revision=revision,
        seq=before.seq + 1 if before else 1,
        source=source,
        at=at,
        first_at=before.first_at if before else at,
        abstract=head.abstract,
    )

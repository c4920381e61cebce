"""What has to be published together: unpublished targets, and the parts at home on a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from content.documents.heads import Head
from content.drafts import heads
from content.installation import Installation
from content.rules.hashing import locale_hash
from content.rules.references import Bond, references
from content.rules.resolution import Published
from content.store import Session
from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.problems import UnpublishedTargets
from content.values.sources import Source, parse_source
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

    pending: dict[tuple[str, str], Published] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    _drafts: dict[str, Source] = field(default_factory=dict)

    def draft(self, head: Head) -> Source:
        """The parsed draft of a head."""
        if head.id not in self._drafts:
            self._drafts[head.id] = parse_source(head.type, head.source)
        return self._drafts[head.id]


async def gather(
    installation: Installation,
    closure: Closure,
    *,
    include_unpublished: bool,
    at: datetime,
    session: Session,
) -> None:
    """Adds to the closure what its publications cannot do without.

    Parts at home on an entity come along, new or changed. Other targets come along when
    `include_unpublished` says so. Raises UnpublishedTargets with all that is missing.
    """
    frontier = list(closure.pending.values())
    while frontier:
        ids = {
            reference.target
            for published in frontier
            for reference in references(published.source)
            if reference.bond is not Bond.CARD
        }
        for head in await heads(ids - closure.heads.keys(), session):
            closure.heads[head.id] = head
        added: list[Published] = []
        for published in frontier:
            for target in dict.fromkeys(_needed(published.source)):
                head = closure.heads[target]
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


def _choose(
    installation: Installation,
    closure: Closure,
    user: Published,
    head: Head,
    include_unpublished: bool,
) -> str | None:
    """The locale in which a target has to come along, or None when it need not."""
    chain = installation.locales.chain(user.locale)
    served = {
        locale: head.published[locale]
        for locale in chain
        if locale in head.published and head.published[locale].revision is not None
    }
    draft = closure.draft(head)
    if head.home == user.entity:
        own = next((locale for locale in chain if _speaks(draft, locale)), user.locale)
        known = served.get(own)
        return own if known is None or known.hash != locale_hash(draft, own) else None
    pending = any((head.id, locale) in closure.pending for locale in chain)
    if served or pending:
        for locale, publication in served.items():
            if (head.id, locale) not in closure.pending and publication.hash != locale_hash(
                draft, locale
            ):
                closure.changed[head.id] = head.key
        return None
    if include_unpublished:
        return next((locale for locale in chain if _speaks(draft, locale)), user.locale)
    closure.missing[head.id] = head.key
    return None


def _speaks(source: Source, locale: str) -> bool:
    """Whether a source has its main text in a locale."""
    for name in _MAIN_FIELDS:
        texts = getattr(source, name, None)
        if texts:
            return locale in texts
    return True


def publication_of(
    head: Head, locale: str, revision: int, source: Source, at: datetime
) -> Published:
    """The publication that publishing this revision now will make."""
    before = head.published.get(locale)
    return Published(
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

"""Bringing the entities of a library into an installation, without publishing anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content import editing, history
from content.installation import Installation
from content.publishing import Target
from content.store import Session
from content.values.entity import Entity
from content.values.sources import Source
from seed.exchange.notation.folding import content_digest
from seed.exchange.notation.names import Name
from seed.exchange.reading import LibraryEntity


class Outcome(StrEnum):
    """What became of an entity. KEPT: it differs from the library and stays as it is."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"
    KEPT = "KEPT"


@dataclass(frozen=True)
class Brought:
    """An entity of the library that is there now, and what remains to be published of it."""

    entity: LibraryEntity
    outcome: Outcome
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Saving:
    """How a library is saved: by whom, and whether over texts that differ from it."""

    installation: Installation
    by: str
    update: bool

    async def bring(
        self, batch: Sequence[LibraryEntity], existing: Mapping[Name, Entity]
    ) -> list[Brought]:
        """The entities of a batch, created or compared with what is there, all or none."""
        new = [entity for entity in batch if entity.name not in existing]
        old = [entity for entity in batch if entity.name in existing]

        async def work(session: Session | None) -> list[Brought]:
            brought = await self._create(new, session) if new else []
            for entity in old:
                stored = existing[entity.name]
                compare = self._update if self.update else self._complete
                brought.append(await compare(entity, stored, session))
            return brought

        if new or self.update:
            return await self.installation.store.transaction(work)
        return await work(None)

    async def _create(
        self, entities: Sequence[LibraryEntity], session: Session | None
    ) -> list[Brought]:
        news = [
            editing.NewEntity(
                type=entity.name.type,
                key=entity.name.key,
                source=entity.texts[0].source,
                home=entity.home,
                abstract=entity.abstract,
                id=entity.id,
            )
            for entity in entities
        ]
        created = await editing.create_all(self.installation, news, by=self.by, session=session)
        brought = []
        for entity, stored in zip(entities, created, strict=True):
            current, targets = stored, _targets(entity, 0, 1)
            for position, text in enumerate(entity.texts[1:], start=1):
                current = await self._save(current, text.source, session)
                targets += _targets(entity, position, current.version)
            brought.append(Brought(entity, Outcome.CREATED, tuple(targets)))
        return brought

    async def _save(self, stored: Entity, source: Source, session: Session | None) -> Entity:
        """The entity with a new revision; saying twice what a text was written against is heard.

        The first save takes a base that did not change with its text for forgotten.
        """
        current = stored
        for _ in range(2):
            if current.source != source:
                saved = await editing.save(
                    self.installation,
                    stored.id,
                    source,
                    expected_version=current.version,
                    by=self.by,
                    session=session,
                )
                current = saved.entity
        return current

    async def _complete(
        self, entity: LibraryEntity, stored: Entity, session: Session | None
    ) -> Brought:
        """Compares, and finds what an import that was cut short had yet to publish.

        A locale that was ever published is left to its editors.
        """
        wanted = [content_digest(entity.name.type, text.source) for text in entity.texts]
        head = content_digest(stored.type, stored.source)
        outcome = Outcome.UNCHANGED if head == wanted[-1] else Outcome.KEPT
        due = [
            (position, locale)
            for position, text in enumerate(entity.texts)
            for locale in text.publish
            if locale not in stored.published
        ]
        if not due or stored.archived:
            return Brought(entity, Outcome.KEPT if stored.archived else outcome, ())
        versions = {head: stored.version}
        if any(wanted[position] != head for position, _ in due):
            for each in await history.revisions(self.installation, stored.id, session):
                versions.setdefault(content_digest(each.type, each.source), each.version)
        targets = [
            Target(entity_id=stored.id, locale=locale, revision=versions[wanted[position]])
            for position, locale in due
            if wanted[position] in versions
        ]
        return Brought(entity, outcome, tuple(targets))

    async def _update(
        self, entity: LibraryEntity, stored: Entity, session: Session | None
    ) -> Brought:
        """Saves what differs as new revisions; they are published where the library says so."""
        if stored.archived:
            return Brought(entity, Outcome.KEPT, ())
        current, targets = stored, list[Target]()
        for position, text in enumerate(entity.texts):
            wanted = content_digest(entity.name.type, text.source)
            due = [
                locale
                for locale in text.publish
                if await self._served(stored, locale, session) != wanted
            ]
            is_head = position == len(entity.texts) - 1
            if (due or is_head) and content_digest(current.type, current.source) != wanted:
                current = await self._save(current, text.source, session)
            targets += _targets(entity, position, current.version, due)
        outcome = Outcome.UNCHANGED if current.version == stored.version else Outcome.UPDATED
        return Brought(entity, outcome, tuple(targets))

    async def _served(self, stored: Entity, locale: str, session: Session | None) -> str | None:
        """The digest of what a locale publishes."""
        publication = stored.published.get(locale)
        if publication is None or publication.revision is None:
            return None
        if publication.revision == stored.version:
            return content_digest(stored.type, stored.source)
        found = await history.revision(self.installation, stored.id, publication.revision, session)
        return content_digest(stored.type, found.source)


def _targets(
    entity: LibraryEntity, position: int, version: int, locales: Sequence[str] | None = None
) -> list[Target]:
    due = entity.texts[position].publish if locales is None else locales
    return [Target(entity_id=entity.id, locale=each, revision=version) for each in due]

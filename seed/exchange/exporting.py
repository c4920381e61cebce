"""Exporting: every entity as files, what is published apart from what is not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from content import drafts, history
from content.installation import Installation
from content.rules.hashing import digest
from content.store import Session
from content.values.entity import Entity
from content.values.ids import ContentType, type_of
from content.values.sources import Source
from content.values.value import Value
from seed.exchange.files.folder import ExportFolder
from seed.exchange.files.records import DRAFTS, PUBLISHED
from seed.exchange.files.styling import write
from seed.exchange.notation.folding import Folding
from seed.exchange.notation.names import FOLDERS, Name
from seed.exchange.problems import ExchangeError
from seed.exchange.progress import Progress, silent

_CARDS: Final = frozenset({ContentType.ROLE_PAGE})


class ExportSummary(Value):
    """What an export wrote: texts served, texts that are not, files of the last one removed.

    Archived entities are in the trash and are not exported; `archived` names them.
    """

    entities: int
    published: int
    drafts: int
    removed: int
    archived: tuple[str, ...] = ()


async def export_library(
    installation: Installation, directory: Path, *, progress: Progress = silent
) -> ExportSummary:
    """Writes the whole installation to a folder, as it is at one moment.

    `published/` holds what locales serve, `drafts/` what editors have and no locale serves.
    Equal content makes equal bytes. Files of an earlier export that are no longer due are
    removed, all others stay. Raises ExchangeError when the folder holds something else.
    """
    folder = ExportFolder(directory)
    async with installation.store.snapshot() as session:
        return await _Export(installation, session, folder, progress).run()


@dataclass
class _Text:
    """What some locales serve of an entity, and when it was saved."""

    fields: dict[str, Any]
    version: int
    locales: list[str] = field(default_factory=list)

    def age(self) -> tuple[int, str]:
        """What texts are sorted by, oldest first."""
        return self.version, self.locales[0]


class _Export:
    def __init__(
        self, installation: Installation, session: Session, folder: ExportFolder, progress: Progress
    ) -> None:
        self._installation = installation
        self._session = session
        self._folder = folder
        self._progress = progress
        self._names: dict[str, Name] = {}
        self._served: dict[str, frozenset[str]] = {}
        self._counts = {PUBLISHED: 0, DRAFTS: 0}

    async def run(self) -> ExportSummary:
        archived: list[str] = []
        for content_type in ContentType:
            async for entity in drafts.listing(self._installation, content_type, self._session):
                name = Name(entity.type, entity.key)
                if entity.archived:
                    archived.append(str(name))
                    continue
                self._names[entity.id] = name
                self._served[entity.id] = frozenset(filter(entity.is_published, entity.published))
        done = 0
        for content_type in ContentType:
            async for entity in drafts.listing(self._installation, content_type, self._session):
                if not entity.archived:
                    await self._write(entity)
                    done += 1
                    self._progress("exporting", done, len(self._names))
        return ExportSummary(
            entities=done,
            published=self._counts[PUBLISHED],
            drafts=self._counts[DRAFTS],
            removed=self._folder.finish(),
            archived=tuple(archived),
        )

    async def _write(self, entity: Entity) -> None:
        """One file a text: those that locales serve, oldest first, and what none serves."""
        head = self._fold(entity, entity.source, lambda _: True)
        texts: dict[str, _Text] = {}
        for locale in sorted(self._served[entity.id]):
            version = entity.published[locale].revision or entity.version
            source = await self._source(entity, version)
            fields = self._fold(entity, source, self._is_served(locale))
            text = texts.setdefault(digest(fields), _Text(fields, version))
            text.locales.append(locale)
        head_text = texts.get(digest(head))
        if head_text is not None:
            head_text.version = entity.version + 1
        for count, text in enumerate(sorted(texts.values(), key=_Text.age), start=1):
            envelope: dict[str, Any] = {"publish": text.locales}
            if len(texts) > 1:
                envelope["revision"] = count
            name = f"{entity.key}@{text.locales[0]}" if len(texts) > 1 else entity.key
            self._put(PUBLISHED, entity, name, envelope, text.fields)
        if head_text is None:
            self._put(DRAFTS, entity, entity.key, {}, head)

    async def _source(self, entity: Entity, version: int) -> Source:
        if version == entity.version:
            return entity.source
        found = await history.revision(self._installation, entity.id, version, self._session)
        return found.source

    def _is_served(self, locale: str) -> Callable[[str], bool]:
        """Whether readers of the locale see a part: what they do not see was left out for them."""
        locales = self._installation.locales
        chain = locales.chain(locale) if locale in locales.chains else (locale,)

        def is_served(entity_id: str) -> bool:
            is_card = type_of(entity_id) in _CARDS
            return is_card or not self._served.get(entity_id, frozenset()).isdisjoint(chain)

        return is_served

    def _fold(
        self, entity: Entity, source: Source, is_wanted: Callable[[str], bool]
    ) -> dict[str, Any]:
        try:
            original = self._installation.locales.default
            folding = Folding(self._names.get, is_wanted, original=original)
            return folding.fold(entity.type, source)
        except LookupError as error:
            name = self._names[entity.id]
            raise ExchangeError(
                f"{name} refers to {error.args[0]}, which is not there: run `rolebook doctor`."
            ) from error

    def _put(
        self,
        apart: str,
        entity: Entity,
        file_name: str,
        envelope: dict[str, Any],
        text: dict[str, Any],
    ) -> None:
        document: dict[str, Any] = {"type": entity.type.value, "key": entity.key, **envelope}
        if entity.home is not None:
            home = self._names.get(entity.home)
            document |= {"home": home.key if home.type in _CARDS else str(home)} if home else {}
        if entity.abstract:
            document["abstract"] = True
        self._folder.write(
            f"{apart}/{FOLDERS[entity.type]}/{file_name}.yaml", write(document | text)
        )
        self._counts[apart] += 1

"""Reading a library: files in, typed sources out; everything that is wrong is told at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from content.values.entity import Entity
from content.values.ids import new_id
from content.values.locales import LocaleConfig
from seed.exchange.files.grouping import grouped
from seed.exchange.files.records import read_records
from seed.exchange.notation.interpreting import LibraryText, Reading, facts_of
from seed.exchange.notation.names import Collector, Name, Names
from seed.exchange.problems import Complaint, LibraryError


@dataclass(frozen=True)
class LibraryEntity:
    """An entity of a library: its texts, the one editors go on with last.

    `id` is that of the entity of the same name where there is one already.
    """

    name: Name
    id: str
    home: str | None
    abstract: bool
    texts: tuple[LibraryText, ...]


class Scan:
    """A library whose names are not looked up yet. Raises ExchangeError if there is none."""

    def __init__(self, path: Path) -> None:
        self._complaints: list[Complaint] = []
        self._records = read_records(path, self._complaints.append)

    @property
    def is_export(self) -> bool:
        """Whether it was exported, and so says itself what each text was written against."""
        return all(record.apart is not None for record in self._records)

    def names(self) -> set[Name]:
        """Every name the library declares or refers to."""
        collector = Collector({})
        for record in self._records:
            Reading(record, collector, [])
        return {record.name for record in self._records} | collector.asked

    def publish_locales(self) -> set[str]:
        """Every locale the library is to be published in."""
        return {locale for record in self._records for locale in record.publish}

    def entities(
        self, locales: LocaleConfig, existing: Mapping[Name, Entity] | None = None
    ) -> list[LibraryEntity]:
        """The entities in the order of the files, with ids that are theirs or new.

        Texts in locales that are not configured are left out. Raises LibraryError with
        everything that is wrong.
        """
        complaints = list(self._complaints)
        known = existing or {}
        declared = frozenset(record.name for record in self._records)
        ids = {name: new_id(name.type) for name in sorted(declared)}
        ids |= {name: entity.id for name, entity in known.items()}
        names = Names(ids, declared)
        groups = list(grouped(self._records, complaints.append))
        readings = {
            group.name: [Reading(record, names, complaints) for record in group.records]
            for group in groups
        }
        facts = {entity.id: facts_of(entity) for entity in known.values()}
        facts |= {ids[name]: texts[-1].facts() for name, texts in readings.items()}
        entities = []
        for name, each in readings.items():
            texts = [reading.text(ids[name], facts, locales) for reading in each]
            head = each[-1]
            entities.append(
                LibraryEntity(
                    name=name,
                    id=ids[name],
                    home=head.home,
                    abstract=head.record.abstract,
                    texts=tuple(text for text in texts if text is not None),
                )
            )
        if complaints:
            raise LibraryError(complaints)
        return entities


def read_library(path: Path, locales: LocaleConfig) -> list[LibraryEntity]:
    """The entities of a library that refers to nothing outside it; raises as `Scan` does."""
    return Scan(path).entities(locales)

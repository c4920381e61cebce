"""Importing: a library's entities are created, then what it says is published gets published.

Importing again changes nothing, and completes what was cut short: an entity is created, with
all its texts, in one transaction, and published in a later one.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from content import drafts
from content.installation import Installation
from content.values.blocks import ALLOWED_BLOCKS
from content.values.entity import Entity
from content.values.value import Value
from seed.exchange.loading.ordering import batches, circles, targets
from seed.exchange.loading.publishing import Publisher, Refusal, Release
from seed.exchange.loading.saving import Brought, Outcome, Saving
from seed.exchange.loading.weighing import Weights
from seed.exchange.notation.bookkeeping import has_overrides
from seed.exchange.notation.names import Name
from seed.exchange.problems import ExchangeError
from seed.exchange.progress import Progress, silent
from seed.exchange.reading import LibraryEntity, Scan

_MOST_SAVED_BYTES: Final = 1_500_000
_MOST_PUBLISHED_BYTES: Final = 1_500_000


class ImportSummary(Value):
    """What an import did. Names are `TYPE/key`.

    `kept` differ from the library, because an editor changed or wrote them, and stay as they
    are. `refused` could not be published. `left_out` are locales that are not configured.
    """

    created: int = 0
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    published: int = 0
    refused: tuple[Refusal, ...] = ()
    left_out: tuple[str, ...] = ()


async def import_library(
    installation: Installation,
    path: Path,
    *,
    by: str,
    update: bool = False,
    leave_out_locales: bool = False,
    progress: Progress = silent,
) -> ImportSummary:
    """Brings a library of YAML files into the installation and publishes what it says.

    An entity that is there already with another text is kept; `update` saves the library's
    text over it as a new revision and publishes that. Texts in locales that are not configured
    are refused, or left out. Drafts stay drafts. Raises LibraryError with every complaint,
    file and line, before anything is written; ExchangeError when there is nothing to read;
    what cannot be published is told in the summary.
    """
    progress("reading", 0, 1)
    scan = await asyncio.to_thread(Scan, path)
    unknown = sorted(scan.publish_locales() - set(installation.locales.all))
    if unknown and not leave_out_locales:
        raise ExchangeError(
            f"{path} is published in {', '.join(unknown)}, which this installation does not have: "
            "add it to ROLEBOOK_LOCALES."
        )
    existing = await _existing(installation, scan.names())
    entities = await asyncio.to_thread(scan.entities, installation.locales, existing)
    progress("reading", 1, 1)
    names = {entity.id: entity.name for entity in entities}
    publisher = Publisher(installation, by, names)
    loading = _Loading(entities, existing, Saving(installation, by, update), publisher, progress)
    await loading.run(is_export=scan.is_export)
    outcomes = {
        outcome: tuple(str(each.entity.name) for each in loading.brought if each.outcome is outcome)
        for outcome in Outcome
    }
    return ImportSummary(
        created=len(outcomes[Outcome.CREATED]),
        updated=outcomes[Outcome.UPDATED],
        unchanged=len(outcomes[Outcome.UNCHANGED]),
        kept=outcomes[Outcome.KEPT],
        published=publisher.published,
        refused=tuple(publisher.refused),
        left_out=tuple(unknown),
    )


async def _existing(installation: Installation, names: set[Name]) -> dict[Name, Entity]:
    """The entities of those names that are there."""
    keys: dict[str, list[Name]] = {}
    for name in sorted(names):
        keys.setdefault(name.type, []).append(name)
    found: dict[Name, Entity] = {}
    for some in keys.values():
        content_type = some[0].type
        wanted = [name.key for name in some]
        for key, entity in (await drafts.by_keys(installation, content_type, wanted)).items():
            found[Name(content_type, key)] = entity
    return found


@dataclass
class _Loading:
    """A library on its way into an installation, batch by batch."""

    entities: Sequence[LibraryEntity]
    existing: Mapping[Name, Entity]
    saving: Saving
    publisher: Publisher
    progress: Progress
    brought: list[Brought] = field(default_factory=list)

    async def run(self, *, is_export: bool) -> None:
        """Saves and publishes everything.

        What tells a part differently is saved after that part was published, so that it knows
        what it was written against. An export says so itself: there, everything is saved first.
        """
        weights = Weights(self.entities)
        circles = self._circles(self.entities, cards=True)
        breaks = _never if is_export else _tells_differently
        for batch in batches(circles, weights.saved, _MOST_SAVED_BYTES, breaks):
            some = [entity for circle in batch for entity in circle]
            brought = await self.saving.bring(some, self.existing)
            self.brought += brought
            self.progress("saving", len(self.brought), len(self.entities))
            if not is_export:
                await self._publish(brought, weights)
        if is_export:
            await self._publish(self.brought, weights)

    def _circles(
        self, entities: Sequence[LibraryEntity], *, cards: bool
    ) -> list[list[LibraryEntity]]:
        """Entities that refer to each other in circles, after all they refer to, parts first."""
        by_id = {entity.id: entity for entity in entities}
        found = circles({each.id: targets(each, cards=cards) for each in entities})
        grouped = [[by_id[entity_id] for entity_id in circle] for circle in found]
        return sorted(grouped, key=_is_composed)

    async def _publish(self, brought: Sequence[Brought], weights: Weights) -> None:
        due = {each.entity.id: each.targets for each in brought if each.targets}
        homes = {entity.home for entity in self.entities}
        homes |= {entity.home for entity in self.existing.values()}
        circles = self._circles([each.entity for each in brought if each.targets], cards=False)
        for batch in batches(circles, weights.published, _MOST_PUBLISHED_BYTES):
            releases = [
                [Release(each.name, due[each.id], each.id in homes) for each in circle]
                for circle in batch
            ]
            await self.publisher.publish(releases)
            self.progress("publishing", self.publisher.published, self._to_publish)

    @property
    def _to_publish(self) -> int:
        return sum(len(text.publish) for entity in self.entities for text in entity.texts)


def _is_composed(circle: Sequence[LibraryEntity]) -> bool:
    """Whether a circle holds what is made of parts, or a part that has a home there."""
    return any(each.name.type in ALLOWED_BLOCKS or each.home is not None for each in circle)


def _never(_batch: Sequence[list[LibraryEntity]], _circle: list[LibraryEntity]) -> bool:
    return False


def _tells_differently(batch: Sequence[list[LibraryEntity]], circle: list[LibraryEntity]) -> bool:
    """Whether a circle overrides something that this batch has yet to publish."""
    waiting = {entity.id for each in batch for entity in each}
    return any(
        not waiting.isdisjoint(targets(entity, cards=False))
        for entity in circle
        if any(has_overrides(text.source) for text in entity.texts)
    )

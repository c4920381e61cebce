"""Publishing what a library says is published: those revisions, those locales, nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content import publishing
from content.installation import Installation
from content.publishing import Target
from content.store import Session
from content.values.problems import Busy, ContentError
from content.values.value import Value
from seed.exchange.notation.names import Name


class Refusal(Value):
    """Something of a library that could not be published, and why."""

    name: str
    locales: tuple[str, ...]
    reason: str


class _WouldPublishMore(ContentError):
    """A part at home on a page would go live with it, though the library says it is a draft."""


@dataclass(frozen=True)
class Release:
    """The publications of one entity; `is_home` says that it has parts of its own."""

    name: Name
    targets: tuple[Target, ...]
    is_home: bool


@dataclass
class Publisher:
    """Publishes in transactions; what one of them refuses is tried again piece by piece."""

    installation: Installation
    by: str
    names: Mapping[str, Name]
    published: int = 0
    refused: list[Refusal] = field(default_factory=list)

    async def publish(self, groups: Sequence[Sequence[Release]]) -> None:
        """Publishes groups in one transaction, or, if that is refused, each in its own."""
        targets = [target for group in groups for each in group for target in each.targets]
        if not targets:
            return
        try:
            if any(each.is_home for group in groups for each in group):
                done = await self._publish_nothing_else(targets)
            else:
                done = await publishing.publish_all(self.installation, targets, by=self.by)
            self.published += len(done.items)
        except Busy:
            raise
        except ContentError as error:
            if len(groups) > 1:
                for group in groups:
                    await self.publish([group])
                return
            for each in groups[0]:
                locales = tuple(target.locale for target in each.targets)
                self.refused.append(
                    Refusal(name=str(each.name), locales=locales, reason=str(error))
                )

    async def _publish_nothing_else(self, targets: Sequence[Target]) -> publishing.Published:
        """Publishes, unless parts at home would come along that were not asked for."""
        asked = {(target.entity_id, target.locale) for target in targets}

        async def work(session: Session) -> publishing.Published:
            done = await publishing.publish_all(
                self.installation, targets, by=self.by, session=session
            )
            for item in done.items:
                if (item.entity_id, item.locale) not in asked:
                    name = self.names.get(item.entity_id, item.entity_id)
                    raise _WouldPublishMore(f"it would publish a draft of {name} in {item.locale}")
            return done

        done = await self.installation.store.transaction(work)
        self.installation.jobs_waiting.set()
        return done

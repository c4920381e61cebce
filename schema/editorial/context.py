"""What an editorial resolver is given: who asks, and what they may reach."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import strawberry
from strawberry.dataloader import DataLoader

from auth.directory import Directory
from auth.policy import Action, Verdict, decide
from auth.principal import Principal
from content import drafts
from content.following_events import EventFeed
from content.installation import Installation
from content.reading import BadArgument, CursorSeal
from content.values.entity import Entity
from content.values.ids import ContentType, is_id
from content.values.within import Reach, Within, within
from schema.execution import OperationContext
from schema.selection import selected_names

Names = Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]
"""The names for people of principals such as `user:usr_…`; those that are unknown are left out."""


@dataclass
class EditorialContext(OperationContext):
    """One operation's surroundings."""

    installation: Installation
    directory: Directory
    principal: Principal
    seal: CursorSeal
    names: Names
    events: EventFeed
    missing_scopes: frozenset[str] = field(default=frozenset(), init=False)
    entities: DataLoader[str, Entity | None] = field(init=False)
    actors: DataLoader[str, str | None] = field(init=False)
    begun: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    """Set once a subscription listens: whatever fails before is a refusal."""

    def __post_init__(self) -> None:
        self.entities = DataLoader(self._load_entities)
        self.actors = DataLoader(self._load_names)

    def forget(self) -> None:
        """Reads anew from here on, as for each change that a subscription tells."""
        self.entities.clear_all()
        self.actors.clear_all()

    @cached_property
    def within(self) -> Within:
        """What the caller's grants add up to."""
        return within(
            Reach(
                types=None if grant.types is None else frozenset(map(ContentType, grant.types)),
                locales=None if grant.locales is None else frozenset(grant.locales),
            )
            for grant in self.principal.grants
        )

    def now(self) -> datetime:
        """The time."""
        return self.installation.clock()

    async def entity(self, entity_id: str | None) -> Entity | None:
        """The entity of that id; None if there is none, or none the caller may see."""
        if entity_id is None or not is_id(entity_id):
            return None
        return await self.entities.load(entity_id)

    async def _load_entities(self, ids: list[str]) -> list[Entity | None]:
        found = await drafts.get_all(self.installation, ids)
        seen = {each.id: each for each in found.values() if self.within.sees(each.type)}
        return [seen.get(each) for each in ids]

    async def _load_names(self, principals: list[str]) -> list[str | None]:
        found = await self.names(principals)
        return [found.get(each) for each in principals]


class Info(strawberry.Info[EditorialContext, None]):
    """Strawberry's info, and what a resolver may ask about the field it resolves."""

    def locale(self, asked: str, argument: str = "locale") -> str:
        """The asked-for locale; raises BadArgument for one that is not configured."""
        locales = self.context.installation.locales
        if asked not in locales.chains:
            shown, known = str(asked)[:40], ", ".join(locales.all)
            raise BadArgument(argument, f"{shown!r} is not a locale here. Use one of {known}.")
        return asked

    def verdict(
        self,
        action: Action,
        content_type: ContentType | None,
        locale: str | None,
        created_by: str | None = None,
    ) -> Verdict:
        """Whether the caller may do it; raises BadArgument for a locale that is not configured."""
        return decide(
            self.context.principal,
            action,
            content_type=content_type or None,
            locale=self.locale(locale) if locale else None,
            created_by=created_by,
            now=self.context.now(),
        )

    def selected(self, *path: str) -> set[str]:
        """The names selected below a path of names, in any fragment and on any condition."""
        return selected_names(self._raw_info, path)

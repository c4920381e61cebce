"""Published content as readers were given it, kept in this process until it changes."""

import asyncio
from collections.abc import Sequence
from typing import Final

from content.installation import Installation
from content.news import Change
from content.reading.documents import Document
from content.reading.gathering import Find, Gatherer, LookUp
from content.reading.presenting import Presented, present_for
from content.reading.reader import Reader

_OF_ITSELF: Final = 1_000
_A_BODY_BYTE: Final = 2.5
"""What a body takes once it is parsed, for each byte of JSON (measured on generated pages)."""


class Snapshot:
    """A document as readers of one locale are given it: nobody may change what it holds.

    `presented` is None if all of it is withdrawn.
    """

    __slots__ = (
        "document",
        "entity",
        "hash",
        "is_used",
        "listed",
        "locale",
        "look_ups",
        "presented",
        "size",
        "slug",
        "stamp",
        "tags",
        "typename",
    )

    def __init__(self, stored: Document, locale: str, presented: Presented | None) -> None:
        self.document: str = stored["_id"]
        self.entity: str = stored["entity"]
        self.typename: str = stored["typename"]
        self.slug: str | None = stored["slug"]
        self.listed: bool = stored["listed"]
        self.hash: str = stored["hash"]
        self.stamp: int = stored["stamp"]
        self.tags: frozenset[str] = frozenset(stored["tags"])
        self.locale = locale
        self.presented = presented
        self.size = _OF_ITSELF + int(_A_BODY_BYTE * len(stored["body"]))
        self.look_ups: list[LookUp] = []
        self.is_used = False


class Snapshots:
    """Finds published documents: in this process while it hears the news, else in MongoDB.

    A reader who begins after a change was told gets nothing older. At most
    `installation.snapshot_bytes` are kept; what was not asked for again goes first.
    """

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._news = installation.news
        self._gatherer = Gatherer(installation)
        self._kept: dict[tuple[str, str], Snapshot] = {}
        self._at: dict[LookUp, Snapshot] = {}
        self.size = 0
        self.hits = 0
        self.misses = 0
        self.evictions = 0
        installation.news.listen(self)
        installation.withdrawn.listen(self._withdrawn)

    def __len__(self) -> int:
        return len(self._kept)

    async def find(self, reader: Reader, look_up: LookUp) -> Snapshot | None:
        """What is published there; raises Unavailable."""
        kept = self._at.get(look_up)
        if kept is not None and self._news.is_current:
            self.hits += 1
            kept.is_used = True
            return kept
        if self._is_nowhere(look_up):
            return None
        reader.about_to_wait()
        find = self._gatherer.look(look_up)
        await asyncio.shield(find.landed)
        return self._taken(look_up, find)

    async def find_all(self, reader: Reader, look_ups: Sequence[LookUp]) -> list[Snapshot | None]:
        """What is published at each of them, in their order; raises Unavailable."""
        if len(look_ups) == 1 or not reader.waits:
            return [await self.find(reader, look_up) for look_up in look_ups]
        return list(await asyncio.gather(*(self.find(reader, each) for each in look_ups)))

    def _is_nowhere(self, look_up: LookUp) -> bool:
        """Whether the catalogue knows that nothing is published there; it need not know."""
        catalogue = self._installation.catalogue
        if not catalogue.is_ready or not self._news.is_current:
            return False
        field, typename, value, locale = look_up
        if field == "slug":
            known = catalogue.at_slug(value)
        elif field == "key":
            known = catalogue.with_key(typename, value)
        else:
            chain = self._installation.locales.chain(locale)
            each = (catalogue.facts(f"{value}:{one}") for one in chain)
            known = [facts for facts in each if facts is not None]
        return all(locale not in facts.serves for facts in known)

    def _taken(self, look_up: LookUp, find: Find) -> Snapshot | None:
        stored = find.found.get(look_up)
        if stored is None:
            return None
        self.misses += 1
        kept = self._kept.get((stored["_id"], look_up.locale))
        is_same = kept is not None and kept.stamp == stored["stamp"] and self._news.is_current
        if kept is None or not is_same:
            presented = present_for(self._installation, stored, look_up.locale)
            kept = Snapshot(stored, look_up.locale, presented)
            if not self._may_keep(kept, find):
                return kept
            self._keep(kept)
        is_kept = self._kept.get((kept.document, kept.locale)) is kept
        if is_kept and find.epoch == self._news.epoch and look_up not in self._at:
            self._at[look_up] = kept
            kept.look_ups.append(look_up)
        return kept

    def _may_keep(self, snapshot: Snapshot, find: Find) -> bool:
        """Whether nothing can have changed it since the find began."""
        if snapshot.presented is None or not find.was_current or not self._news.is_current:
            return False
        # While there is no primary, a secondary that lags may answer.
        known = self._installation.catalogue.facts(snapshot.document)
        is_old = known is not None and known.stamp > snapshot.stamp
        return find.epoch == self._news.epoch and not is_old

    def _keep(self, snapshot: Snapshot) -> None:
        name = (snapshot.document, snapshot.locale)
        self._drop(name)
        if snapshot.size > self._installation.snapshot_bytes:
            return
        self._kept[name] = snapshot
        self.size += snapshot.size
        while self.size > self._installation.snapshot_bytes:
            oldest = next(iter(self._kept))
            if self._kept[oldest].is_used:
                again = self._kept.pop(oldest)
                again.is_used = False
                self._kept[oldest] = again
            else:
                self._drop(oldest)
                self.evictions += 1

    def _drop(self, name: tuple[str, str]) -> None:
        snapshot = self._kept.pop(name, None)
        if snapshot is not None:
            self.size -= snapshot.size
            for look_up in snapshot.look_ups:
                if self._at.get(look_up) is snapshot:
                    del self._at[look_up]

    def _withdrawn(self, entities: frozenset[str]) -> None:
        carrying = [name for name, each in self._kept.items() if not entities.isdisjoint(each.tags)]
        for name in carrying:
            self._drop(name)

    def changed(self, changes: Sequence[Change]) -> None:
        """Drops the documents, and the look-ups that may lead to them now."""
        for change in changes:
            for locale in self._installation.locales.all:
                self._drop((change.document, locale))
                if (after := change.after) is not None:
                    self._at.pop(LookUp("slug", after.typename, after.slug or "", locale), None)
                    self._at.pop(LookUp("key", after.typename, after.key, locale), None)
                    self._at.pop(LookUp("entity", "", after.entity, locale), None)

    def everything_changed(self) -> None:
        """Drops everything."""
        self._kept.clear()
        self._at.clear()
        self.size = 0

    def lost(self) -> None:
        """What is kept waits: it is served again once the news are current."""

    def regained(self) -> None:
        """Whatever changed meanwhile was told and is dropped."""

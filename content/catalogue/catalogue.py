"""The listing rows of everything published, in this process: what lists are answered from."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from content.catalogue.query import SORT_KEYS, ListQuery
from content.catalogue.searching import Search
from content.catalogue.shelf import Found, Shelf
from content.news.facts import Change, Facts
from content.values.locales import LocaleConfig
from content.values.predicate import Field, Scalar


class Catalogue:
    """Knows the facts of every published document, and finds those that a list is of.

    It answers as MongoDB would, once it `is_ready`, and as of the last news. `search` knows the
    words in them, and follows within a moment.
    """

    def __init__(self, locales: LocaleConfig) -> None:
        self.is_ready = False
        self.reading = 0
        """How often reading everything has begun: what an earlier one has read is not wanted."""
        self.search = Search(locales)
        self._facts: dict[str, Facts] = {}
        self._shelves: dict[str, Shelf] = {}
        self._slugs: dict[str, tuple[str, ...]] = {}
        self._told: set[str] | None = None

    def __len__(self) -> int:
        return len(self._facts)

    def facts(self, document: str) -> Facts | None:
        """The facts of one document, if it is published."""
        return self._facts.get(document)

    def at_slug(self, slug: str) -> list[Facts]:
        """The pages that answer at a slug, in any locale."""
        return [self._facts[document] for document in self._slugs.get(slug, ())]

    def with_key(self, typename: str, key: str) -> list[Facts]:
        """What is listed under a key, one for each published locale."""
        shelf = self._shelves.get(typename)
        return shelf.with_key(key) if shelf else []

    def apply(self, rows: Iterable[Facts], gone: Collection[str]) -> list[Change]:
        """Takes in documents as they are now; answers those that differ from what was known.

        A row that is older than what is known is late, and changes nothing.
        """
        if not self.is_ready and self._told is None:
            return []  # reading has not begun, and will find it
        changes = []
        for document in gone:
            if before := self._facts.get(document):
                changes.append(Change(document, before, None))
        for row in rows:
            before = self._facts.get(row.document)
            if before is None or (row.stamp >= before.stamp and row != before):
                changes.append(Change(row.document, before, row))
            if self._told is not None:
                self._told.add(row.document)
        if self._told is not None:
            self._told.update(gone)
        for change in changes:
            self._put(change)
        self.search.outdated({change.document for change in changes})
        return changes

    def begin_reading(self) -> int:
        """Forgets everything and takes in what is read from now on; answers which reading it is."""
        self.everything_changed()
        self._told = set()
        return self.reading

    def take_in(self, rows: Sequence[Facts]) -> None:
        """Rows that were read, unless news told of the same documents meanwhile."""
        told = self._told or ()
        for row in rows:
            if row.document not in told and row.document not in self._facts:
                self._put(Change(row.document, None, row))

    def end_reading(self) -> None:
        """Everything was read: it is ready."""
        self._told = None
        self.is_ready = True

    def everything_changed(self) -> None:
        """Forgets everything, until it was read again."""
        self.reading += 1
        self.is_ready = False
        self._told = None
        self._facts.clear()
        self._shelves.clear()
        self._slugs.clear()
        self.search.close()

    def lost(self) -> None:
        """Lists are answered from here only while news are current, so nothing needs to be done."""

    def regained(self) -> None:
        """Whatever changed meanwhile was told."""

    def numbered(self, typename: str, documents: Iterable[str]) -> int:
        """The set of these documents, as the other functions take it."""
        shelf = self._shelves.get(typename)
        return shelf.numbered(documents) if shelf else 0

    def matching(self, query: ListQuery) -> int:
        """The set of a list's documents, whatever it searches for."""
        shelf = self._shelves.get(query.typenames[0])
        return shelf.matching(query.where, query.locale) if shelf else 0

    def stretch(
        self,
        query: ListQuery,
        place: tuple[Any, str] | None,
        limit: int,
        *,
        backwards: bool = False,
        among: int | None = None,
    ) -> list[Found]:
        """The first documents of a list beyond a place, or from its end, in walking order.

        `among` narrows it to a set of documents.
        """
        shelf = self._shelves.get(query.typenames[0])
        if shelf is None:
            return []
        path, direction = SORT_KEYS[query.effective_order]
        wanted = self.matching(query) if among is None else among
        return shelf.stretch(wanted, path, -direction if backwards else direction, place, limit)

    def total(self, query: ListQuery) -> int:
        """How many documents a list has."""
        return sum(
            shelf.matching(query.where, query.locale).bit_count()
            for typename in query.typenames
            if (shelf := self._shelves.get(typename))
        )

    def counts(
        self, typename: str, among: int, fields: Iterable[Field], most: int
    ) -> list[list[tuple[Scalar, int]]]:
        """For each field, how many of a set have each value, the commonest first."""
        shelf = self._shelves.get(typename)
        return [shelf.counts(among, field, most) if shelf else [] for field in fields]

    def is_shown(self, document: str, query: ListQuery) -> bool:
        """Whether a document is published to these readers now."""
        facts = self._facts.get(document)
        return (
            facts is not None
            and facts.listed
            and facts.typename in query.typenames
            and query.locale in facts.serves
        )

    def _put(self, change: Change) -> None:
        before, after = change.before, change.after
        if before is not None:
            del self._facts[change.document]
            if before.listed:
                self._shelves[before.typename].remove(before)
            self._leave(before)
        if after is not None:
            self._facts[change.document] = after
            if after.listed:
                self._shelves.setdefault(after.typename, Shelf()).add(after)
            if after.slug is not None:
                self._slugs[after.slug] = (*self._slugs.get(after.slug, ()), after.document)

    def _leave(self, before: Facts) -> None:
        if before.slug is None:
            return
        others = tuple(one for one in self._slugs.pop(before.slug) if one != before.document)
        if others:
            self._slugs[before.slug] = others

"""Searching: which documents hold some words, best match first, never behind what is published."""

import asyncio
import contextvars
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from content.catalogue.languages import languages_read
from content.catalogue.matching import likely, matching
from content.catalogue.query import ListQuery
from content.catalogue.shelf import commonest
from content.catalogue.texts import Text, Texts
from content.catalogue.words import Words, words_of
from content.news.facts import Facts
from content.values.locales import LocaleConfig
from content.values.predicate import Field, Scalar

Place = tuple[float, str]
"""A score, and the entity that has it."""
Read = Callable[[Collection[str]], Awaitable[Mapping[str, tuple[Facts, Text]]]]
"""Reads the texts of some documents; those not published and listed any more are left out."""

_FIRST_LOOK = 20
_FURTHER = 8


class Search:
    """The words of everything listed.

    Whatever news tell of is out of date here until its text was read again, which `catch_up`
    does: it is called before every search, so that no search is behind.
    """

    def __init__(self, locales: LocaleConfig) -> None:
        self.built_at: float | None = None
        self._locales = locales
        self._texts: Texts | None = None
        self._outdated: set[str] = set()
        self._one_at_a_time = asyncio.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether it knows every document, but for those that are out of date."""
        return self.built_at is not None

    def outdated(self, documents: Collection[str]) -> None:
        """The texts of these are to be read again."""
        if self._texts is not None:
            self._outdated |= set(documents)

    async def begin(self) -> Texts:
        """An empty index, to be filled by whoever reads everything."""
        self.close()
        self._texts = texts = await asyncio.to_thread(Texts, self._locales)
        return texts

    def end(self, texts: Texts) -> None:
        """The index was filled: it is ready, unless it was given up meanwhile."""
        if texts is self._texts:
            self.built_at = time.time()

    def close(self) -> None:
        """Forgets everything."""
        self.built_at = None
        self._texts = None
        self._outdated = set()

    async def catch_up(self, read: Read) -> None:
        """Returns when whatever was out of date by now is not any more."""
        if not self.is_ready or not (self._outdated or self._one_at_a_time.locked()):
            return
        # Of nobody's time limit: a thread at work cannot be stopped, and nobody else may write.
        work = asyncio.create_task(self._rewrite(read), context=contextvars.Context())
        await asyncio.shield(work)

    async def _rewrite(self, read: Read) -> None:
        async with self._one_at_a_time:
            texts, documents = self._texts, self._outdated
            if texts is None or not documents:
                return
            self._outdated = set()
            try:
                rows = await read(documents)
                await asyncio.to_thread(texts.replace, list(rows.values()), documents - set(rows))
            except BaseException:
                self._outdated |= documents
                raise

    def found(
        self,
        query: ListQuery,
        place: Place | None,
        limit: int,
        is_shown: Callable[[str], bool],
        *,
        backwards: bool = False,
    ) -> list[tuple[str, float]]:
        """The documents with their scores beyond a place, best first; or, backwards, before it.

        A place is where its entity stands now. If it is found no more, its score tells the place.
        """
        texts = self._texts
        if texts is None:
            return []
        words = self._words(query)
        wanted = likely(texts, query, words)
        look = _FIRST_LOOK + limit
        while True:
            if backwards and place is None:
                look = texts.searcher.num_docs
            hits = texts.hits(wanted, look)
            shown = [hit for hit in hits if is_shown(hit[0])]
            is_all = len(hits) < look
            stretch = _beyond(shown, place, limit, backwards, is_all)
            if stretch is not None:
                return stretch
            look *= _FURTHER
            wanted = matching(texts, query, words)

    def documents(self, query: ListQuery) -> list[str]:
        """Every document that is found, in no order worth knowing."""
        texts = self._texts
        if texts is None:
            return []
        hits = texts.hits(matching(texts, query, self._words(query)), texts.searcher.num_docs)
        return [document for document, _ in hits]

    def count(self, query: ListQuery) -> int:
        """How many documents are found."""
        texts = self._texts
        return 0 if texts is None else texts.count(matching(texts, query, self._words(query)))

    def counts(
        self, query: ListQuery, fields: Sequence[Field], most: int
    ) -> list[list[tuple[Scalar, int]]]:
        """For each field, how many of what is found have each value, the commonest first."""
        texts = self._texts
        if texts is None:
            return [[] for _ in fields]
        counted = texts.counts(matching(texts, query, self._words(query)), fields)
        return [commonest(values, most) for values in counted]

    def _words(self, query: ListQuery) -> Words:
        return words_of(query.search or "", languages_read(self._locales, query.locale))


def _beyond(
    shown: Sequence[tuple[str, float]],
    place: Place | None,
    limit: int,
    backwards: bool,
    is_all: bool,
) -> list[tuple[str, float]] | None:
    """The stretch of the hits; None if more of them must be seen to tell."""
    start = 0
    if place is not None:
        score, entity = place
        entities = [document.partition(":")[0] for document, _ in shown]
        if entity in entities:
            start = entities.index(entity)
            start += 0 if backwards else 1
        elif not is_all:
            return None
        else:
            start = sum(one >= score for _, one in shown)
    elif backwards:
        start = len(shown)
    if backwards:
        return list(shown[max(0, start - limit) : start])[::-1]
    found = list(shown[start : start + limit])
    return found if len(found) == limit or is_all else None

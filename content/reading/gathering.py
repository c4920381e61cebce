"""Look-ups of many readers answered by one find: those of one tick of the loop go together."""

import asyncio
import contextvars
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from content.installation import Installation
from content.reading.documents import Document, find_in

_FIELDS: Final = {
    "body": 1,
    "places": 1,
    "entity": 1,
    "typename": 1,
    "key": 1,
    "locale": 1,
    "serves": 1,
    "listed": 1,
    "slug": 1,
    "tags": 1,
    "hash": 1,
    "stamp": 1,
}
_MOST_FINDS: Final = 2
"""How many finds are under way at once; whoever comes meanwhile shares the next one."""


class LookUp(NamedTuple):
    """What is looked for: the published document with that value, for readers of the locale.

    `field` is `slug` (of role pages), `key` (of one type) or `entity` (`typename` is empty).
    """

    field: str
    typename: str
    value: str
    locale: str


class Find:
    """One find, and what it found; `epoch` is that of the news when it began."""

    def __init__(self, landed: "asyncio.Future[None]") -> None:
        self.wanted: dict[LookUp, None] = {}
        self.found: dict[LookUp, Document] = {}
        self.landed = landed
        self.epoch = -1
        self.was_current = False


class Gatherer:
    """Puts look-ups into finds."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._next: Find | None = None
        self._under_way: dict[LookUp, Find] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def look(self, look_up: LookUp) -> Find:
        """The find that will have it: nothing was told between its beginning and now."""
        under_way = self._under_way.get(look_up)
        if under_way is not None and under_way.epoch == self._installation.news.epoch:
            return under_way
        if self._next is None:
            loop = asyncio.get_running_loop()
            self._next = Find(loop.create_future())
            loop.call_soon(self._begin)
        self._next.wanted[look_up] = None
        return self._next

    def _begin(self) -> None:
        find = self._next
        if find is None or len(self._tasks) >= _MOST_FINDS:
            return
        self._next = None
        find.epoch = self._installation.news.epoch
        find.was_current = self._installation.news.is_current
        self._under_way.update(dict.fromkeys(find.wanted, find))
        # Of nobody's time limit, for it works for many.
        task = asyncio.create_task(self._run(find), context=contextvars.Context())
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        self._begin()

    async def _run(self, find: Find) -> None:
        try:
            documents = await find_in(self._installation, _condition(find.wanted), _FIELDS)
            find.found = _matched(self._installation, find.wanted, documents)
            find.landed.set_result(None)
        except BaseException as error:
            find.landed.set_exception(error)
            find.landed.exception()  # whoever waited may have gone
            if not isinstance(error, Exception):
                raise
        finally:
            for look_up in find.wanted:
                if self._under_way.get(look_up) is find:
                    del self._under_way[look_up]


def _condition(wanted: Iterable[LookUp]) -> dict[str, Any]:
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    locales = set()
    for look_up in wanted:
        values[look_up.field, look_up.typename].add(look_up.value)
        locales.add(look_up.locale)
    conditions: list[dict[str, Any]] = [
        {**({"typename": typename} if typename else {}), field: _any_of(some)}
        for (field, typename), some in values.items()
    ]
    either = conditions[0] if len(conditions) == 1 else {"$or": conditions}
    return {**either, "serves": _any_of(locales)}


def _any_of(values: set[str]) -> Any:
    return {"$in": sorted(values)} if len(values) > 1 else next(iter(values))


def _matched(
    installation: Installation, wanted: Iterable[LookUp], documents: Sequence[Document]
) -> dict[LookUp, Document]:
    """The document of each look-up; of several, the one nearest to the reader's locale."""
    by_value: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
    for document in documents:
        typename = document["typename"]
        by_value["slug", typename, document["slug"]].append(document)
        by_value["key", typename, document["key"]].append(document)
        by_value["entity", "", document["entity"]].append(document)
    found = {}
    for look_up in wanted:
        field, typename, value, locale = look_up
        fitting = [each for each in by_value[field, typename, value] if locale in each["serves"]]
        if len(fitting) == 1:
            found[look_up] = fitting[0]
        elif fitting:
            chain = installation.locales.chain(locale)
            found[look_up] = min(fitting, key=lambda each: chain.index(each["locale"]))
    return found

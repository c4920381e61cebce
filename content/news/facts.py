"""What lists and look-ups need to know of one published document, and how it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Any, Final, Protocol

FIELDS: Final = {
    "entity": 1,
    "typename": 1,
    "key": 1,
    "locale": 1,
    "serves": 1,
    "listed": 1,
    "slug": 1,
    "sort.title": 1,
    "published_at": 1,
    "updated_at": 1,
    "facets": 1,
    "stamp": 1,
    "hash": 1,
    "tags": 1,
}
"""What of a resolved document its facts are made of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The listing row of one published document; `document` is its `_id`, `<entity>:<locale>`.

    `title` is what lists sort by; times are milliseconds since the epoch; `facets` are those
    that it has a value of. `stamp` grows with every write of the document.
    """

    document: str
    entity: str
    typename: str
    key: str
    locale: str
    serves: tuple[str, ...]
    listed: bool
    slug: str | None
    title: str
    published_at: int
    updated_at: int
    facets: Mapping[str, Any]
    stamp: int
    hash: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One document before and after; None where it was, or is, published to nobody."""

    document: str
    before: Facts | None
    after: Facts | None


class Listener(Protocol):
    """Who keeps something made of published documents. All calls are made on the event loop."""

    def changed(self, changes: Sequence[Change]) -> None:
        """These documents changed; the catalogue has it already."""

    def everything_changed(self) -> None:
        """Nothing is known to be as it was: what is kept is to be dropped."""

    def lost(self) -> None:
        """What other processes change is not heard: from here on what is kept is unverified."""

    def regained(self) -> None:
        """Everything that changed meanwhile was told: what is still kept is verified again."""


def facts_of(stored: Mapping[str, Any]) -> Facts:
    """The facts of a document of `resolved` that was read with FIELDS."""
    return Facts(
        document=stored["_id"],
        entity=intern(stored["entity"]),
        typename=intern(stored["typename"]),
        key=intern(stored["key"]),
        locale=intern(stored["locale"]),
        serves=tuple(map(intern, stored["serves"])),
        listed=stored["listed"],
        slug=None if stored["slug"] is None else intern(stored["slug"]),
        title=stored["sort"]["title"],
        published_at=_milliseconds(stored["published_at"]),
        updated_at=_milliseconds(stored["updated_at"]),
        facets={
            intern(name): _once(held) for name, held in stored["facets"].items() if _is_set(held)
        },
        stamp=stored["stamp"],
        hash=stored["hash"],
        # Many documents use one part, and each is among its own: an id is kept once.
        tags=tuple(map(intern, stored["tags"])),
    )


def _is_set(held: Any) -> bool:
    return held is not None and held != []


def _once(held: Any) -> Any:
    # What many documents have in common is kept once: a driver makes it anew for each.
    if isinstance(held, str):
        return intern(held)
    return tuple(map(_once, held)) if isinstance(held, list) else held


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1_000)

"""The answers this process keeps: found by the bytes of a request, dropped by what they hold."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from api.delivery.compressing import Compressor
from api.delivery.encodings import Encoding
from api.delivery.entry import Entry, Form
from api.delivery.invalidations import Invalidations
from content.catalogue.tags import tags_of
from content.news import Change

LONGEST_STALE_SECONDS: Final = 86_400.0
"""As Cache-Control's stale-if-error tells shared caches."""

_MOST_RAW_KEYS: Final = 8
_LONGEST_RAW: Final = 256
_KEY_BYTES: Final = 150
_LARGEST_SHARE: Final = 8
"""An entry over an eighth of the budget is not kept: it would push out too much else."""


def raw_key(method: bytes, media: bytes, content: bytes) -> bytes:
    """The first key of an answer: the request as it came.

    `content` is the query string or the body; `media` the kind of answer that Accept asks for.
    Long ones are hashed, so that keys stay small.
    """
    if len(content) > _LONGEST_RAW:
        return b"%b %b #%b" % (method, media, hashlib.sha256(content).digest())
    return b"%b %b =%b" % (method, media, content)


def page_key(path: bytes, query: bytes) -> bytes:
    """The raw key of a simple form: what it is and its language are in the address."""
    return raw_key(b"GET", b"page", b"%b?%b" % (path, query))


@dataclass
class Counters:
    """What has happened in this process so far."""

    hits: int = 0
    misses: int = 0
    stale: int = 0
    stored: int = 0
    refused: int = 0
    evicted: int = 0
    invalidated: int = 0


class ResponseCache:
    """Answers within a budget of bytes; one a process, a listener of news and of withdrawals.

    An answer is dropped before whoever published what it holds is told so. While news are lost,
    entries are unverified: no hits, but there for when MongoDB is away.
    """

    def __init__(self, megabytes: int) -> None:
        self.budget = megabytes * 1_000_000
        self.bytes = 0
        self.counters = Counters()
        self._by_raw: dict[bytes, Entry] = {}
        self._by_operation: dict[bytes, Entry] = {}
        self._by_tag: dict[str, set[Entry]] = {}
        self._queue: OrderedDict[Entry, None] = OrderedDict()
        self._invalidations = Invalidations()
        self._lost_at: float | None = None
        self._compressor = Compressor(self._add_form)

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._queue)

    @property
    def epoch(self) -> int:
        """Grows with all that invalidates; note it before reading, for `put`."""
        return self._invalidations.epoch

    @property
    def is_verified(self) -> bool:
        """Whether what is kept is known to be fresh."""
        return self._lost_at is None

    def hit(self, key: bytes) -> Entry | None:
        """The fresh answer to a request, by its raw key."""
        entry = self._by_raw.get(key)
        if entry is None or self._lost_at is not None:
            return None
        entry.is_asked_for = True
        self.counters.hits += 1
        return entry

    def known(self, operation_key: bytes) -> Entry | None:
        """The fresh answer to an operation, however it was written."""
        entry = self._by_operation.get(operation_key)
        if entry is None or self._lost_at is not None:
            return None
        entry.is_asked_for = True
        self.counters.hits += 1
        return entry

    def unverified(self, key: bytes) -> Entry | None:
        """What may be served while MongoDB is away, by either key: at most a day out of touch."""
        if time.time() - (self._lost_at or time.time()) > LONGEST_STALE_SECONDS:
            return None
        return self._by_raw.get(key) or self._by_operation.get(key)

    def age(self) -> int:
        """For how many seconds nothing is known of changes; 0 while news are heard."""
        return 0 if self._lost_at is None else int(time.time() - self._lost_at)

    def put(self, raw: bytes, operation_key: bytes, entry: Entry, begun_at_epoch: int) -> bool:
        """Keeps an answer under both keys, or a further raw key of one that is kept.

        False, and nothing is kept, if what it holds was invalidated since `begun_at_epoch`, if
        news are not heard, or if it is too large.
        """
        if entry not in self._queue:
            if not self._may_be_kept(entry, begun_at_epoch):
                self.counters.refused += 1
                return False
            self._keep(operation_key, entry)
        self._name(raw, entry)
        self._make_room()
        return True

    def form(self, entry: Entry, encodings: tuple[Encoding, ...]) -> Form | None:
        """The best form there is for a client that takes these; None if none of those is made.

        The one it would rather have is made in a thread meanwhile.
        """
        for encoding in encodings:
            form = entry.form(encoding)
            if form is not None:
                return form
            self._compressor.soon(entry, encoding)
        return None

    def changed(self, changes: Sequence[Change]) -> None:
        """Drops what was made of these, or lists them."""
        tags: set[str] = set().union(*map(tags_of, changes))
        self._invalidations.add(tags=tags)
        self._invalidate({entry for tag in tags for entry in self._by_tag.get(tag, ())})

    def withdrawn(self, entities: Iterable[str]) -> None:
        """Drops what carries any of these entities."""
        carried = frozenset(entities)
        self._invalidations.add(carried=carried)
        self._invalidate([each for each in self._queue if not carried.isdisjoint(each.carried)])

    def everything_changed(self) -> None:
        """Drops all."""
        self._invalidations.add_everything()
        self._invalidate(list(self._queue))

    def lost(self) -> None:
        """From here on nothing is known to be fresh."""
        if self._lost_at is None:
            self._lost_at = time.time()

    def regained(self) -> None:
        """All that was missed has been told: what is still kept is fresh.

        What was begun before is not: a secondary may have answered that, of an older time.
        """
        self._lost_at = None
        self._invalidations.add_everything()

    def _may_be_kept(self, entry: Entry, begun_at_epoch: int) -> bool:
        return (
            self._lost_at is None
            and entry.size <= self.budget // _LARGEST_SHARE
            and not self._invalidations.since(begun_at_epoch, entry.tags, entry.carried)
        )

    def _keep(self, operation_key: bytes, entry: Entry) -> None:
        older = self._by_operation.get(operation_key)
        if older is not None:
            self._drop(older)
        entry.operation_key = operation_key
        self._by_operation[operation_key] = entry
        for tag in entry.tags:
            self._by_tag.setdefault(tag, set()).add(entry)
        self._queue[entry] = None
        self.bytes += entry.size
        self.counters.stored += 1

    def _name(self, raw: bytes, entry: Entry) -> None:
        if self._by_raw.get(raw) is entry:
            return
        if len(entry.raw_keys) == _MOST_RAW_KEYS:
            self._forget(entry.raw_keys.pop(0), entry)
            self._grow(entry, -_KEY_BYTES)
        entry.raw_keys.append(raw)
        self._by_raw[raw] = entry
        self._grow(entry, _KEY_BYTES)

    def _grow(self, entry: Entry, by: int) -> None:
        entry.size += by
        self.bytes += by

    def _add_form(self, entry: Entry, encoding: Encoding, body: bytes) -> None:
        if entry in self._queue:
            self._grow(entry, entry.add_form(encoding, body))
            self._make_room()

    def _make_room(self) -> None:
        while self.bytes > self.budget:
            entry = next(iter(self._queue))
            if entry.is_asked_for:  # a second chance, behind all others
                entry.is_asked_for = False
                self._queue.move_to_end(entry)
            else:
                self._drop(entry)
                self.counters.evicted += 1

    def _invalidate(self, entries: Collection[Entry]) -> None:
        for entry in entries:
            self._drop(entry)
        self.counters.invalidated += len(entries)

    def _drop(self, entry: Entry) -> None:
        del self._queue[entry]
        self.bytes -= entry.size
        del self._by_operation[entry.operation_key]
        for raw in entry.raw_keys:
            self._forget(raw, entry)
        for tag in entry.tags:
            tagged = self._by_tag[tag]
            tagged.discard(entry)
            if not tagged:
                del self._by_tag[tag]

    def _forget(self, raw: bytes, entry: Entry) -> None:
        if self._by_raw.get(raw) is entry:
            del self._by_raw[raw]

"""The heads of requests, read once for all that look alike."""

from enum import IntEnum
from typing import Final

from api.delivery.asked import DECIDING, Asked, asked
from api.hosts import known_hosts, without_port
from api.settings import Settings

_MOST_NAMES: Final = 1_000
_MOST_HEADS: Final = 2_000


class Kind(IntEnum):
    """What a header field is to us; the rest are of no concern to what is kept."""

    OTHER = 0
    DECIDES = 1
    LENGTH = 2
    CONNECTION = 3
    IF_NONE_MATCH = 4
    REQUEST_ID = 5


_KINDS: Final = {
    b"connection": Kind.CONNECTION,
    b"content-length": Kind.LENGTH,
    b"if-none-match": Kind.IF_NONE_MATCH,
    b"x-request-id": Kind.REQUEST_ID,
}


class Kinds(dict[bytes, Kind]):
    """What each field name is, in whatever case it is written: a look-up, but the first time."""

    def __missing__(self, name: bytes) -> Kind:
        lower = name.lower()
        kind = _KINDS.get(lower, Kind.DECIDES if lower in DECIDING else Kind.OTHER)
        if len(self) < _MOST_NAMES:
            self[name] = kind
        return kind


class Heads:
    """Which heads a kept answer may fit."""

    def __init__(self, settings: Settings) -> None:
        self.kinds = Kinds()
        self._for_any_origin = "*" in settings.allowed_origins
        self._hosts = known_hosts(settings)
        self._read: dict[tuple[bytes, ...], Asked | None] = {}

    def read(self, deciding: tuple[bytes, ...]) -> Asked | None:
        """What the deciding fields say, names and values by turns; None: kept answers don't fit."""
        try:
            return self._read[deciding]
        except KeyError:
            pass
        pairs = zip(deciding[::2], deciding[1::2], strict=True)
        fields = [(name.lower(), value) for name, value in pairs]
        head = asked(fields, for_any_origin=self._for_any_origin)
        if head is not None and without_port(head.host.decode("latin-1")) not in self._hosts:
            head = None
        if len(self._read) >= _MOST_HEADS:
            self._read.clear()
        self._read[deciding] = head
        return head

"""Content codings: which of ours a client takes, its best first (RFC 9110, section 12.5.3)."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import Final

import brotli

_GZIP_LEVEL: Final = 6
_BROTLI_QUALITY: Final = 5
_BARELY: Final = 0.0001


class Encoding(IntEnum):
    """A form of an answer's body; of two that a client likes as much, the higher is preferred."""

    IDENTITY = 0
    GZIP = 1
    BROTLI = 2


TOKENS: Final[Mapping[Encoding, bytes]] = {
    Encoding.IDENTITY: b"identity",
    Encoding.GZIP: b"gzip",
    Encoding.BROTLI: b"br",
}
COMPRESSED: Final[Mapping[Encoding, Callable[[bytes], bytes]]] = {
    # No time in the header: the same body must be the same bytes in every process.
    Encoding.GZIP: lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
    Encoding.BROTLI: lambda body: brotli.compress(body, quality=_BROTLI_QUALITY),
}


@lru_cache(256)
def accepted(header: bytes | None) -> tuple[Encoding, ...]:
    """The encodings a client takes, the one to prefer first; none when it takes none of ours."""
    if header is None:
        return (Encoding.IDENTITY,)
    told = dict(_qualities(header))
    others = told.get(b"*", 0.0)
    # The body as it is may be sent unless it is refused, but nobody asked for it either.
    unasked = others or (0.0 if b"*" in told else _BARELY)
    wanted = {
        Encoding.IDENTITY: told.get(b"identity", unasked),
        Encoding.GZIP: told.get(b"gzip", told.get(b"x-gzip", others)),
        Encoding.BROTLI: told.get(b"br", others),
    }
    best = sorted(wanted, key=lambda encoding: (wanted[encoding], encoding), reverse=True)
    return tuple(encoding for encoding in best if wanted[encoding] > 0)


def _qualities(header: bytes) -> Iterator[tuple[bytes, float]]:
    for part in header.lower().split(b","):
        name, *parameters = (piece.strip() for piece in part.split(b";"))
        quality = next((text[2:] for text in parameters if text.startswith(b"q=")), b"1")
        try:
            yield name, max(0.0, float(quality))
        except ValueError:
            yield name, 0.0

"""The header fields of answers that may be kept, by this process and by caches on the way."""

import string
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import quote

from api.delivery.entry import Headers
from api.every_request import safety_fields
from api.settings import Settings

PUBLIC: Final = "public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400"
EXPOSED: Final = (
    "Age",
    "Cache-Status",
    "ETag",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-Id",
)
"""What a page of another site may read of an answer, beside what every page may."""

_MOST_LABEL_BYTES: Final = 1_200
"""Of each of two header fields: proxies take 4 KB for a whole head unless they are told else."""
_ALL: Final = "rolebook"
_MANY: Final = "rolebook-many"
_PLAIN: Final = (string.ascii_letters + string.digits + "_.-~:").encode()


def kept_fields(settings: Settings, varies_by: str = "Accept, Accept-Encoding") -> Headers:
    """The fields of every kept answer, whatever it holds."""
    is_open = "*" in settings.allowed_origins
    fields = [
        (b"cache-control", PUBLIC.encode()),
        # Where not every origin may read, what is answered differs by Origin.
        (b"vary", (varies_by if is_open else f"{varies_by}, Origin").encode()),
        *safety_fields(settings),
    ]
    if is_open:
        fields.append((b"access-control-allow-origin", b"*"))
        fields.append((b"access-control-expose-headers", ", ".join(EXPOSED).encode()))
    return tuple(fields)


def labels(tags: AbstractSet[str], carried: AbstractSet[str]) -> Headers:
    """Surrogate-Key and Cache-Tag: what a cache on the way may drop an answer by.

    `rolebook` is on every answer. One that carries more parts than there is room for says
    `rolebook-many` in place of them, to be dropped with every change; so does one that read too
    much, in place of all that it read.
    """
    told = _joined((_ALL, *tags, *(carried - tags)))
    if len(told) > _MOST_LABEL_BYTES:
        told = _joined((_ALL, _MANY, *tags))
    if len(told) > _MOST_LABEL_BYTES:
        told = _joined((_ALL, _MANY))
    return (b"surrogate-key", told), (b"cache-tag", told.replace(b" ", b","))


def _joined(tags: Sequence[str]) -> bytes:
    """Tags as labels: in ASCII, without what separates them."""
    told = " ".join(tags).encode()
    # Ours nearly all are plain; to ask that of all at once is cheaper than of each.
    if len(told.translate(None, _PLAIN)) == len(tags) - 1:
        return told
    return " ".join(quote(tag, safe=":") for tag in tags).encode()

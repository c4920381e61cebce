"""Delivery ids: opaque, and unique to the content a reader was given.

An entity reads differently in another locale, in another use and with other variables bound, so
all three are part of the id. Clients that store objects by id never mix two of them up.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import b2a_base64
from dataclasses import dataclass

from content.reading.refusal import BadArgument
from content.values.ids import is_id
from content.values.locales import LOCALE_PATTERN

_VERSION = "1"
_LOCALE = re.compile(LOCALE_PATTERN)
_DIGEST = re.compile(r"(?:[0-9a-f]{12})?")
_USE = re.compile(r"([a-z]{2}_[0-9A-Z]{26})/[A-Za-z0-9][A-Za-z0-9_/-]*")
LONGEST = 2_000


@dataclass(frozen=True)
class NodeId:
    """The parts of a delivery id.

    `base` is `<entity>` or `<entity>@<owner>/<use>`, outermost owner last; `digest` is empty
    unless variables were bound in this content.
    """

    base: str
    locale: str
    digest: str = ""

    @property
    def document(self) -> str:
        """The entity whose resolved document holds this content."""
        return self.base.rpartition("@")[2].partition("/")[0]


def encode(base: str, locale: str, digest: str = "") -> str:
    """The delivery id of some content."""
    text = prefix(locale, digest) + base
    # No character of an id has the six bits that the URL-safe alphabet writes in another way.
    return b2a_base64(text.encode(), newline=False).rstrip(b"=").decode()


def prefix(locale: str, digest: str = "") -> str:
    """What comes before `base` in an id, before it is encoded."""
    return f"{_VERSION}:{locale}:{digest}:"


def decode(text: str, path: str = "id") -> NodeId:
    """The parts of a delivery id; raises BadArgument if it was never given out."""
    parts = _parts(text)
    if parts is None or parts[0] != _VERSION or not _is_sound(*parts[1:]):
        shown = text if len(text) <= 80 else f"{text[:80]}…"
        raise BadArgument(
            path, f"{shown!r} is not an id of this API. Pass an `id` that it answered, unchanged."
        )
    _, locale, digest, base = parts
    return NodeId(base=base, locale=locale, digest=digest)


def _parts(text: str) -> list[str] | None:
    if len(text) > LONGEST:
        return None
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        parts = raw.decode("ascii").split(":", 3)
    except ValueError:
        return None
    given_out = urlsafe_b64encode(raw).rstrip(b"=").decode() == text
    return parts if given_out and len(parts) == 4 else None


def _is_sound(locale: str, digest: str, base: str) -> bool:
    entity, *uses = base.split("@")
    return (
        is_id(entity)
        and all(_USE.fullmatch(use) for use in uses)
        and bool(_LOCALE.fullmatch(locale))
        and bool(_DIGEST.fullmatch(digest))
    )

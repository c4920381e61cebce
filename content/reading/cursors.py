"""Keyset cursors: a place in one ordered list, sealed so that it cannot be made up or moved."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import orjson

from content.reading.refusal import BadArgument

Value = str | int | float
_SEAL_BYTES = 16
LONGEST = 2_000


@dataclass(frozen=True)
class Place:
    """Just after one item of an ordered list: its order value, and its id to break ties."""

    value: Value
    entity: str


class CursorSeal:
    """Seals places with a secret key; `query` names the list that they are places of."""

    def __init__(self, key: bytes) -> None:
        if len(key) < 32:
            raise ValueError("a cursor key has at least 32 bytes")
        self._key = hashlib.sha256(b"rolebook cursor\0" + key).digest()

    def seal(self, place: Place, query: bytes) -> str:
        """The cursor of a place in that list."""
        payload = orjson.dumps([place.value, place.entity, _fingerprint(query)])
        return urlsafe_b64encode(self._mac(payload) + payload).rstrip(b"=").decode()

    def open(self, cursor: str, query: bytes, path: str) -> Place:
        """The place a cursor stands for; raises BadArgument if it is no cursor of that list."""
        payload = self._unsealed(cursor)
        if payload is None:
            raise BadArgument(
                path, "This is not a cursor of this API. Pass one that it answered, unchanged."
            )
        value, entity, fingerprint = orjson.loads(payload)
        if fingerprint != _fingerprint(query):
            raise BadArgument(
                path,
                "This cursor is of another list. Repeat the query that gave it: the same field, "
                "where, search, orderBy and locale.",
            )
        return Place(value, entity)

    def _unsealed(self, cursor: str) -> bytes | None:
        if len(cursor) > LONGEST:
            return None
        try:
            raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except ValueError:
            return None
        seal, payload = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
        given_out = urlsafe_b64encode(raw).rstrip(b"=").decode() == cursor
        return payload if given_out and hmac.compare_digest(seal, self._mac(payload)) else None

    def _mac(self, payload: bytes) -> bytes:
        return hmac.digest(self._key, payload, "sha256")[:_SEAL_BYTES]


def _fingerprint(query: bytes) -> str:
    return hashlib.sha256(query).hexdigest()[:12]

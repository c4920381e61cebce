"""The keys that sign tokens: made when needed, announced before use, kept a day after it.

A verifier that caches our key set thus never meets a token whose key it had no chance to read
(OpenID Connect Core section 10.1.1).
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import structlog
from joserfc.jwk import ECKey

from auth.documents.tokens import SigningKey
from auth.sealing import SealBroken
from auth.tokens.signing_keys import ALGORITHM, in_order, make, next_is_due, opened, stored, succeed

if TYPE_CHECKING:
    from auth.directory import Directory

__all__ = ["ALGORITHM", "KeyRing", "follow_keys", "rotate"]

_log = structlog.stdlib.get_logger("rolebook.keys")

_REREAD_SECONDS: Final = 60.0
_UNKNOWN_SECONDS: Final = 10.0
_FOLLOW_SECONDS: Final = 300.0


@dataclass
class KeyRing:
    """This process's copy of the keys; what any process makes is found here within a minute."""

    _stored: dict[str, SigningKey] = field(default_factory=dict)
    _private: dict[str, ECKey | None] = field(default_factory=dict)
    _public: dict[str, ECKey] = field(default_factory=dict)
    _read_at: float = float("-inf")

    async def signing(self, directory: Directory) -> ECKey:
        """The private key that signs now; its `kid` names it. Made on first use."""
        await self._reread(directory, _REREAD_SECONDS)
        usable = self._usable(directory)
        if not usable or next_is_due(usable[-1], directory.clock()):
            await self.rotate(directory)
        now = directory.clock()
        for stored_key in reversed(self._usable(directory)):
            key = self._private[stored_key.id]
            if key is not None and stored_key.active_at <= now < stored_key.retired_at:
                return key
        raise SealBroken("signing key")

    async def find(self, directory: Directory, kid: str) -> ECKey | None:
        """The published public key of that id; an unknown one costs a query each ten seconds."""
        if kid not in self._stored:
            await self._reread(directory, _UNKNOWN_SECONDS)
        known = self._stored.get(kid)
        if known is None or known.expires_at <= directory.clock():
            return None
        # Once ROLEBOOK_SECRET_KEY was changed, nothing that the old one protected is believed.
        if not self._opens(directory, known):
            return None
        if kid not in self._public:
            self._public[kid] = ECKey.import_key({**known.public})
        return self._public[kid]

    async def public(self, directory: Directory) -> dict[str, Any]:
        """The key set as `/.well-known/jwks.json` shows it (RFC 7517 section 5)."""
        await self.signing(directory)
        await self._reread(directory, _UNKNOWN_SECONDS)
        return {"keys": [key.public for key in self._usable(directory)]}

    async def rotate(self, directory: Directory) -> None:
        """Makes the next key when its time has come; nothing happens before.

        The next key is published 48 hours before the present one retires. When everything was off
        at that time, the present one signs a day longer than planned instead, so that none signs
        that was not published for 24 hours; only where none can sign does one begin at once.
        """
        keys = await self._read(directory)
        usable = self._usable(directory)
        if not usable:
            await make(directory, keys, active_at=directory.clock())
        elif next_is_due(usable[-1], directory.clock()):
            await succeed(directory, usable[-1], keys)
        await self._read(directory)

    def _usable(self, directory: Directory) -> list[SigningKey]:
        now = directory.clock()
        known = (key for key in self._stored.values() if key.expires_at > now)
        return in_order(key for key in known if self._opens(directory, key))

    def _opens(self, directory: Directory, key: SigningKey) -> bool:
        if key.id not in self._private:
            self._private[key.id] = opened(directory, key)
        return self._private[key.id] is not None

    async def _read(self, directory: Directory) -> list[SigningKey]:
        keys = await stored(directory)
        self._stored = {key.id: key for key in keys}
        self._read_at = time.monotonic()
        return keys

    async def _reread(self, directory: Directory, older_than_seconds: float) -> None:
        if time.monotonic() - self._read_at >= older_than_seconds:
            await self._read(directory)


async def rotate(directory: Directory) -> None:
    """Makes the next signing key when its time has come, and reads what others made."""
    await directory.keys.rotate(directory)


async def follow_keys(directory: Directory) -> None:
    """Rotates and reads the keys every five minutes, until cancelled: a background task."""
    while True:
        try:
            await rotate(directory)
        except Exception as error:  # the keys that are known are good for a while yet
            _log.warning("signing keys cannot be read", reason=type(error).__name__)
        await asyncio.sleep(_FOLLOW_SECONDS)

"""Tokens whose signature was checked lately, so that it is checked once."""

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from auth.tokens.claims import Claims

MOST: Final = 4_096


@dataclass
class VerifiedTokens:
    """The claims of the tokens seen last, by their hash, with the key that signed each.

    That a token is here says nothing of its time or its revocation.
    """

    _kept: OrderedDict[bytes, tuple[str, Claims]] = field(default_factory=OrderedDict)

    def find(self, token: str) -> tuple[str, Claims] | None:
        """The key id and the claims of a token that was kept."""
        digest = _digest(token)
        found = self._kept.get(digest)
        if found is not None:
            self._kept.move_to_end(digest)
        return found

    def keep(self, token: str, key_id: str, claims: Claims) -> None:
        """Keeps a token whose signature held; the one unused longest makes room."""
        self._kept[_digest(token)] = (key_id, claims)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()

"""Accounts of ours by their identity at an external issuer."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from auth.documents.accounts import User
from auth.lifetimes import REVOCATIONS_STALE
from auth.store import find

_MOST: Final = 4_096


async def linked(issuer: str, subject: str) -> User | None:
    """The account linked to an issuer's subject; an e-mail address never links."""
    identity = {"issuer": issuer, "subject": subject}
    return await find(User, {"identities": {"$elemMatch": identity}})


@dataclass
class LinkedAccounts:
    """The accounts that tokens named lately, each as it was at most five seconds ago."""

    monotonic: Callable[[], float] = time.monotonic
    _kept: dict[tuple[str, str], tuple[float, User | None]] = field(default_factory=dict)

    async def find(self, issuer: str, subject: str) -> User | None:
        """The account linked to an issuer's subject."""
        now, oldest = self.monotonic(), REVOCATIONS_STALE.total_seconds()
        kept = self._kept.get((issuer, subject))
        if kept is not None and now - kept[0] <= oldest:
            return kept[1]
        user = await linked(issuer, subject)
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[(issuer, subject)] = (now, user)
        return user

"""Signing keys at rest: the public half plain, the private half sealed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from joserfc.jwk import ECKey

from auth.documents.tokens import SigningKey
from auth.lifetimes import KEY_IN_USE, KEY_PUBLISHED_AFTER_USE, KEY_PUBLISHED_BEFORE_USE
from auth.sealing import SealBroken
from auth.store import collection, insert

if TYPE_CHECKING:
    from auth.directory import Directory

ALGORITHM: Final = "ES256"
_CURVE: Final = "P-256"
# The next key is made a day before it must be published, so that an idle server is not late.
_MADE_BEFORE_USE: Final = KEY_PUBLISHED_BEFORE_USE * 2


async def stored(directory: Directory) -> list[SigningKey]:
    """Every key that is still published, in the order in which they sign."""
    query = {"expires_at": {"$gt": directory.clock()}}
    found = await collection(SigningKey).find(query).to_list(None)
    return in_order(SigningKey.model_validate(key) for key in found)


def in_order(keys: Iterable[SigningKey]) -> list[SigningKey]:
    """The keys in the order in which they sign."""
    return sorted(keys, key=lambda key: (key.active_at, key.id))


def opened(directory: Directory, key: SigningKey) -> ECKey | None:
    """The private half; None once ROLEBOOK_SECRET_KEY has changed."""
    try:
        sealed = directory.sealer.open(key.sealed, _purpose(key.id))
    except SealBroken:
        return None
    return ECKey.import_key(json.loads(sealed))


def next_is_due(last: SigningKey, now: datetime) -> bool:
    """Whether the last key retires so soon that its successor must be made."""
    return last.retired_at - now <= _MADE_BEFORE_USE


async def succeed(directory: Directory, last: SigningKey, keys: Collection[SigningKey]) -> None:
    """Makes the key that follows the last one, which signs on until that was long published."""
    active_at = max(last.retired_at, directory.clock() + KEY_PUBLISHED_BEFORE_USE)
    await make(directory, keys, active_at=active_at)
    prolonged = {"retired_at": active_at, "expires_at": active_at + KEY_PUBLISHED_AFTER_USE}
    await collection(SigningKey).update_one({"_id": last.id}, {"$max": prolonged})


async def make(directory: Directory, keys: Collection[SigningKey], *, active_at: datetime) -> None:
    """Stores a key that signs from then on, beside those there are.

    It is named for the day, so that of two processes which see the same keys one stores it.
    """
    day = f"{active_at:%Y%m%d}"
    # One of that day is there and of no use when it was sealed under another secret.
    kid = f"{day}-{len(keys)}" if day in {key.id for key in keys} else day
    fresh = ECKey.generate_key(_CURVE, {"kid": kid, "use": "sig", "alg": ALGORITHM})
    retired_at = active_at + KEY_IN_USE
    await insert(
        SigningKey(
            id=kid,
            public={name: str(value) for name, value in fresh.as_dict(private=False).items()},
            sealed=directory.sealer.seal(
                json.dumps(fresh.as_dict(private=True)).encode(), _purpose(kid)
            ),
            created_at=directory.clock(),
            active_at=active_at,
            retired_at=retired_at,
            expires_at=retired_at + KEY_PUBLISHED_AFTER_USE,
        )
    )


def _purpose(kid: str) -> str:
    return f"signing_key:{kid}"

"""Browsers that have signed in before, so that a stranger's misses do not lock their users out.

The cookie is sealed and holds all there is to know; nothing about it is stored.
"""

import base64
import binascii
import json
import secrets
from datetime import timedelta
from typing import Final

from auth.directory import Directory
from auth.documents.accounts import User
from auth.sealing import SealBroken

LIFETIME: Final = timedelta(days=180)

_PURPOSE: Final = "known device"
_MOST_USERS: Final = 8


def known(directory: Directory, cookie: str | None, user: User) -> str | None:
    """The device's id if this user has signed in on it since their account last changed."""
    device, users = _opened(directory, cookie)
    at = users.get(user.id)
    return device if at is not None and at >= _milliseconds(user) else None


def remembered(directory: Directory, cookie: str | None, user: User) -> str:
    """The cookie of a device on which this user, too, has signed in now."""
    device, users = _opened(directory, cookie)
    users.pop(user.id, None)
    users[user.id] = int(directory.clock().timestamp() * 1000)
    newest = dict(list(users.items())[-_MOST_USERS:])
    told = json.dumps({"device": device, "users": newest}).encode()
    return base64.urlsafe_b64encode(directory.sealer.seal(told, _PURPOSE)).decode()


def _opened(directory: Directory, cookie: str | None) -> tuple[str, dict[str, int]]:
    try:
        sealed = base64.urlsafe_b64decode((cookie or "").encode("ascii"))
        told = json.loads(directory.sealer.open(sealed, _PURPOSE))
    except (SealBroken, binascii.Error, UnicodeEncodeError):
        return secrets.token_urlsafe(16), {}
    return told["device"], told["users"]


def _milliseconds(user: User) -> int:
    return int(user.changed_at.timestamp() * 1000)

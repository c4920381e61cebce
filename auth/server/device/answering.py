"""A person with a browser says whether the device may come in (RFC 8628 section 3.3).

Whoever guesses at user codes is slowed down as somebody who guesses at passwords is: every
function here counts, and raises `auth.signing_in.throttling.Throttled`.
"""

from dataclasses import dataclass
from typing import Any

from auth import clients
from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.documents.clients import Client
from auth.documents.sessions import BrowserSession
from auth.documents.tokens import DeviceCode, DeviceState
from auth.scopes import joined
from auth.server.device.user_codes import shown, typed
from auth.signing_in.throttling import count_for_account, take_back
from auth.store import claim, find


@dataclass(frozen=True)
class DeviceRequest:
    """What a person is shown before they answer."""

    user_code: str
    client: Client
    scopes: tuple[str, ...]


async def lookup(directory: Directory, user_code: str, user: User) -> DeviceRequest | None:
    """The request that waits under a code, however the user typed it."""
    key = await _counted(directory, user)
    query = _waiting(directory, user_code)
    stored = None if query is None else await find(DeviceCode, query)
    client = None if stored is None else await clients.find(directory, stored.client)
    if stored is None or client is None or client.disabled:
        return None
    await take_back(key)
    return DeviceRequest(shown(stored.user_code), client, tuple(stored.scopes))


async def approve(
    directory: Directory, user_code: str, user: User, session: BrowserSession
) -> bool:
    """Lets the device act for the user; False when nothing waits under the code any more."""
    approval = {
        "state": DeviceState.APPROVED.value,
        "user": user.id,
        "signed_in_at": session.signed_in_at,
    }
    return await _answer(directory, user_code, user, approval, "consent.given")


async def deny(directory: Directory, user_code: str, user: User) -> bool:
    """Turns the device away; False when nothing waits under the code any more."""
    denial = {"state": DeviceState.DENIED.value, "user": user.id}
    return await _answer(directory, user_code, user, denial, "consent.refused")


async def _answer(
    directory: Directory, user_code: str, user: User, answer: dict[str, Any], action: str
) -> bool:
    key = await _counted(directory, user)
    query = _waiting(directory, user_code)
    stored = None if query is None else await claim(DeviceCode, query, {"$set": answer})
    if stored is None:
        return False
    await take_back(key)
    details = {"client": stored.client, "scope": joined(stored.scopes), "device": True}
    await directory.record(Deed(action, f"user:{user.id}", stored.client, details))
    return True


async def _counted(directory: Directory, user: User) -> str:
    key = f"device_code:{user.id}"
    await count_for_account(directory, key)
    return key


def _waiting(directory: Directory, user_code: str) -> dict[str, Any] | None:
    """Finds what waits under the code; None for what cannot be one."""
    code = typed(user_code)
    if code is None:
        return None
    return {
        "user_code": code,
        "state": DeviceState.PENDING.value,
        "expires_at": {"$gt": directory.clock()},
    }

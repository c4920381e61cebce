"""Browsers that are signed in to the authorization server: begun, recognised, ended."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from auth import lifetimes
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import BrowserSession
from auth.sealing import hashed, new_secret
from auth.store import claim, collection, find, insert

_NOTED_EVERY: Final = timedelta(minutes=1)
"""How exactly it is known when a session was last seen; a page view need not be a write."""


class SignedIn(NamedTuple):
    """Somebody in front of a browser."""

    session: BrowserSession
    user: User


async def begin(directory: Directory, user: User) -> tuple[str, BrowserSession]:
    """What the cookie holds, and a session signed in now; its id is never one seen before."""
    now = directory.clock()
    secret = new_secret()
    session = BrowserSession(
        id=hashed(secret),
        user=user.id,
        signed_in_at=now,
        created_at=now,
        seen_at=now,
        expires_at=now + lifetimes.SESSION_IDLE,
        csrf=new_secret(),
    )
    await insert(session)
    return secret, session


async def current(directory: Directory, cookie_value: str | None) -> BrowserSession | None:
    """The session the cookie stands for, unless it is over or its user's rights have changed."""
    signed_in = await person(directory, cookie_value)
    return None if signed_in is None else signed_in.session


async def person(directory: Directory, cookie_value: str | None) -> SignedIn | None:
    """The session the cookie stands for, with its user."""
    if not cookie_value:
        return None
    now = directory.clock()
    alive = {"_id": hashed(cookie_value), "expires_at": {"$gt": now}}
    session = await find(BrowserSession, alive)
    if session is None or session.created_at + lifetimes.SESSION <= now:
        return None
    user = await find(User, {"_id": session.user, "disabled": False})
    # A sign-in that raced with the change was not ended by it, and is void all the same.
    if user is None or session.signed_in_at < user.changed_at:
        return None
    if now - session.seen_at >= _NOTED_EVERY:
        session = await _seen(session, now) or session
    return SignedIn(session, user)


async def end(_directory: Directory, session_id: str) -> bool:
    """Whether a session ended by this; `ending` also ends what was authorized in it."""
    result = await collection(BrowserSession).delete_one({"_id": session_id})
    return result.deleted_count == 1


async def _seen(session: BrowserSession, now: datetime) -> BrowserSession | None:
    expires_at = min(now + lifetimes.SESSION_IDLE, session.created_at + lifetimes.SESSION)
    seen = {"$set": {"seen_at": now, "expires_at": expires_at}}
    return await claim(BrowserSession, {"_id": session.id}, seen, after=True)

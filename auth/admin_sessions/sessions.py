"""Admin sessions: begun, recognised by their cookie, ended: 8 hours idle, 7 days at most."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from auth import lifetimes
from auth.admin_sessions.sealed_tokens import SessionTokens, opened, sealed
from auth.directory import Deed, Directory
from auth.documents.sessions import AdminSession
from auth.issuers.identities import SignOut
from auth.sealing import hashed, new_secret
from auth.store import claim, collection, find, insert

_NOTED_EVERY: Final = timedelta(minutes=1)
"""How exactly it is known when a session was last seen; a request need not be a write."""


@dataclass(frozen=True)
class SignIn:
    """What a new session is about; `expires_in` is its access token's, in seconds."""

    user: str
    issuer: str
    subject: str
    issuer_session: str | None
    tokens: SessionTokens
    expires_in: float
    signed_in_at: datetime


async def begin(directory: Directory, made: SignIn) -> str:
    """What the cookie of a new session holds; its id is never one seen before."""
    now = directory.clock()
    secret = new_secret()
    session_id = hashed(secret)
    await insert(
        AdminSession(
            id=session_id,
            user=made.user,
            issuer=made.issuer,
            subject=made.subject,
            issuer_session=made.issuer_session,
            tokens=sealed(directory, session_id, made.tokens),
            tokens_expire_at=now + timedelta(seconds=made.expires_in),
            csrf=hashed(csrf_token(secret)),
            signed_in_at=made.signed_in_at,
            created_at=now,
            seen_at=now,
            expires_at=now + lifetimes.SESSION_IDLE,
        )
    )
    details = {"issuer": made.issuer}
    await directory.record(Deed("session.begun", f"user:{made.user}", made.user, details))
    return secret


async def current(
    directory: Directory, secret: str | None, *, is_seen: bool = True
) -> AdminSession | None:
    """The session that the cookie stands for, unless it is over; being seen prolongs it."""
    if not secret:
        return None
    now = directory.clock()
    session = await find(AdminSession, {"_id": hashed(secret), "expires_at": {"$gt": now}})
    if session is None or session.created_at + lifetimes.SESSION <= now:
        return None
    if is_seen and now - session.seen_at >= _NOTED_EVERY:
        expires_at = min(now + lifetimes.SESSION_IDLE, session.created_at + lifetimes.SESSION)
        seen = {"$set": {"seen_at": now, "expires_at": expires_at}}
        return await claim(AdminSession, {"_id": session.id}, seen, after=True)
    return session


def csrf_token(secret: str) -> str:
    """What a page must send along to act: told by the session's own cookie, kept nowhere."""
    return hmac.new(secret.encode(), b"csrf", hashlib.sha256).hexdigest()


def is_csrf_token(session: AdminSession, token: str) -> bool:
    """Whether it is that of this session."""
    return hmac.compare_digest(hashed(token), session.csrf)


def tokens_of(directory: Directory, session: AdminSession) -> SessionTokens:
    """The session's tokens; raises SealBroken."""
    return opened(directory, session.id, session.tokens)


async def end(directory: Directory, session: AdminSession, *, reason: str) -> None:
    """Ends the session; its cookie is worth nothing from now on."""
    await _end(directory, {"_id": session.id}, reason)


async def end_signed_out(directory: Directory, issuer: str, told: SignOut) -> None:
    """Ends the sessions that an issuer's logout token names (Back-Channel Logout section 2.7)."""
    query: dict[str, Any] = {"issuer": issuer}
    if told.session is not None:
        query["issuer_session"] = told.session
    if told.subject is not None:
        query["subject"] = told.subject
    await _end(directory, query, "signed out at the issuer")


async def _end(directory: Directory, query: Mapping[str, Any], reason: str) -> None:
    found = await collection(AdminSession).find(query, {"user": 1}).to_list(None)
    for each in found:
        gone = await collection(AdminSession).delete_one({"_id": each["_id"]})
        if gone.deleted_count:
            user = each["user"]
            await directory.record(Deed("session.ended", f"user:{user}", user, {"why": reason}))

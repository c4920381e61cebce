"""Ending what was signed in: a session with what was authorized in it, or all of a user's."""

from typing import Any

from auth.directory import Deed, Directory
from auth.documents.sessions import AdminSession, BrowserSession
from auth.documents.tokens import RevocationKind, TokenFamily
from auth.issuers.trusted import OWN
from auth.signing_in import browser_sessions
from auth.store import collection
from auth.tokens.id_tokens import session_id
from auth.tokens.revocations import revoke


async def end_session(directory: Directory, session: BrowserSession) -> None:
    """Signs one browser out, of the admin too; all that was authorized there is void in seconds."""
    await browser_sessions.end(directory, session.id)
    await end_admin_sessions(session.user, session.id)
    of_session = {"browser_session": session.id, "revoked_at": None}
    for found in await collection(TokenFamily).find(of_session, {"_id": 1}).to_list(None):
        await revoke(directory, RevocationKind.FAMILY, found["_id"])
    await _void_families(directory, of_session, "signed out")
    await directory.record(Deed("session.ended", f"user:{session.user}", session.user))


async def end_everything(
    directory: Directory, user_id: str, *, keep_browser_session: str | None = None
) -> None:
    """Ends a user's sessions, here and in the admin, and voids every token issued until now.

    `keep_browser_session` is the id of one that goes on: that of whoever changed their password.
    """
    await revoke(directory, RevocationKind.USER, user_id)
    await _void_families(directory, {"user": user_id, "revoked_at": None}, "account changed")
    others = {"user": user_id, "_id": {"$ne": keep_browser_session}}
    await collection(BrowserSession).delete_many(others)
    await collection(AdminSession).delete_many({"user": user_id})


async def end_admin_sessions(user_id: str, browser_session: str) -> None:
    """Ends the admin sessions that were opened by a sign-in in that browser."""
    await collection(AdminSession).delete_many(_opened_from(user_id, browser_session))


async def hand_over(from_session: BrowserSession, to_session: BrowserSession) -> None:
    """Lets a re-authenticated browser's new session take over what the old one authorized."""
    moved = {"$set": {"browser_session": to_session.id}}
    await collection(TokenFamily).update_many({"browser_session": from_session.id}, moved)
    renamed = {"$set": {"issuer_session": session_id(to_session.id)}}
    opened = _opened_from(from_session.user, from_session.id)
    await collection(AdminSession).update_many(opened, renamed)


def _opened_from(user_id: str, browser_session: str) -> dict[str, Any]:
    return {"user": user_id, "issuer": OWN, "issuer_session": session_id(browser_session)}


async def _void_families(directory: Directory, query: dict[str, Any], reason: str) -> None:
    ended = {"$set": {"revoked_at": directory.clock(), "reason": reason}}
    await collection(TokenFamily).update_many(query, ended)

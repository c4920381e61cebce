"""A session's access token, refreshed behind the scenes by one request at a time."""

import asyncio
from datetime import timedelta
from typing import Final

from auth.admin_sessions.minting import mint
from auth.admin_sessions.sealed_tokens import SessionTokens, opened, sealed
from auth.admin_sessions.sessions import end
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.issuers.party import IssuerRefused, Party
from auth.issuers.published import IssuerAway
from auth.issuers.trusted import OWN
from auth.sealing import SealBroken
from auth.store import claim, find

_EARLY: Final = timedelta(seconds=60)
"""How long before its end a token is replaced; meanwhile others go on with it."""
_CLAIM: Final = timedelta(seconds=8)
"""Shorter than the grace of a refresh token: whoever takes over gets the same successor."""
_WAIT_SECONDS: Final = 0.05
_MOST_WAITS: Final = 200


class SessionOver(Exception):
    """The session has ended, or its issuer has ended it."""


async def access_token(
    directory: Directory, session: AdminSession, *, not_this: str | None = None
) -> str:
    """The session's access token, fresh enough to use.

    `not_this` is one that was just refused, so that a new one is wanted whatever its time. Raises
    SessionOver, or IssuerAway when a new one is needed and cannot be had now.
    """
    for _ in range(_MOST_WAITS):
        try:
            tokens = opened(directory, session.id, session.tokens)
        except SealBroken:
            await end(directory, session, reason="the secret key was changed")
            raise SessionOver from None
        left = session.tokens_expire_at - directory.clock()
        is_wanted = tokens.access_token != not_this
        if is_wanted and left > _EARLY:
            return tokens.access_token
        claimed = await _claimed(directory, session)
        if claimed is not None:
            return await _refreshed(directory, claimed, tokens)
        if is_wanted and left > timedelta(0):
            return tokens.access_token
        await asyncio.sleep(_WAIT_SECONDS)
        found = await find(AdminSession, {"_id": session.id})
        if found is None:
            raise SessionOver
        session = found
    raise IssuerAway(session.issuer)


async def _claimed(directory: Directory, session: AdminSession) -> AdminSession | None:
    """The session, if this request is the one that refreshes the very tokens it has seen."""
    now = directory.clock()
    free = {"$or": [{"refreshing_until": None}, {"refreshing_until": {"$lte": now}}]}
    return await claim(
        AdminSession,
        {"_id": session.id, "tokens": session.tokens, **free},
        {"$set": {"refreshing_until": now + _CLAIM}},
        after=True,
    )


async def _refreshed(directory: Directory, session: AdminSession, tokens: SessionTokens) -> str:
    party = directory.issuers.parties.get(session.issuer)
    try:
        if party is None:
            raise IssuerRefused("unknown issuer")
        fresh, seconds = await _fresh(directory, session, party, tokens)
    except IssuerRefused:
        await end(directory, session, reason="the issuer refused to go on")
        raise SessionOver from None
    except IssuerAway:
        # Not given back: asking again at once would only wait again.
        if session.tokens_expire_at > directory.clock():
            return tokens.access_token
        raise
    stored = await claim(
        AdminSession,
        {"_id": session.id, "refreshing_until": session.refreshing_until},
        {
            "$set": {
                "tokens": sealed(directory, session.id, fresh),
                "tokens_expire_at": directory.clock() + timedelta(seconds=seconds),
                "refreshing_until": None,
            }
        },
    )
    if stored is None and await find(AdminSession, {"_id": session.id}) is None:
        raise SessionOver
    return fresh.access_token


async def _fresh(
    directory: Directory, session: AdminSession, party: Party, old: SessionTokens
) -> tuple[SessionTokens, float]:
    refresh_token, id_token = old.refresh_token, old.id_token
    if refresh_token is not None:
        got = await party.refresh(refresh_token)
        refresh_token, id_token = got.refresh_token, got.id_token or id_token
        if party.trusted.name == OWN:
            return SessionTokens(got.access_token, refresh_token, id_token), got.expires_in
    elif party.trusted.name == OWN:
        raise IssuerRefused("there is no refresh token")
    user = await find(User, {"_id": session.user, "disabled": False})
    if user is None:
        raise IssuerRefused("the account is disabled")
    token, seconds = await mint(directory, user, session.signed_in_at)
    return SessionTokens(token, refresh_token, id_token), seconds

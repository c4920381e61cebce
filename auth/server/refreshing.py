"""Refreshing: every refresh token is good for one successor (RFC 9700 section 4.14.2)."""

from collections.abc import Mapping
from datetime import datetime

from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.documents.clients import Client, GrantType
from auth.documents.tokens import RefreshToken, TokenFamily
from auth.lifetimes import REFRESH_GRACE, REFRESH_IDLE
from auth.scopes import joined, parsed
from auth.sealing import hashed, new_secret
from auth.server import families
from auth.server.errors import invalid_grant, invalid_request, invalid_scope, invalid_target
from auth.server.people import person
from auth.server.requested import demand_grant_type
from auth.server.token_answers import TokenAnswer, answer_for_person
from auth.store import claim, find, insert

_INVALID = "The refresh token is unknown, expired, used or revoked."


def first_token(
    family: TokenFamily,
    *,
    scopes: tuple[str, ...],
    resource: str,
    signed_in_at: datetime,
    now: datetime,
) -> tuple[str, RefreshToken]:
    """A family's first refresh token, still to be stored, and its secret.

    For a client that may not refresh it is never stored, and only says what was granted.
    """
    secret = new_secret()
    token = RefreshToken(
        id=hashed(secret),
        family=family.id,
        client=family.client,
        user=family.user,
        scopes=list(scopes),
        resource=resource,
        signed_in_at=signed_in_at,
        created_at=now,
        expires_at=min(now + REFRESH_IDLE, family.expires_at),
    )
    return secret, token


async def refresh(directory: Directory, client: Client, form: Mapping[str, str]) -> TokenAnswer:
    """New tokens for a refresh token, which is used up by this.

    A client that did not get the answer may ask again for ten seconds and is given the same
    successor. Any later use, and any use once the successor was used, means that two hold the
    token: the family dies. Raises OAuthRefusal.
    """
    demand_grant_type(client, GrantType.REFRESH_TOKEN)
    secret = form.get("refresh_token")
    if secret is None:
        raise invalid_request("The parameter refresh_token is missing.")
    used = await _presented(directory, client, secret)
    scopes = _narrowed(used, form)
    family = await families.alive(directory, used.family)
    user = await person(directory, used.user, used.signed_in_at)
    if family is None or user is None:
        raise invalid_grant(_INVALID)
    successor, token = await _successor(directory, client, used, family, user)
    return await answer_for_person(
        directory,
        user=user,
        family=family,
        granted=token,
        refresh_token=successor,
        scopes=scopes,
        grant_type=GrantType.REFRESH_TOKEN.value,
    )


async def _presented(directory: Directory, client: Client, secret: str) -> RefreshToken:
    """The token of this client; another client's is as good as none and stays as it is."""
    now = directory.clock()
    query = {"_id": hashed(secret), "client": client.id, "expires_at": {"$gt": now}}
    token = await find(RefreshToken, query)
    if token is None:
        raise invalid_grant(_INVALID)
    return token


def _narrowed(token: RefreshToken, form: Mapping[str, str]) -> tuple[str, ...] | None:
    """The scopes of this one access token, when fewer are asked for (RFC 6749 section 6)."""
    if form.get("resource", token.resource) != token.resource:
        raise invalid_target("The refresh token is for another resource.")
    if "scope" not in form:
        return None
    asked = parsed(form["scope"])
    if not asked or not set(asked) <= set(token.scopes):
        raise invalid_scope(f"The refresh token allows no more than: {joined(token.scopes)}.")
    return asked


async def _successor(
    directory: Directory, client: Client, used: RefreshToken, family: TokenFamily, user: User
) -> tuple[str, RefreshToken]:
    now = directory.clock()
    fresh = new_secret()
    sealed = directory.sealer.seal(fresh.encode(), _purpose(used))
    claimed = await claim(
        RefreshToken,
        {"_id": used.id, "claimed_at": None, "expires_at": {"$gt": now}},
        {"$set": {"claimed_at": now, "successor": sealed}},
    )
    if claimed is not None:
        token = _following(used, family, fresh, now)
        await insert(token)
        return fresh, token
    again = await _within_grace(directory, used, family)
    if again is None:
        await _reused(directory, client, family, user)
        raise invalid_grant(_INVALID)
    return again


async def _within_grace(
    directory: Directory, used: RefreshToken, family: TokenFamily
) -> tuple[str, RefreshToken] | None:
    """The successor somebody was given in the last ten seconds, unless it was used already."""
    claimed = await find(RefreshToken, {"_id": used.id})
    if claimed is None or claimed.claimed_at is None or claimed.successor is None:
        return None
    if directory.clock() - claimed.claimed_at > REFRESH_GRACE:
        return None
    secret = directory.sealer.open(claimed.successor, _purpose(claimed)).decode()
    token = _following(claimed, family, secret, claimed.claimed_at)
    # Stored here too: whoever claimed it may not have come that far, or have died on the way.
    await insert(token)
    used_meanwhile = await find(RefreshToken, {"_id": token.id, "claimed_at": {"$ne": None}})
    return None if used_meanwhile is not None else (secret, token)


def _following(
    used: RefreshToken, family: TokenFamily, secret: str, claimed_at: datetime
) -> RefreshToken:
    """The same whoever makes it, so that it is stored once."""
    expires_at = min(claimed_at + REFRESH_IDLE, family.expires_at)
    fields = used.model_dump(exclude={"id", "revision_id", "claimed_at", "successor"})
    fields |= {"created_at": claimed_at, "expires_at": expires_at}
    return RefreshToken(id=hashed(secret), **fields)


async def _reused(directory: Directory, client: Client, family: TokenFamily, user: User) -> None:
    details = {"client": client.id, "family": family.id}
    await directory.record(Deed("token.reused", f"client:{client.id}", user.id, details))
    await families.end_with_its_sessions(directory, family.id, "refresh token reused")


def _purpose(token: RefreshToken) -> str:
    return f"refresh_token:{token.id}"

"""Families: all that came from one authorization, voided together (RFC 9700 section 4.14)."""

from auth.directory import Deed, Directory
from auth.documents.sessions import BrowserSession
from auth.documents.tokens import RevocationKind, TokenFamily
from auth.lifetimes import CODE, FAMILY
from auth.sealing import new_secret
from auth.signing_in import ending
from auth.store import claim, find, insert
from auth.tokens import revocations


async def begin(
    directory: Directory, *, client: str, user: str, browser_session: str | None
) -> TokenFamily:
    """A family without a token yet; unless it is confirmed, it is forgotten after a minute."""
    now = directory.clock()
    family = TokenFamily(
        id=f"fam_{new_secret()}",
        client=client,
        user=user,
        browser_session=browser_session,
        created_at=now,
        expires_at=now + CODE,
    )
    await insert(family)
    return family


async def confirm(directory: Directory, family_id: str) -> TokenFamily | None:
    """The family at its first token, good for ninety days from now; None when it is gone.

    It may have been revoked meanwhile: then its tokens are void from the start.
    """
    until = {"$set": {"expires_at": directory.clock() + FAMILY}}
    return await claim(TokenFamily, {"_id": family_id}, until, after=True)


async def alive(directory: Directory, family_id: str) -> TokenFamily | None:
    """The family, unless it is over or was revoked."""
    query = {"_id": family_id, "revoked_at": None, "expires_at": {"$gt": directory.clock()}}
    return await find(TokenFamily, query)


async def end(directory: Directory, family_id: str, reason: str) -> bool:
    """Voids every token of the family, those that are still to be issued too.

    Whether it was this that ended it.
    """
    now = directory.clock()
    ended = {"$set": {"revoked_at": now, "reason": reason}}
    was_alive = await claim(TokenFamily, {"_id": family_id, "revoked_at": None}, ended)
    await revocations.revoke(directory, RevocationKind.FAMILY, family_id)
    return was_alive is not None


async def end_replayed(
    directory: Directory, family_id: str, *, client: str, user: str, grant_type: str
) -> None:
    """Voids what a code was exchanged for that came again: two hold it, so nothing is trusted."""
    if await end(directory, family_id, "code replayed"):
        details = {"client": client, "family": family_id, "grant_type": grant_type}
        await directory.record(Deed("token.reused", f"client:{client}", user, details))


async def end_with_its_sessions(directory: Directory, family_id: str, reason: str) -> None:
    """Voids the family, and signs out the browser it was authorized in: somebody holds a copy."""
    await end(directory, family_id, reason)
    family = await find(TokenFamily, {"_id": family_id})
    if family is None or family.browser_session is None:
        return
    await ending.end_admin_sessions(family.user, family.browser_session)
    session = await find(BrowserSession, {"_id": family.browser_session})
    if session is not None:
        await ending.end_session(directory, session)

"""One-time links: for the first owner, for somebody invited, for a forgotten password.

No mail is sent: a command or an administrator hands the link over.
"""

from datetime import timedelta
from typing import Final

from auth import accounts, lifetimes
from auth.directory import Deed, Directory
from auth.documents.accounts import Ticket, TicketKind, User
from auth.roles import Role
from auth.sealing import hashed, new_secret
from auth.store import claim, collection, find, insert

_FIRST_OWNER: Final = timedelta(days=1)
_LASTS: Final = {
    TicketKind.FIRST_OWNER: _FIRST_OWNER,
    TicketKind.INVITATION: lifetimes.INVITATION,
    TicketKind.RESET: lifetimes.RESET,
}
_PAGES: Final = {
    TicketKind.FIRST_OWNER: "first-owner",
    TicketKind.INVITATION: "invitation",
    TicketKind.RESET: "reset",
}


class TicketVoid(Exception):
    """A link that was never given out, is used, is too old, or is for something else."""


async def first_owner_link(directory: Directory) -> str | None:
    """A link to set up the first owner, for a day; None once there is an admin."""
    if await accounts.any_admin_exists(directory):
        return None
    return await _issued(directory, TicketKind.FIRST_OWNER, None)


async def invitation_link(directory: Directory, user: User, *, by: str) -> str:
    """A link, for a week, with which somebody chooses their first password."""
    link = await _issued(directory, TicketKind.INVITATION, user.id)
    await directory.record(Deed("user.invited", by, user.id))
    return link


async def reset_link(directory: Directory, user: User, *, by: str) -> str:
    """A link, for an hour, with which somebody chooses another password; older ones are void."""
    link = await _issued(directory, TicketKind.RESET, user.id)
    await directory.record(Deed("user.reset_offered", by, user.id))
    return link


async def opened(directory: Directory, kind: TicketKind, secret: str) -> Ticket:
    """The ticket behind a link, still unused; raises TicketVoid."""
    ticket = await find(Ticket, _usable(directory, kind, secret))
    if ticket is None:
        raise TicketVoid
    return ticket


async def holder(directory: Directory, kind: TicketKind, secret: str) -> User:
    """Whom a link was made for; raises TicketVoid, also when they may not sign in any more."""
    ticket = await opened(directory, kind, secret)
    user = await accounts.get(directory, ticket.user or "")
    if user is None or user.disabled:
        raise TicketVoid
    return user


async def use(directory: Directory, kind: TicketKind, secret: str, password_hash: str) -> User:
    """Whom the link was made for, with the new password; raises TicketVoid.

    It works once: every other link to the account, and everything signed in, is void afterwards.
    """
    user = await holder(directory, kind, secret)
    used = {"$set": {"used_at": directory.clock()}}
    if await claim(Ticket, _usable(directory, kind, secret), used) is None:
        raise TicketVoid
    changed = await accounts.set_password(directory, user.id, password_hash, by=f"user:{user.id}")
    await collection(Ticket).delete_many({"user": user.id, "used_at": None})
    return changed


async def set_up_first_owner(
    directory: Directory, secret: str, *, email: str, name: str, password_hash: str
) -> User:
    """The first account, an admin's; raises TicketVoid, and what `accounts.create` raises.

    Of several who try at the same moment one succeeds: the account's id can be taken once.
    """
    await opened(directory, TicketKind.FIRST_OWNER, secret)
    if await accounts.any_admin_exists(directory):
        raise TicketVoid
    try:
        user = await accounts.create(
            directory,
            email=email,
            name=name,
            role=Role.ADMIN,
            password_hash=password_hash,
            by=f"user:{accounts.FIRST_OWNER}",
            user_id=accounts.FIRST_OWNER,
        )
    except accounts.EmailTaken:
        raise TicketVoid from None
    await collection(Ticket).delete_many({"kind": TicketKind.FIRST_OWNER.value})
    return user


async def _issued(directory: Directory, kind: TicketKind, user_id: str | None) -> str:
    now, secret = directory.clock(), new_secret()
    if user_id is not None:
        await collection(Ticket).delete_many({"user": user_id, "used_at": None})
    await insert(
        Ticket(
            id=hashed(secret),
            kind=kind,
            user=user_id,
            created_at=now,
            expires_at=now + _LASTS[kind],
        )
    )
    # Never from what a request calls this host (row 57 of the refusals in security.md).
    return f"{directory.issuer}/account/{_PAGES[kind]}?ticket={secret}"


def _usable(directory: Directory, kind: TicketKind, secret: str) -> dict[str, object]:
    return {
        "_id": hashed(secret),
        "kind": kind.value,
        "used_at": None,
        "expires_at": {"$gt": directory.clock()},
    }

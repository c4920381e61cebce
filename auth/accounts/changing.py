"""What changes an account. A change of rights ends what was signed in before."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from auth.accounts import admins
from auth.accounts.errors import LastAdmin, NoSuchAccount, OwnAccount
from auth.accounts.finding import known
from auth.accounts.spelling import normal_name
from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.grants import Grant
from auth.roles import Role
from auth.signing_in.ending import end_everything
from auth.store import Session, claim, find, transaction

_Deeds = Mapping[str, Mapping[str, Any]]
"""What is recorded: details by action."""


async def disable(directory: Directory, user_id: str, *, by: str) -> User:
    """The account, barred from signing in; raises NoSuchAccount or LastAdmin."""
    return await _change(directory, user_id, {"disabled": True}, {"user.disabled": {}}, by)


async def enable(directory: Directory, user_id: str, *, by: str) -> User:
    """The account, let in again; raises NoSuchAccount."""
    return await _change(directory, user_id, {"disabled": False}, {"user.enabled": {}}, by)


async def change_role(directory: Directory, user_id: str, role: Role, *, by: str) -> User:
    """The account with another role; raises NoSuchAccount, OwnAccount or LastAdmin."""
    return await _change(directory, user_id, *_rights(role, None), by)


async def change_grants(
    directory: Directory, user_id: str, grants: Iterable[Grant], *, by: str
) -> User:
    """The account narrowed to other grants; raises NoSuchAccount or OwnAccount."""
    return await _change(directory, user_id, *_rights(None, tuple(grants)), by)


async def update(
    directory: Directory,
    user_id: str,
    *,
    name: str | None = None,
    role: Role | None = None,
    grants: Iterable[Grant] | None = None,
    by: str,
) -> User:
    """The account with what is given; what it is already ends nobody's session.

    Raises UnusableName, NoSuchAccount, OwnAccount or LastAdmin.
    """
    new_name = None if name is None else normal_name(name)
    new_grants = None if grants is None else tuple(grants)
    user = await known(directory, user_id)
    change, deeds = _rights(
        None if role is user.role else role,
        None if new_grants == tuple(user.grants) else new_grants,
    )
    renamed = {} if new_name in (None, user.name) else {"name": new_name}
    if change:
        user = await _change(directory, user_id, change | renamed, deeds, by)
    elif renamed:
        user = await claim(User, {"_id": user_id}, {"$set": renamed}, after=True) or user
    if renamed:
        # Without the name: what is in the audit log can never be taken out of it.
        await directory.record(Deed("user.renamed", by, user_id))
    return user


async def sign_out_everywhere(directory: Directory, user_id: str, *, by: str) -> User:
    """The account, signed out of every browser and its tokens void; raises NoSuchAccount."""
    user = await known(directory, user_id)
    await end_everything(directory, user_id)
    await directory.record(Deed("session.ended", by, user_id, {"everywhere": True}))
    return user


async def set_password(
    directory: Directory,
    user_id: str,
    password_hash: str,
    *,
    by: str,
    keep_browser_session: str | None = None,
) -> User:
    """The account with another password, everything signed in with the old one ended."""
    change = {"password_hash": password_hash}
    deeds: _Deeds = {"user.password_changed": {}}
    return await _change(directory, user_id, change, deeds, by, keep=keep_browser_session)


async def rehash(_directory: Directory, user: User, password_hash: str) -> None:
    """Stores the same password hashed with today's parameters, unless it changed meanwhile."""
    unchanged = {"_id": user.id, "password_hash": user.password_hash}
    await claim(User, unchanged, {"$set": {"password_hash": password_hash}})


def _rights(role: Role | None, grants: tuple[Grant, ...] | None) -> tuple[dict[str, Any], _Deeds]:
    """What is stored of rights that are given, and what is recorded of it."""
    change: dict[str, Any] = {}
    deeds: dict[str, Mapping[str, Any]] = {}
    if role is not None:
        change["role"] = role.value
        deeds["user.role_changed"] = {"role": role.value}
    if grants is not None:
        change["grants"] = [grant.model_dump() for grant in grants]
        deeds["user.grants_changed"] = {"grants": change["grants"]}
    return change, deeds


async def _change(
    directory: Directory,
    user_id: str,
    change: Mapping[str, Any],
    deeds: _Deeds,
    by: str,
    *,
    keep: str | None = None,
) -> User:
    """The account with the change stored, everything signed in ended, the deeds recorded."""
    if by == f"user:{user_id}" and change.keys() & {"role", "grants"}:
        raise OwnAccount
    update = {"$set": {**change, "changed_at": directory.clock()}}
    if change.get("disabled") or change.get("role", Role.ADMIN) != Role.ADMIN:
        changed = await transaction(User, partial(_with_an_admin_left, user_id, update))
    else:
        changed = await claim(User, {"_id": user_id}, update, after=True)
    if changed is None:
        raise NoSuchAccount("There is no such account.")
    await end_everything(directory, user_id, keep_browser_session=keep)
    for action, details in deeds.items():
        await directory.record(Deed(action, by, user_id, details))
    return changed


async def _with_an_admin_left(
    user_id: str, update: Mapping[str, Any], session: Session
) -> User | None:
    before = await find(User, {"_id": user_id}, session=session)
    if before is None:
        return None
    if admins.is_active_admin(before) and not await admins.another_stays(user_id, session):
        raise LastAdmin
    return await claim(User, {"_id": user_id}, update, after=True, session=session)

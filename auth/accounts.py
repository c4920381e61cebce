"""Accounts of people: made, found, changed. A change of rights ends what was signed in before."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

from ulid import ULID

from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.ending import end_everything
from auth.grants import Grant
from auth.roles import Role
from auth.store import claim, collection, find, insert

FIRST_OWNER: Final = "usr_" + "0" * 26
"""The first owner's id: it can be taken once, however many try at the same moment."""

_LONGEST_EMAIL: Final = 254  # RFC 5321 section 4.5.3.1.3
_LONGEST_NAME: Final = 100
_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]+\.[^\s@.]{2,}")


class AccountError(Exception):
    """An account cannot be made or changed so; the message is one sentence."""


class UnusableEmail(AccountError):
    """Not an e-mail address."""


class UnusableName(AccountError):
    """A name that is empty, too long, or not text."""


class EmailTaken(AccountError):
    """Somebody has an account with this address."""


class NoSuchAccount(AccountError):
    """There is no account with this id or address."""


class LastAdmin(AccountError):
    """Nobody could manage accounts any more."""

    def __init__(self) -> None:
        super().__init__(
            "This is the last admin who can sign in: make somebody else an admin first."
        )


def normal_email(text: str) -> str:
    """The one spelling under which an address is stored; raises UnusableEmail."""
    email = unicodedata.normalize("NFKC", text).strip().lower()
    if len(email) > _LONGEST_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise UnusableEmail("That is not an e-mail address such as ada@example.com.")
    return email


def normal_name(text: str) -> str:
    """A name with its spaces tidied; raises UnusableName."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UnusableName(f"A name has 1 to {_LONGEST_NAME} characters.")
    return name


async def get(_directory: Directory, user_id: str) -> User | None:
    """The account with this id."""
    return await find(User, {"_id": user_id})


async def by_email(_directory: Directory, email: str) -> User | None:
    """The account with this address, however it is spelled."""
    try:
        return await find(User, {"email": normal_email(email)})
    except UnusableEmail:
        return None


async def listed(_directory: Directory) -> list[User]:
    """Every account, by address."""
    found = await collection(User).find({}).sort("email", 1).to_list(None)
    return [User.model_validate(each) for each in found]


async def any_exists(_directory: Directory) -> bool:
    """Whether the first owner has been set up."""
    return await find(User, {}) is not None


async def create(
    directory: Directory,
    *,
    email: str,
    name: str,
    role: Role,
    grants: Iterable[Grant] = (),
    password_hash: str | None = None,
    by: str,
    user_id: str | None = None,
) -> User:
    """A new account; raises UnusableEmail, UnusableName or EmailTaken.

    `by` is the principal's name that makes it.
    """
    now = directory.clock()
    user = User(
        id=user_id or f"usr_{ULID()}",
        email=normal_email(email),
        name=normal_name(name),
        role=role,
        grants=list(grants),
        password_hash=password_hash,
        created_at=now,
        changed_at=now,
    )
    if not await insert(user):
        raise EmailTaken(f"There is an account for {user.email} already.")
    await directory.record(Deed("user.created", by, user.id, {"role": role.value}))
    return user


async def disable(directory: Directory, user_id: str, *, by: str) -> User:
    """The account, barred from signing in; raises NoSuchAccount or LastAdmin."""
    return await _change(directory, user_id, {"disabled": True}, "user.disabled", by)


async def enable(directory: Directory, user_id: str, *, by: str) -> User:
    """The account, let in again; raises NoSuchAccount."""
    return await _change(directory, user_id, {"disabled": False}, "user.enabled", by)


async def change_role(directory: Directory, user_id: str, role: Role, *, by: str) -> User:
    """The account with another role; raises NoSuchAccount or LastAdmin."""
    return await _change(directory, user_id, {"role": role.value}, "user.role_changed", by)


async def change_grants(
    directory: Directory, user_id: str, grants: Iterable[Grant], *, by: str
) -> User:
    """The account narrowed to other grants; raises NoSuchAccount."""
    narrowed = [grant.model_dump() for grant in grants]
    return await _change(directory, user_id, {"grants": narrowed}, "user.grants_changed", by)


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
    return await _change(
        directory, user_id, change, "user.password_changed", by, keep=keep_browser_session
    )


async def rehash(_directory: Directory, user: User, password_hash: str) -> None:
    """Stores the same password hashed with today's parameters, unless it changed meanwhile."""
    unchanged = {"_id": user.id, "password_hash": user.password_hash}
    await claim(User, unchanged, {"$set": {"password_hash": password_hash}})


async def _change(
    directory: Directory,
    user_id: str,
    change: dict[str, Any],
    action: str,
    by: str,
    *,
    keep: str | None = None,
) -> User:
    if await _would_leave_no_admin(user_id, change):
        raise LastAdmin
    now = directory.clock()
    before = await claim(User, {"_id": user_id}, {"$set": {**change, "changed_at": now}})
    if before is None:
        raise NoSuchAccount("There is no such account.")
    if _is_active_admin(before) and not await _is_there_an_admin():
        # Looked at again afterwards, so that two who bar each other cannot both succeed.
        taken_back = {name: getattr(before, name) for name in (*change, "changed_at")}
        await claim(User, {"_id": user_id, "changed_at": now}, {"$set": taken_back})
        raise LastAdmin
    await end_everything(directory, user_id, keep_browser_session=keep)
    details = {} if "password_hash" in change else change
    await directory.record(Deed(action, by, user_id, details))
    changed = await find(User, {"_id": user_id})
    assert changed is not None  # accounts are never deleted
    return changed


async def _would_leave_no_admin(user_id: str, change: dict[str, Any]) -> bool:
    takes_it = change.get("disabled") or change.get("role", Role.ADMIN) != Role.ADMIN
    user = await find(User, {"_id": user_id}) if takes_it else None
    if user is None or not _is_active_admin(user):
        return False
    return not await _is_there_an_admin(other_than=user_id)


def _is_active_admin(user: User) -> bool:
    return user.role is Role.ADMIN and not user.disabled


async def _is_there_an_admin(other_than: str = "") -> bool:
    admin = {"_id": {"$ne": other_than}, "role": Role.ADMIN.value, "disabled": False}
    return await find(User, admin) is not None

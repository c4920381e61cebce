"""A new account."""

from collections.abc import Iterable
from typing import Final

from ulid import ULID

from auth.accounts.errors import EmailTaken
from auth.accounts.spelling import normal_email, normal_language, normal_name
from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.grants import Grant
from auth.roles import Role
from auth.store import insert

FIRST_OWNER: Final = "usr_" + "0" * 26
"""The first owner's id: it can be taken once, however many try at the same moment."""


async def create(
    directory: Directory,
    *,
    email: str,
    name: str,
    role: Role,
    grants: Iterable[Grant] = (),
    password_hash: str | None = None,
    language: str | None = None,
    by: str,
    user_id: str | None = None,
) -> User:
    """A new account; raises UnusableEmail, UnusableName, UnusableLanguage or EmailTaken.

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
        language=None if language is None else normal_language(language),
        created_at=now,
        changed_at=now,
    )
    if not await insert(user):
        raise EmailTaken(f"There is an account for {user.email} already.")
    await directory.record(Deed("user.created", by, user.id, {"role": role.value}))
    return user

"""Links that an administrator hands over: to somebody new, or to who forgot their password."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from auth import accounts, lifetimes
from auth.accounts import AccountDisabled
from auth.directory import Directory
from auth.documents.accounts import User
from auth.grants import Grant
from auth.roles import Role
from auth.signing_in import tickets


@dataclass(frozen=True)
class Offered:
    """An account and a link to choose its password, which nobody can read again."""

    user: User
    link: str
    expires_at: datetime


async def invite(
    directory: Directory,
    *,
    email: str,
    name: str | None,
    role: Role,
    grants: Iterable[Grant],
    language: str | None,
    by: str,
) -> Offered:
    """A new account and its link, for a week; without a name it is called after its address.

    Raises UnusableEmail, UnusableName, UnusableLanguage or EmailTaken.
    """
    until = directory.clock() + lifetimes.INVITATION
    user = await accounts.create(
        directory,
        email=email,
        name=email.partition("@")[0] if name is None else name,
        role=role,
        grants=grants,
        language=language,
        by=by,
    )
    return Offered(user, await tickets.invitation_link(directory, user, by=by), until)


async def offer_reset(directory: Directory, user_id: str, *, by: str) -> Offered:
    """A link, for an hour, with which somebody chooses another password; older ones are void.

    Raises NoSuchAccount or AccountDisabled.
    """
    until = directory.clock() + lifetimes.RESET
    user = await accounts.known(directory, user_id)
    if user.disabled:
        raise AccountDisabled(f"{user.email} is disabled: enable the account first.")
    return Offered(user, await tickets.reset_link(directory, user, by=by), until)

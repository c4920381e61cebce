"""Which account of ours somebody is who signed in at an external issuer."""

from typing import Final

from auth import accounts
from auth.directory import Deed, Directory
from auth.documents.accounts import Identity, User
from auth.issuers.identities import Told
from auth.issuers.linked_accounts import linked
from auth.issuers.trusted import TrustedIssuer
from auth.roles import Role
from auth.store import claim

_BY: Final = "issuer:"


class NoAccount(Exception):
    """Nobody here is linked to this identity, and none may be made; the message says why."""


async def account_of(directory: Directory, trusted: TrustedIssuer, told: Told) -> User:
    """The account linked to this identity, with the role its claims stand for.

    A missing account is made where the settings allow it. An e-mail address never links by
    itself. Raises NoAccount.
    """
    _demand_domain(trusted, told)
    user = await linked(trusted.issuer, told.subject)
    if user is None:
        user = await _made(directory, trusted, told)
    if user.disabled:
        raise NoAccount("This account is disabled.")
    if trusted.roles is None:
        return user
    return await _with_role(directory, trusted, user, trusted.roles.role(told.claims))


async def link(
    directory: Directory, user_id: str, issuer: str, subject: str, *, by: str
) -> User | None:
    """The account, linked to an identity that nobody else has; None when there is no such one."""
    identity = Identity(issuer=issuer, subject=subject).model_dump()
    user = await claim(User, {"_id": user_id}, {"$addToSet": {"identities": identity}}, after=True)
    if user is not None:
        await directory.record(Deed("user.linked", by, user_id, {"issuer": issuer}))
    return user


def _demand_domain(trusted: TrustedIssuer, told: Told) -> None:
    if not trusted.allowed_domains:
        return
    if told.email is None or not told.email_verified:
        raise NoAccount("Your e-mail address is not verified there.")
    if told.email.rpartition("@")[2].lower() not in trusted.allowed_domains:
        raise NoAccount("Accounts of your e-mail domain are not let in.")


async def _made(directory: Directory, trusted: TrustedIssuer, told: Told) -> User:
    if trusted.create_accounts is False:
        raise NoAccount("No account here is linked to yours: ask an administrator.")
    if told.email is None or not told.email_verified:
        raise NoAccount("Your e-mail address is not verified there.")
    by = f"{_BY}{trusted.name}"
    try:
        user = await accounts.create(
            directory,
            email=told.email,
            name=(told.name or told.email)[:100],
            role=Role(trusted.create_accounts),
            by=by,
        )
    except accounts.AccountError as error:
        raise NoAccount(
            "An account with your e-mail address exists and is not linked to yours: "
            "ask an administrator."
        ) from error
    return await link(directory, user.id, trusted.issuer, told.subject, by=by) or user


async def _with_role(directory: Directory, trusted: TrustedIssuer, user: User, role: Role) -> User:
    if user.role is role:
        return user
    try:
        return await accounts.change_role(directory, user.id, role, by=f"{_BY}{trusted.name}")
    except accounts.LastAdmin:
        return user

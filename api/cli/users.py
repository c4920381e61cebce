"""`rolebook user add|list|disable|enable|reset`."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from api.cli.granting import Grants, grants_from
from api.cli.opening import AsJson, DataDir, on_directory
from api.cli.reporting import say, say_json
from auth.roles import Role

if TYPE_CHECKING:
    from auth.directory import Directory
    from auth.documents.accounts import User
    from content.installation import Installation

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The account's e-mail address")]
T = TypeVar("T")


def add(
    email: Email,
    role: Annotated[Role, typer.Option(help="What the account is for")],
    name: Annotated[
        str | None, typer.Option(help="What history calls them; by default from the address")
    ] = None,
    grant: Grants = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make an account and print a link with which its owner chooses a password."""
    from auth import accounts
    from auth.principal import local_operator
    from auth.signing_in import tickets

    by = local_operator().name

    async def work(directory: "Directory", installation: "Installation") -> "tuple[User, str]":
        user = await accounts.create(
            directory,
            email=email,
            name=name or email.partition("@")[0],
            role=role,
            grants=grants_from(grant or (), installation.locales),
            by=by,
        )
        return user, await tickets.invitation_link(directory, user, by=by)

    user, link = _done(work, "user add", data_dir)
    if as_json:
        say_json(_told(user) | {"link": link})
        return
    say(f"{user.email} is invited as {user.role}.")
    _say_link(link, "a week")


def list_users(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show every account, by e-mail address."""
    from auth import accounts

    async def work(directory: "Directory", _installation: "Installation") -> "list[User]":
        return await accounts.listed(directory)

    found = _done(work, "user list", data_dir)
    if as_json:
        say_json([_told(user) for user in found])
        return
    for user in found:
        say(f"{user.id}  {user.role:9}  {_state(user):8}  {user.email}  {user.name}")
    if not found:
        say("No accounts yet: rolebook user add")


def disable(email: Email, data_dir: DataDir = None) -> None:
    """Bar an account from signing in; what is signed in ends within seconds."""
    user = _changed(email, "disable", data_dir)
    say(f"{user.email} is disabled.")


def enable(email: Email, data_dir: DataDir = None) -> None:
    """Let a disabled account sign in again."""
    user = _changed(email, "enable", data_dir)
    say(f"{user.email} is enabled.")


def reset(email: Email, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Print a link to choose a new password; using it ends everything signed in."""
    from auth.principal import local_operator
    from auth.signing_in import tickets

    async def work(directory: "Directory", _installation: "Installation") -> "tuple[User, str]":
        user = await _named(directory, email)
        if user.disabled:
            raise _bad(f"{user.email} is disabled: rolebook user enable {user.email}")
        by = local_operator().name
        return user, await tickets.reset_link(directory, user, by=by)

    user, link = _done(work, "user reset", data_dir)
    if as_json:
        say_json(_told(user) | {"link": link})
        return
    say(f"{user.email} can choose a new password.")
    _say_link(link, "an hour")


def _changed(email: str, verb: str, data_dir: Path | None) -> "User":
    from auth import accounts
    from auth.principal import local_operator

    async def work(directory: "Directory", _installation: "Installation") -> "User":
        user = await _named(directory, email)
        change = accounts.disable if verb == "disable" else accounts.enable
        return await change(directory, user.id, by=local_operator().name)

    return _done(work, f"user {verb}", data_dir)


async def _named(directory: "Directory", email: str) -> "User":
    from auth import accounts

    user = await accounts.by_email(directory, email)
    if user is None:
        raise _bad(f"There is no account for {email}.")
    return user


def _done(
    work: "Callable[[Directory, Installation], Awaitable[T]]", command: str, data_dir: Path | None
) -> T:
    from auth.accounts import AccountError

    try:
        return on_directory(work, command=command, data_dir=data_dir)
    except AccountError as error:
        raise _bad(str(error)) from error


def _bad(problem: str) -> Exception:
    from api.cli.failing import BAD_INPUT, CommandError

    return CommandError(problem, BAD_INPUT)


def _say_link(link: str, lasts: str) -> None:
    say(f"No mail is sent: hand this link over yourself. It works once, for {lasts}.")
    say(link)


def _state(user: "User") -> str:
    if user.disabled:
        return "disabled"
    return "active" if user.password_hash or user.identities else "invited"


def _told(user: "User") -> dict[str, Any]:
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "role": user.role.value,
        "grants": [grant.model_dump(mode="json") for grant in user.grants],
        "state": _state(user),
        "created_at": user.created_at.isoformat(),
        "signed_in_at": user.signed_in_at and user.signed_in_at.isoformat(),
    }

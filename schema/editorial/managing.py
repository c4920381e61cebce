"""Managing accounts and clients: who may, and what auth refuses told in content's own words."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from auth import accounts
from auth.accounts import AccountError
from auth.clients.registration import ClientRefused, NoSuchClient
from auth.directory import Deed, Directory
from auth.policy import Action, Reason, decide
from content.values.problems import ContentError, Issue, NotFound, ValidationFailed
from schema.editorial.context import EditorialContext, Info
from schema.editorial.outcomes import outcome
from schema.editorial.permitting import AdminNeeded, NotPermitted, SignInNotRecent
from schema.editorial.problems import Problem

R = TypeVar("R")
T = TypeVar("T")
Work = Callable[[Directory, str], Awaitable[R]]
"""One operation of auth; it is given the directory, and the principal's name it is done by."""

_TOLD: Final[dict[Reason, str]] = {
    Reason.SIGN_IN_NOT_RECENT: "Sign in again first: this needs a sign-in of the last ten minutes.",
    Reason.NOT_A_PERSON: "Accounts and clients are managed by people, not by service accounts.",
    Reason.OUTSIDE_GRANTS: "Accounts and clients are managed by admins without narrowing grants.",
}
_INVALID: Final[dict[type[AccountError], tuple[str, str]]] = {
    accounts.UnusableEmail: ("email", "WRONG_FORMAT"),
    accounts.UnusableName: ("name", "INVALID"),
    accounts.UnusableLanguage: ("language", "WRONG_FORMAT"),
    accounts.EmailTaken: ("email", "EMAIL_TAKEN"),
    accounts.AccountDisabled: ("id", "ACCOUNT_DISABLED"),
}
"""Where what is refused was given, and the code of it."""


async def managed(info: Info, action: Action, work: Work[R], told: Callable[[R], T]) -> T | Problem:
    """What the work answers as it is told, or the problem that kept it from being done."""
    return await outcome(info.context, _managed(info.context, action, work, told))


async def _managed(
    context: EditorialContext, action: Action, work: Work[R], told: Callable[[R], T]
) -> T:
    await _demand(context, action)
    with _in_words_of_content():
        return told(await work(context.directory, context.principal.name))


async def _demand(context: EditorialContext, action: Action) -> None:
    """Returns if the caller may do it now; a refusal is noted in the audit log."""
    principal = context.principal
    reason = decide(principal, action, now=context.now()).reason
    if reason is None:
        return
    details = {"action": action.value, "reason": reason.value}
    await context.directory.record(Deed("access.refused", principal.name, "editor", details))
    refusal = SignInNotRecent if reason is Reason.SIGN_IN_NOT_RECENT else NotPermitted
    raise refusal(_TOLD.get(reason, "You may not manage this."), reason)


@contextmanager
def _in_words_of_content() -> Iterator[None]:
    try:
        yield
    except (AccountError, ClientRefused) as error:
        raise _told(error) from error


def _told(error: AccountError | ClientRefused) -> ContentError:
    """The one mapping of what auth refuses."""
    match error:
        case accounts.NoSuchAccount() | NoSuchClient():
            return NotFound(str(error))
        case accounts.OwnAccount():
            return NotPermitted(str(error), Reason.OWN_ACCOUNT)
        case accounts.LastAdmin():
            return AdminNeeded(str(error))
        case ClientRefused():
            path, code = error.about, "INVALID"
        case _:
            path, code = _INVALID[type(error)]
    return ValidationFailed([Issue(path=path, code=code, message=str(error))])

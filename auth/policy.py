"""The one function that says who may do what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from auth.principal import Kind, Principal
from auth.roles import SCOPES_OF, Role
from auth.scopes import Scope

RECENT: Final = timedelta(minutes=10)
"""How long after signing in a person may manage accounts and clients."""


class Action(StrEnum):
    """What can be asked for, as editors say it."""

    READ = "READ"
    READ_INTERVIEWER_FIELDS = "READ_INTERVIEWER_FIELDS"
    CREATE = "CREATE"
    UPDATE = "UPDATE"
    SHARE = "SHARE"
    RESTORE_REVISION = "RESTORE_REVISION"
    PUBLISH = "PUBLISH"
    UNPUBLISH = "UNPUBLISH"
    ARCHIVE = "ARCHIVE"
    RESTORE = "RESTORE"
    DELETE = "DELETE"
    READ_AUDIT = "READ_AUDIT"
    MANAGE_USERS = "MANAGE_USERS"
    MANAGE_CLIENTS = "MANAGE_CLIENTS"


SCOPE_FOR: Final[dict[Action, Scope]] = {
    Action.READ: Scope.CONTENT_READ,
    Action.READ_INTERVIEWER_FIELDS: Scope.INTERVIEW_READ,
    Action.CREATE: Scope.CONTENT_WRITE,
    Action.UPDATE: Scope.CONTENT_WRITE,
    Action.SHARE: Scope.CONTENT_WRITE,
    Action.RESTORE_REVISION: Scope.CONTENT_WRITE,
    Action.PUBLISH: Scope.CONTENT_PUBLISH,
    Action.UNPUBLISH: Scope.CONTENT_PUBLISH,
    Action.ARCHIVE: Scope.CONTENT_DELETE,
    Action.RESTORE: Scope.CONTENT_DELETE,
    Action.DELETE: Scope.CONTENT_DELETE,
    Action.READ_AUDIT: Scope.AUDIT_READ,
    Action.MANAGE_USERS: Scope.USERS_MANAGE,
    Action.MANAGE_CLIENTS: Scope.CLIENTS_MANAGE,
}
_ON_OWN_ONLY: Final = frozenset({Action.UPDATE, Action.SHARE, Action.RESTORE_REVISION})
_NEEDS_A_PERSON: Final = frozenset({Action.MANAGE_USERS, Action.MANAGE_CLIENTS})
_READING: Final = frozenset({Action.READ, Action.READ_INTERVIEWER_FIELDS})


class Reason(StrEnum):
    """Why not; a client branches on it."""

    SCOPE_MISSING = "SCOPE_MISSING"
    ROLE_INSUFFICIENT = "ROLE_INSUFFICIENT"
    NOT_OWN = "NOT_OWN"
    OUTSIDE_GRANTS = "OUTSIDE_GRANTS"
    NOT_A_PERSON = "NOT_A_PERSON"
    SIGN_IN_NOT_RECENT = "SIGN_IN_NOT_RECENT"
    OWN_ACCOUNT = "OWN_ACCOUNT"


@dataclass(frozen=True)
class Verdict:
    """`reason` is None exactly when it is allowed; `scope` is what the action needs."""

    reason: Reason | None
    scope: Scope

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.reason is None


def decide(
    principal: Principal,
    action: Action,
    *,
    content_type: str | None = None,
    locale: str | None = None,
    created_by: str | None = None,
    now: datetime,
) -> Verdict:
    """Whether the principal may do it: role, token, grants, authorship and a recent sign-in.

    `content_type`, `locale` and `created_by` (a principal's name) narrow the question; left out,
    it is whether there is anything at all the principal may do this to.
    """
    scope = SCOPE_FOR[action]
    return Verdict(_refusal(principal, action, scope, content_type, locale, created_by, now), scope)


def _refusal(
    principal: Principal,
    action: Action,
    scope: Scope,
    content_type: str | None,
    locale: str | None,
    created_by: str | None,
    now: datetime,
) -> Reason | None:
    if scope not in SCOPES_OF[principal.role]:
        return Reason.ROLE_INSUFFICIENT
    if scope.value not in principal.scopes:
        return Reason.SCOPE_MISSING
    is_foreign = created_by is not None and created_by != principal.name
    if action in _ON_OWN_ONLY and principal.role is Role.AUTHOR and is_foreign:
        return Reason.NOT_OWN
    # A translator reads every locale of what they translate.
    asked = None if action in _READING else locale
    if principal.grants and not any(
        grant.covers(content_type, asked) for grant in principal.grants
    ):
        return Reason.OUTSIDE_GRANTS
    if action in _NEEDS_A_PERSON and principal.grants:
        # Who is narrowed could otherwise make an account, or reset one, that is not.
        return Reason.OUTSIDE_GRANTS
    if action in _NEEDS_A_PERSON and principal.kind is not Kind.OPERATOR:
        if principal.signed_in_at is None:
            return Reason.NOT_A_PERSON
        if now - principal.signed_in_at > RECENT:
            return Reason.SIGN_IN_NOT_RECENT
    return None

"""The one policy function: every reason it gives, and what each role may do at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from auth.grants import Grant
from auth.policy import SCOPE_FOR, Action, Reason, decide
from auth.principal import Kind, Principal, local_operator
from auth.roles import SCOPES_OF, Role
from auth.scopes import Scope

NOW = datetime(2027, 3, 31, 8, tzinfo=UTC)
EVERYTHING = frozenset(scope.value for scope in Scope)


def person(role: Role, **fields: Any) -> Principal:
    """Somebody who has just signed in, with a token for everything."""
    given: dict[str, Any] = {"scopes": EVERYTHING, "signed_in_at": NOW, **fields}
    return Principal("user:usr_1", Kind.USER, role, **given)


def reason(principal: Principal, action: Action, **asked: Any) -> Reason | None:
    """Why the principal may not do it."""
    return decide(principal, action, now=NOW, **asked).reason


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_token_gives_no_more_than_the_role(role: Role, action: Action) -> None:
    may = SCOPE_FOR[action] in SCOPES_OF[role]
    assert reason(person(role), action) == (None if may else Reason.ROLE_INSUFFICIENT)


@pytest.mark.parametrize("action", Action)
def test_a_role_gives_no_more_than_the_token(action: Action) -> None:
    scopes = EVERYTHING - {SCOPE_FOR[action].value}
    assert reason(person(Role.ADMIN, scopes=scopes), action) is Reason.SCOPE_MISSING


def test_an_author_changes_what_they_made() -> None:
    author = person(Role.AUTHOR)
    assert reason(author, Action.UPDATE, created_by="user:usr_1") is None
    assert reason(author, Action.UPDATE, created_by="user:usr_2") is Reason.NOT_OWN
    assert reason(author, Action.READ, created_by="user:usr_2") is None
    assert reason(person(Role.EDITOR), Action.UPDATE, created_by="user:usr_2") is None


def test_grants_narrow_types_and_locales_of_what_is_changed() -> None:
    translator = person(Role.PUBLISHER, grants=(Grant(types=("ROLE_PAGE",), locales=("de",)),))
    here: dict[str, Any] = {"content_type": "ROLE_PAGE", "locale": "de"}
    assert reason(translator, Action.PUBLISH, **here) is None
    elsewhere = {**here, "locale": "en"}
    assert reason(translator, Action.PUBLISH, **elsewhere) is Reason.OUTSIDE_GRANTS
    assert reason(translator, Action.READ, **elsewhere) is None, "the source is read in any locale"
    of_another = {**here, "content_type": "STATEMENT"}
    assert reason(translator, Action.READ, **of_another) is Reason.OUTSIDE_GRANTS


@pytest.mark.parametrize("action", [Action.MANAGE_USERS, Action.MANAGE_CLIENTS])
def test_accounts_are_managed_by_people_who_signed_in_a_moment_ago(action: Action) -> None:
    just = timedelta(minutes=10)
    assert reason(person(Role.ADMIN, signed_in_at=NOW - just), action) is None
    late = person(Role.ADMIN, signed_in_at=NOW - just - timedelta(seconds=1))
    assert reason(late, action) is Reason.SIGN_IN_NOT_RECENT
    machine = Principal("client:cli_1", Kind.CLIENT, Role.ADMIN, EVERYTHING)
    assert reason(machine, action) is Reason.NOT_A_PERSON
    assert reason(local_operator(), action) is None

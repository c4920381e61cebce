"""Who may manage accounts, and what not even an admin does."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from auth import accounts
from auth.directory import Directory
from auth.grants import Grant
from auth.principal import Kind
from auth.roles import Role
from content.documents.work import Audit
from tests.auth.people import make_user
from tests.auth.tokens import CLIENT
from tests.schema.editorial.managing import (
    GRACE,
    OF_AN_ACCOUNT,
    Admin,
    arguments,
    audited,
)


async def test_nobody_changes_what_they_may_do(boss: Admin, directory: Directory) -> None:
    """Row 59: not up, not down, not by a grant; their own name they may."""
    await make_user(directory, Role.ADMIN, "other@example.com")
    for change in ({"role": "VIEWER"}, {"grants": [{"locales": ["de"]}]}):
        answer = await boss("updateUser", id=boss.id, input={"name": "Root", **change})
        assert (answer["__typename"], answer["code"]) == ("ForbiddenProblem", "FORBIDDEN")
        assert answer["reason"] == "OWN_ACCOUNT"
    answer = await boss.done("updateUser", id=boss.id, input={"name": "Root", "role": "ADMIN"})
    assert (answer["user"]["name"], answer["user"]["role"]) == ("Root", "ADMIN")


async def test_the_last_admin_stays(boss: Admin, directory: Directory) -> None:
    """Row 59, with an admin beside them who is disabled."""
    other = await make_user(directory, Role.ADMIN, "other@example.com")
    await boss.done("disableUser", id=other.id)
    ghost = await Admin(boss.http, directory, "usr_ghost").sign_in()  # a token without an account
    for name in ("disableUser", "updateUser"):
        for who in (boss, ghost) if name == "disableUser" else (ghost,):
            answer = await who(name, **arguments(name, boss.id))
            assert (answer["__typename"], answer["code"]) == ("LastAdminProblem", "FORBIDDEN")
    left = await accounts.get(directory, boss.id)
    assert left is not None
    assert (left.role, left.disabled) == (Role.ADMIN, False)
    assert await audited(boss.id) == [("user.created", "operator:tests")]

    await boss.done("enableUser", id=other.id)
    await boss.done("disableUser", id=boss.id)


@pytest.mark.parametrize("attempt", range(4))
async def test_two_admins_who_demote_each_other_leave_one(
    http: httpx.AsyncClient, directory: Directory, attempt: int
) -> None:
    pair = []
    for name in ("one", "two"):
        user = await make_user(directory, Role.ADMIN, f"{name}@example.com")
        pair.append(await Admin(http, directory, user.id).sign_in())
    one, two = pair
    how = ("updateUser", "disableUser")
    first, second = how[attempt % 2], how[attempt // 2]
    query = "mutation($id: ID!) { %s { __typename } }"
    fields = {
        "updateUser": "updateUser(id: $id, input: {role: EDITOR})",
        "disableUser": "disableUser(id: $id)",
    }
    await asyncio.gather(
        one.send(query % fields[first], id=two.id), two.send(query % fields[second], id=one.id)
    )
    left = [
        user
        for user in await accounts.listed(directory)
        if user.role is Role.ADMIN and not user.disabled
    ]
    assert len(left) == 1
    gone = {"user.role_changed", "user.disabled"}
    rows = await Audit.find_all().to_list()
    assert len([row for row in rows if row.action in gone]) == 1


async def test_many_admins_at_once_leave_one(directory: Directory) -> None:
    admins = [
        await make_user(directory, Role.ADMIN, f"admin{number}@example.com") for number in range(6)
    ]
    done = await asyncio.gather(
        *(accounts.disable(directory, user.id, by="operator:tests") for user in admins),
        return_exceptions=True,
    )
    assert sum(isinstance(each, accounts.LastAdmin) for each in done) == 1
    assert sum(not user.disabled for user in await accounts.listed(directory)) == 1


async def test_only_within_ten_minutes_of_signing_in(
    boss: Admin, http: httpx.AsyncClient, directory: Directory
) -> None:
    user = await make_user(directory, Role.EDITOR)
    late = directory.clock() - timedelta(minutes=10, seconds=1)
    stale = await Admin(http, directory, boss.id, signed_in_at=late).sign_in()
    service = await Admin(http, directory, CLIENT, kind=Kind.CLIENT).sign_in()
    narrowed = await Admin(
        http, directory, "usr_narrowed", grants=[Grant(locales=("de",))]
    ).sign_in()
    calls = [("inviteUser", {"input": GRACE})]
    calls += [(name, arguments(name, user.id)) for name in OF_AN_ACCOUNT]
    for name, given in calls:
        answer = await stale(name, **given)
        told = (answer["__typename"], answer["code"])
        assert told == ("SignInNotRecentProblem", "SIGN_IN_NOT_RECENT")
        answer = await service(name, **given)
        assert (answer["code"], answer["reason"]) == ("FORBIDDEN", "NOT_A_PERSON")
        answer = await narrowed(name, **given)
        assert (answer["code"], answer["reason"]) == ("FORBIDDEN", "OUTSIDE_GRANTS")
    assert await accounts.get(directory, user.id) == user
    assert len(await accounts.listed(directory)) == 2
    refused = await Audit.find({"action": "access.refused"}).to_list()
    assert {row.by for row in refused} == {stale.name, service.name, narrowed.name}
    assert len(refused) == 3 * len(calls)
    can = await stale.read("{ viewer { can(action: MANAGE_USERS) { allowed reason } } }")
    assert can["viewer"]["can"] == {"allowed": False, "reason": "SIGN_IN_NOT_RECENT"}

    stale.signed_in_at = directory.clock() - timedelta(minutes=9, seconds=50)
    await (await stale.sign_in()).done("disableUser", id=user.id)


@pytest.mark.parametrize("name", OF_AN_ACCOUNT)
async def test_nobody_of_that_id(boss: Admin, name: str) -> None:
    for user_id in ("usr_nobody", "", '{"$gt": ""}', "x" * 5_000):
        answer = await boss(name, **arguments(name, user_id))
        assert (answer["__typename"], answer["code"]) == ("NotFoundProblem", "NOT_FOUND")
    found = await boss.read('{ user(id: "usr_nobody") { id } }')
    assert found == {"user": None}

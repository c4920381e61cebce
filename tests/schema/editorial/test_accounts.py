"""Accounts through the editorial API: what an admin does, may not do, and what is kept of it."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from auth import accounts
from auth.directory import Directory
from auth.documents.accounts import TicketKind
from auth.documents.sessions import BrowserSession
from auth.grants import Grant
from auth.principal import Kind
from auth.roles import Role
from auth.signing_in import tickets
from content.documents.work import Audit
from schema.editorial import editorial_schema
from tests.auth.people import hash_of, make_user
from tests.auth.tokens import CLIENT
from tests.conftest import PUBLIC_URL
from tests.schema.editorial.managing import Admin, admin, audited, is_signed_in, token_of

GRACE: dict[str, Any] = {"email": "grace@example.com", "name": "Grace", "role": "EDITOR"}
OF_AN_ACCOUNT = ("updateUser", "disableUser", "enableUser", "resetPassword", "signOutEverywhere")


def arguments(name: str, user_id: str) -> dict[str, Any]:
    """Arguments that a mutation of an account takes."""
    return {"id": user_id} | ({"input": {"role": "VIEWER"}} if name == "updateUser" else {})


@pytest.fixture
async def boss(http: httpx.AsyncClient, directory: Directory) -> Admin:
    """An admin, signed in a moment ago."""
    return await admin(http, directory)


async def test_an_invitation(
    boss: Admin, directory: Directory, capfd: pytest.CaptureFixture[str]
) -> None:
    grants = [{"types": ["ROLE_PAGE"], "locales": ["de", "de"]}, {"locales": ["en"]}]
    made = await boss.done("inviteUser", input={**GRACE, "grants": grants, "language": "de"})
    user = made["user"]
    assert (user["email"], user["role"], user["state"]) == (GRACE["email"], "EDITOR", "INVITED")
    assert user["grants"] == [
        {"types": ["ROLE_PAGE"], "locales": ["de"]},
        {"types": None, "locales": ["en"]},
    ]
    page, _, secret = made["link"].partition("?ticket=")
    assert page == f"{PUBLIC_URL}/account/invitation"
    assert (await tickets.holder(directory, TicketKind.INVITATION, secret)).language == "de"

    assert await audited(user["id"]) == [("user.created", boss.name), ("user.invited", boss.name)]
    assert secret not in str(await Audit.find_all().to_list())
    assert secret not in "".join(capfd.readouterr())
    await tickets.use(directory, TicketKind.INVITATION, secret, hash_of("a new one, and long"))
    (seen,) = (await boss.read("{ users { nodes { email state } } }"))["users"]["nodes"][1:]
    assert seen == {"email": GRACE["email"], "state": "ACTIVE"}


async def test_an_invitation_without_a_name(boss: Admin) -> None:
    made = await boss.done("inviteUser", input={"email": "grace@example.com", "role": "VIEWER"})
    assert (made["user"]["name"], made["user"]["grants"]) == ("grace", [])


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"email": "grace"}, "email", "WRONG_FORMAT"),
        ({"email": '{"$gt":""}'}, "email", "WRONG_FORMAT"),
        ({"email": "ADMIN@example.com"}, "email", "EMAIL_TAKEN"),
        ({"name": ""}, "name", "INVALID"),
        ({"name": "x" * 101}, "name", "INVALID"),
        ({"language": "Deutsch"}, "language", "WRONG_FORMAT"),
        ({"grants": [{"locales": ["en", "fr"]}]}, "grants.0.locales.1", "UNKNOWN_LOCALE"),
        ({"grants": [{"locales": []}]}, "grants.0.locales", "REQUIRED"),
        ({"grants": [{}, {"types": []}]}, "grants.1.types", "REQUIRED"),
        ({"grants": [{}] * 11}, "grants", "TOO_MANY"),
    ],
)
async def test_what_nobody_is_invited_with(
    boss: Admin, directory: Directory, given: dict[str, Any], path: str, code: str
) -> None:
    answer = await boss("inviteUser", input=GRACE | given)
    assert answer["__typename"] == "ValidationProblem"
    assert [(each["path"], each["code"]) for each in answer["issues"]] == [(path, code)]
    assert len(await accounts.listed(directory)) == 1


async def test_a_type_that_does_not_exist(boss: Admin) -> None:
    response = await boss.send(
        'mutation { inviteUser(input: {email: "a@example.com", role: EDITOR, '
        "grants: [{types: [WIDGET]}]}) { __typename } }"
    )
    (error,) = response.json()["errors"]
    assert "WIDGET" in error["message"]
    assert "data" not in response.json()


async def test_other_rights_end_what_is_signed_in(
    boss: Admin, http: httpx.AsyncClient, directory: Directory
) -> None:
    user = await make_user(directory, Role.EDITOR)
    changes: list[tuple[dict[str, Any], str]] = [
        ({"role": "PUBLISHER"}, "user.role_changed"),
        ({"grants": [{"locales": ["de"]}]}, "user.grants_changed"),
        ({"grants": None}, "user.grants_changed"),
    ]
    for change, action in changes:
        headers = await token_of(directory, user)
        assert await is_signed_in(http, headers)
        answer = await boss.done("updateUser", id=user.id, input=change)
        assert not await is_signed_in(http, headers)
        assert (await audited(user.id))[-1] == (action, boss.name)
        assert all(answer["user"][name] for name, value in change.items() if value)
        await asyncio.sleep(0.002)  # a token of the same millisecond would be void too
    changed = await accounts.get(directory, user.id)
    assert changed is not None
    assert (changed.role, changed.grants, changed.name) == (Role.PUBLISHER, [], user.name)


async def test_what_is_so_already_ends_nothing(
    boss: Admin, http: httpx.AsyncClient, directory: Directory
) -> None:
    user = await make_user(directory, Role.EDITOR, grants=[Grant(locales=("de",))])
    headers = await token_of(directory, user)
    same = {"role": "EDITOR", "grants": [{"locales": ["de"]}]}
    for change in ({}, same, {"name": user.name}, {**same, "name": " Ada   King "}):
        answer = await boss.done("updateUser", id=user.id, input=change)
    assert answer["user"]["name"] == "Ada King"
    assert await is_signed_in(http, headers)
    assert (await audited(user.id))[1:] == [("user.renamed", boss.name)]
    assert "King" not in str(await Audit.find_all().to_list())


async def test_an_update_is_done_whole_or_not_at_all(boss: Admin, directory: Directory) -> None:
    user = await make_user(directory, Role.EDITOR)
    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"role": None}, "role"),
        ({"grants": [{"locales": ["fr"]}]}, "grants.0.locales.0"),
    ]
    for wrong, path in wrongs:
        answer = await boss("updateUser", id=user.id, input={"role": "ADMIN"} | wrong)
        assert [each["path"] for each in answer["issues"]] == [path]
    assert await accounts.get(directory, user.id) == user


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


async def test_disabled_and_enabled(
    boss: Admin, http: httpx.AsyncClient, directory: Directory
) -> None:
    user = await make_user(directory, Role.EDITOR)
    headers = await token_of(directory, user)
    answer = await boss.done("disableUser", id=user.id)
    assert answer["user"]["state"] == "DISABLED"
    assert not await is_signed_in(http, headers)
    refused = await boss("resetPassword", id=user.id)
    assert [(each["path"], each["code"]) for each in refused["issues"]] == [
        ("id", "ACCOUNT_DISABLED")
    ]
    answer = await boss.done("enableUser", id=user.id)
    assert answer["user"]["state"] == "ACTIVE"
    assert [action for action, _ in await audited(user.id)][1:] == ["user.disabled", "user.enabled"]


async def test_a_reset(
    boss: Admin, http: httpx.AsyncClient, directory: Directory, capfd: pytest.CaptureFixture[str]
) -> None:
    user = await make_user(directory, Role.EDITOR)
    links = [(await boss.done("resetPassword", id=user.id))["link"] for _ in range(2)]
    assert links[0].startswith(f"{PUBLIC_URL}/account/reset?ticket=")
    secrets = [link.partition("?ticket=")[2] for link in links]
    with pytest.raises(tickets.TicketVoid):
        await tickets.opened(directory, TicketKind.RESET, secrets[0])
    headers = await token_of(directory, user)
    await tickets.use(directory, TicketKind.RESET, secrets[1], hash_of("a new one, and long"))
    assert not await is_signed_in(http, headers)
    assert (await audited(user.id))[1:3] == [("user.reset_offered", boss.name)] * 2
    kept = str(await Audit.find_all().to_list()) + "".join(capfd.readouterr())
    assert not [secret for secret in secrets if secret in kept]


async def test_signed_out_everywhere(
    boss: Admin, http: httpx.AsyncClient, directory: Directory
) -> None:
    user = await make_user(directory, Role.EDITOR)
    now = directory.clock()
    session = BrowserSession(
        id="of-a-browser",
        user=user.id,
        signed_in_at=now,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=1),
        csrf="x",
    )
    await session.insert()
    headers = await token_of(directory, user)
    await boss.done("signOutEverywhere", id=user.id)
    assert not await is_signed_in(http, headers)
    assert await BrowserSession.find_all().count() == 0
    assert (await audited(user.id))[1:] == [("session.ended", boss.name)]
    assert await accounts.get(directory, user.id) == user


async def test_all_accounts_page_by_page(boss: Admin, directory: Directory) -> None:
    for number in (3, 1, 2):
        await make_user(directory, Role.VIEWER, f"b{number}@example.com")
    query = """query($first: Int, $after: String) { users(first: $first, after: $after) {
      totalCount nodes { email } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
    seen, after = [], None
    for _ in range(2):
        found = (await boss.read(query, first=2, after=after))["users"]
        seen += [each["email"] for each in found["nodes"]]
        assert found["totalCount"] == 4
        assert found["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = found["pageInfo"]["endCursor"]
    assert not found["pageInfo"]["hasNextPage"]
    assert seen == sorted(seen) == ["admin@example.com", *(f"b{n}@example.com" for n in (1, 2, 3))]
    response = await boss.send(query, first=2, after="made-up")
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    foreign = "{ clients(first: 1) { pageInfo { endCursor } } }"
    cursor = (await boss.read(foreign))["clients"]["pageInfo"]["endCursor"]
    response = await boss.send(query, after=cursor)
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_one_account(boss: Admin, directory: Directory) -> None:
    user = await make_user(directory, Role.VIEWER, grants=[Grant(types=("ROLE", "ROLE_PAGE"))])
    found = await boss.read(
        """query($id: ID!) { user(id: $id) { principal email state language issuers createdAt
          changedAt signedInAt grants { types locales } } }""",
        id=user.id,
    )
    told = found["user"]
    assert told["principal"] == f"user:{user.id}"
    assert told["grants"] == [{"types": ["ROLE", "ROLE_PAGE"], "locales": None}]
    assert (told["state"], told["issuers"], told["signedInAt"]) == ("ACTIVE", [], None)


def test_no_account_tells_a_secret() -> None:
    types: Any = editorial_schema()._schema.type_map
    for name in ("User", "Client"):
        hidden = [each for each in types[name].fields if "hash" in each.lower()]
        assert not hidden
        assert not {"password", "secret"} & set(types[name].fields)

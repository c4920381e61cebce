"""Accounts through the editorial API: what an admin does, and what is kept of it."""

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
from auth.roles import Role
from auth.signing_in import tickets
from content.documents.work import Audit
from schema.editorial import editorial_schema
from tests.auth.people import hash_of, make_user
from tests.conftest import PUBLIC_URL
from tests.schema.editorial.managing import GRACE, Admin, audited, is_signed_in, token_of


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

"""One-time links: the first owner's, invitations, resets."""

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from auth import accounts
from auth.directory import Directory
from auth.documents.accounts import Ticket, User
from auth.documents.sessions import AdminSession
from auth.documents.tokens import Revocation, TokenFamily
from auth.roles import Role
from auth.sealing import hashed
from auth.signing_in import tickets
from auth.store import collection, find, insert
from tests.api.account.conftest import Clock
from tests.api.account.pages import Browser
from tests.auth.people import PASSWORD, make_user
from tests.conftest import PUBLIC_URL

NEW = "another battery, another horse"
CHOSEN = {"new": NEW, "repeat": NEW}
OWNER = {"name": "Ada Lovelace", "email": "Ada@Example.com", **CHOSEN}
OPERATOR = "operator:tests"


def path_of(link: str | None) -> str:
    """A link of ours, without the address it must begin with."""
    assert link is not None
    assert link.startswith(f"{PUBLIC_URL}/account/")
    return link.removeprefix(PUBLIC_URL)


async def test_the_first_owner(accounts_of: Directory, browser: Browser) -> None:
    path = path_of(await tickets.first_owner_link(accounts_of))
    page = await browser.open(path)
    assert page.title == "Set up Rolebook – Rolebook"
    done = await browser.submit(page, OWNER)
    assert done.location == "/account/?notice=welcome"
    assert "Ada Lovelace" in (await browser.open("/account/")).text
    owner = await accounts.by_email(accounts_of, "ada@example.com")
    assert owner is not None
    assert owner.role is Role.ADMIN


async def test_there_is_no_second_first_owner(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    """Row 58: once somebody has an account the page is gone, with whichever ticket."""
    first, second = [path_of(await tickets.first_owner_link(accounts_of)) for _ in range(2)]
    late = browsers()
    opened_in_time = await late.open(second)
    await (one := browsers()).submit(await one.open(first), OWNER)
    for path in (first, second, "/account/first-owner", "/account/first-owner?ticket=x"):
        assert (await late.open(path)).status == 404
    assert (await late.submit(opened_in_time, OWNER | {"email": "eve@example.com"})).status == 404
    assert await tickets.first_owner_link(accounts_of) is None
    assert len(await accounts.listed(accounts_of)) == 1


async def test_of_many_first_owners_at_once_there_is_one(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    pages = []
    for _ in range(8):
        link = await tickets.first_owner_link(accounts_of)
        pages.append((one := browsers(), await one.open(path_of(link))))
    answers = await asyncio.gather(
        *(
            one.submit(page, OWNER | {"email": f"ada{number}@example.com"})
            for number, (one, page) in enumerate(pages)
        )
    )
    assert sorted(answer.status for answer in answers) == [303] + [404] * 7
    assert len(await accounts.listed(accounts_of)) == 1


@pytest.mark.parametrize("ticket", ["", "x", "$ne"])
async def test_without_the_link_nobody_is_first(browser: Browser, ticket: str) -> None:
    assert (await browser.open(f"/account/first-owner?ticket={ticket}")).status == 400


async def test_an_invitation(accounts_of: Directory, browser: Browser) -> None:
    user = await make_user(accounts_of, password=None)
    path = path_of(await tickets.invitation_link(accounts_of, user, by=OPERATOR))
    page = await browser.open(path)
    assert page.forms[0][1]["email"] == "ada@example.com"
    # Whatever the form says, the ticket names the account.
    eve = await make_user(accounts_of, email="eve@example.com")
    done = await browser.submit(page, {**CHOSEN, "email": eve.email, "user": eve.id})
    assert done.location == "/account/?notice=welcome"
    assert "ada@example.com" in (await browser.open("/account/")).text
    assert (await browser.sign_in(eve.email)).status == 303
    again = await browser.open(path)
    assert (again.status, again.title) == (400, "This link cannot be used – Rolebook")


async def test_a_password_that_will_not_do_leaves_the_link_good(
    accounts_of: Directory, browser: Browser
) -> None:
    user = await make_user(accounts_of, password=None)
    path = path_of(await tickets.invitation_link(accounts_of, user, by=OPERATOR))
    page = await browser.open(path)
    before = accounts_of.passwords.computed
    for fields, said in (
        ({"new": "short", "repeat": "short"}, "at least 12 characters"),
        ({"new": "x" * 257, "repeat": "x" * 257}, "at most 256 characters"),
        ({"new": NEW, "repeat": PASSWORD}, "Enter the same new password twice."),
    ):
        refused = await browser.submit(page, fields)
        assert refused.status == 400
        assert said in refused.text
        assert refused.title.startswith("Error: ")
    assert accounts_of.passwords.computed == before
    assert (await browser.submit(refused, CHOSEN)).status == 303


async def test_a_reset_ends_everything(
    accounts_of: Directory, clock: Clock, browsers: Callable[..., Browser]
) -> None:
    """Row 46: sessions here and in the admin, token families, access tokens."""
    user = await make_user(accounts_of)
    old = browsers()
    await old.sign_in()
    await insert(_family(clock, user))
    await insert(_admin_session(clock, user))
    clock.advance(seconds=1)
    link = await tickets.reset_link(accounts_of, user, by=OPERATOR)
    assert await old.is_signed_in()  # a link alone ends nothing

    new = browsers()
    await new.submit(await new.open(path_of(link)), CHOSEN)
    assert await new.is_signed_in()
    assert not await old.is_signed_in()
    family = await find(TokenFamily, {"user": user.id})
    assert family is not None
    assert family.revoked_at == clock()
    assert await find(AdminSession, {"user": user.id}) is None
    assert await find(Revocation, {"kind": "USER", "value": user.id}) is not None
    assert (await browsers().sign_in()).status == 401
    assert (await browsers().sign_in(password=NEW)).status == 303


async def test_a_reset_link_works_once_for_an_hour_for_one_account(
    accounts_of: Directory, clock: Clock, browsers: Callable[..., Browser]
) -> None:
    """Row 57."""
    user = await make_user(accounts_of)
    first = path_of(await tickets.reset_link(accounts_of, user, by=OPERATOR))
    second = path_of(await tickets.reset_link(accounts_of, user, by=OPERATOR))
    browser = browsers()
    assert (await browser.open(first)).status == 400  # a newer one voids it
    secret = second.partition("=")[2]
    assert (await browser.open(f"/account/invitation?ticket={secret}")).status == 400
    page = await browser.open(second)
    clock.advance(minutes=59, seconds=59)
    answers = await asyncio.gather(*(browser.submit(page, CHOSEN) for _ in range(4)))
    assert sorted(answer.status for answer in answers) == [303, 400, 400, 400]

    third = path_of(await tickets.reset_link(accounts_of, user, by=OPERATOR))
    page = await browser.open(third)
    clock.advance(hours=1)
    assert (await browser.open(third)).status == 400
    assert (await browser.submit(page, CHOSEN)).status == 400

    fourth = path_of(await tickets.reset_link(accounts_of, user, by=OPERATOR))
    await make_user(accounts_of, email="grace@example.com", role=Role.ADMIN)
    await accounts.disable(accounts_of, user.id, by=OPERATOR)
    assert (await browser.open(fourth)).status == 400


async def test_no_host_header_gets_into_a_link(accounts_of: Directory, browser: Browser) -> None:
    """Row 57: a link begins with the configured address, whatever a request calls this host."""
    evil = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    page = await browser.open("/account/", **evil)
    assert page.response.headers.get("location", "").startswith(("", "/account/"))
    assert "evil" not in page.response.text + str(page.response.headers)
    user = await make_user(accounts_of)
    link = await tickets.reset_link(accounts_of, user, by=OPERATOR)
    assert urlsplit(link).netloc == "rolebook.test"


async def test_what_is_stored_of_a_link_opens_nothing(accounts_of: Directory) -> None:
    user = await make_user(accounts_of)
    link = await tickets.reset_link(accounts_of, user, by=OPERATOR)
    secret = link.partition("=")[2]
    stored = await collection(Ticket).find_one({})
    assert stored is not None
    assert stored["_id"] == hashed(secret)
    assert secret not in str(stored)


def _family(clock: Clock, user: User) -> TokenFamily:
    until = clock().replace(year=clock().year + 1)
    return TokenFamily(id="fam_1", client="c", user=user.id, created_at=clock(), expires_at=until)


def _admin_session(clock: Clock, user: User) -> AdminSession:
    until = clock().replace(year=clock().year + 1)
    return AdminSession(
        id="hash",
        user=user.id,
        issuer="rolebook",
        subject=user.id,
        tokens=b"",
        tokens_expire_at=until,
        csrf="",
        signed_in_at=clock(),
        created_at=clock(),
        seen_at=clock(),
        expires_at=until,
    )

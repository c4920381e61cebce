"""Accounts: their addresses, and that somebody can always manage them."""

import asyncio

import pytest

from auth import accounts
from auth.accounts import EmailTaken, LastAdmin, NoSuchAccount, UnusableEmail, UnusableName
from auth.directory import Deed, Directory, open_directory
from auth.documents import ALL
from auth.grants import Grant
from auth.roles import Role
from content.installation import Installation, utc_now
from content.store import make_indexes
from tests.auth.people import make_user

BY = "operator:tests"


@pytest.fixture
async def deeds() -> list[Deed]:
    """What was recorded, in order."""
    return []


@pytest.fixture
async def people(installation: Installation, deeds: list[Deed]) -> Directory:
    """An empty directory."""

    async def record(deed: Deed) -> None:
        deeds.append(deed)

    database = installation.store.database
    await make_indexes(database, ALL)
    return await open_directory(
        database,
        issuer="https://rolebook.test",
        sealing_key=b"k" * 32,
        clock=utc_now,
        record=record,
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ada@example.com", "ada@example.com"),
        ("  Ada@EXAMPLE.com ", "ada@example.com"),
        ("ａｄａ@example.com", "ada@example.com"),  # full-width letters
        ("o'neil+tag@sub.example.co.uk", "o'neil+tag@sub.example.co.uk"),
        ("jürgen@bücher.example", "jürgen@bücher.example"),
    ],
)
def test_an_address_has_one_spelling(typed: str, stored: str) -> None:
    assert accounts.normal_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "@example.com",
        "a b@example.com",
        "ada@example",
        "a@b@example.com",
        "ada@example.com\r\nBcc: x@y.zz",
        "ada\0@example.com",
        "<ada@example.com>",
        "x" * 65 + "@a.bc",
        "a@" + "b" * 250 + ".cd",
        '{"$gt":""}',
    ],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(UnusableEmail):
        accounts.normal_email(typed)


@pytest.mark.parametrize("typed", ["", "   ", "x" * 101, "Ada\0", "Ada\u202e"])
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(UnusableName):
        accounts.normal_name(typed)


async def test_an_address_has_one_account(people: Directory) -> None:
    await make_user(people)
    with pytest.raises(EmailTaken):
        await make_user(people, email="ADA@example.com")
    made = await asyncio.gather(
        *(make_user(people, email="grace@example.com") for _ in range(8)), return_exceptions=True
    )
    assert sum(isinstance(each, EmailTaken) for each in made) == 7


async def test_the_last_admin_stays(people: Directory, deeds: list[Deed]) -> None:
    """Row 59: not disabled, not made anything less; and still signed in after the attempt."""
    admin = await make_user(people, Role.ADMIN)
    await make_user(people, Role.EDITOR, "editor@example.com")
    gone = await make_user(people, Role.ADMIN, "gone@example.com")
    await accounts.disable(people, gone.id, by=BY)
    deeds.clear()
    with pytest.raises(LastAdmin):
        await accounts.disable(people, admin.id, by=BY)
    with pytest.raises(LastAdmin):
        await accounts.change_role(people, admin.id, Role.PUBLISHER, by=BY)
    assert await accounts.get(people, admin.id) == admin
    assert deeds == []

    await accounts.set_password(people, admin.id, "hash", by=BY)
    await accounts.enable(people, gone.id, by=BY)
    await accounts.disable(people, admin.id, by=BY)
    assert [deed.action for deed in deeds] == [
        "user.password_changed",
        "user.enabled",
        "user.disabled",
    ]


@pytest.mark.parametrize("attempt", range(5))
async def test_two_admins_cannot_bar_each_other(people: Directory, attempt: int) -> None:
    one = await make_user(people, Role.ADMIN, f"one{attempt}@example.com")
    other = await make_user(people, Role.ADMIN, f"other{attempt}@example.com")
    results = await asyncio.gather(
        accounts.disable(people, one.id, by=BY),
        accounts.change_role(people, other.id, Role.VIEWER, by=BY),
        return_exceptions=True,
    )
    assert any(isinstance(each, LastAdmin) for each in results)
    left = [user for user in await accounts.listed(people) if user.role is Role.ADMIN]
    assert [user for user in left if not user.disabled]


async def test_changes_of_nobody(people: Directory) -> None:
    with pytest.raises(NoSuchAccount):
        await accounts.disable(people, "usr_nobody", by=BY)


async def test_grants_are_changed_and_told(people: Directory, deeds: list[Deed]) -> None:
    user = await make_user(people)
    narrowed = await accounts.change_grants(people, user.id, [Grant(locales=("de",))], by=BY)
    assert narrowed.grants == [Grant(locales=("de",))]
    assert narrowed.changed_at >= user.changed_at
    assert deeds[-1].action == "user.grants_changed"
    assert deeds[-1].by == BY


async def test_no_hash_is_told(people: Directory, deeds: list[Deed]) -> None:
    user = await make_user(people)
    await accounts.set_password(people, user.id, "$argon2id$of-the-new-one", by=BY)
    assert "argon2" not in str(deeds)

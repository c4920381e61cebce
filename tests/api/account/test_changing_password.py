"""Changing one's password, and what signing in again does to what was authorized."""

from collections.abc import Callable
from datetime import timedelta

from auth.directory import Directory
from auth.documents.tokens import Revocation, TokenFamily
from auth.signing_in import browser_sessions
from auth.signing_in.ending import end_session
from auth.store import find, insert
from tests.api.account.conftest import Clock
from tests.api.account.pages import Browser
from tests.auth.people import PASSWORD, make_user

NEW = "another battery, another horse"
COOKIE = "rolebook-account"


async def test_everything_else_is_signed_out(
    accounts_of: Directory, clock: Clock, browsers: Callable[..., Browser]
) -> None:
    """Rows 45 and 46: this browser goes on with a new session, no other does."""
    user = await make_user(accounts_of)
    here, there = browsers(), browsers()
    await here.sign_in()
    await there.sign_in()
    await insert(_family(clock, user.id, "whichever"))
    before = here.http.cookies[COOKIE]
    clock.advance(seconds=1)
    page = await here.open("/account/password")
    done = await here.submit(page, {"current": PASSWORD, "new": NEW, "repeat": NEW})
    assert done.location == "/account/?notice=password-changed"
    assert (
        "Everything else that was signed in is signed out." in (await here.open(done.location)).text
    )
    assert here.http.cookies[COOKIE] != before
    assert not await there.is_signed_in()
    here.http.cookies.set(COOKIE, before, domain="rolebook.test")
    assert not await here.is_signed_in()
    family = await find(TokenFamily, {"user": user.id})
    assert family is not None
    assert family.revoked_at == clock()
    assert await find(Revocation, {"kind": "USER", "value": user.id}) is not None
    assert (await there.sign_in()).status == 401
    assert (await there.sign_in(password=NEW)).status == 303


async def test_what_is_wrong_with_it(accounts_of: Directory, browser: Browser) -> None:
    await make_user(accounts_of)
    await browser.sign_in()
    page = await browser.open("/account/password")
    for fields, said in (
        ({"current": "", "new": NEW, "repeat": NEW}, "Enter your password."),
        ({"current": "wrong", "new": NEW, "repeat": NEW}, "This is not your current password."),
        ({"current": PASSWORD, "new": "short", "repeat": "short"}, "at least 12 characters"),
        ({"current": PASSWORD, "new": NEW, "repeat": "other"}, "the same new password twice"),
        ({"current": "x" * 1025, "new": NEW, "repeat": NEW}, "cannot be used"),
    ):
        refused = await browser.submit(page, fields)
        assert refused.status == 400
        assert said in refused.text
        assert refused.title == "Error: Change password – Rolebook"
        assert NEW not in refused.response.text  # nothing of a password comes back
    assert await browser.is_signed_in()


async def test_signing_in_again_keeps_what_was_authorized(
    accounts_of: Directory, clock: Clock, browser: Browser
) -> None:
    user = await make_user(accounts_of)
    await browser.sign_in()
    first = await browser_sessions.current(accounts_of, browser.http.cookies[COOKIE])
    assert first is not None
    await insert(_family(clock, user.id, first.id))
    await browser.sign_in()
    second = await browser_sessions.current(accounts_of, browser.http.cookies[COOKIE])
    assert second is not None
    family = await find(TokenFamily, {"_id": "fam_1"})
    assert family is not None
    assert (family.browser_session, family.revoked_at) == (second.id, None)

    await end_session(accounts_of, second)
    family = await find(TokenFamily, {"_id": "fam_1"})
    assert family is not None
    assert family.revoked_at == clock()
    assert await find(Revocation, {"kind": "FAMILY", "value": "fam_1"}) is not None


async def test_somebody_elses_sign_in_ends_what_was_authorized(
    accounts_of: Directory, clock: Clock, browser: Browser
) -> None:
    user = await make_user(accounts_of)
    await make_user(accounts_of, email="grace@example.com")
    await browser.sign_in()
    session = await browser_sessions.current(accounts_of, browser.http.cookies[COOKIE])
    assert session is not None
    await insert(_family(clock, user.id, session.id))
    await browser.sign_in("grace@example.com")
    family = await find(TokenFamily, {"_id": "fam_1"})
    assert family is not None
    assert family.revoked_at == clock()


def _family(clock: Clock, user_id: str, session_id: str) -> TokenFamily:
    return TokenFamily(
        id="fam_1",
        client="c",
        user=user_id,
        browser_session=session_id,
        created_at=clock(),
        expires_at=clock() + timedelta(days=90),
    )

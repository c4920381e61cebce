"""Being asked whether a client, or a device, may act in one's name."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from auth import clients
from auth.clients.registration import Registration
from auth.directory import Directory
from auth.documents.clients import AuthMethod, GrantType
from auth.documents.tokens import DeviceCode, DeviceState
from auth.roles import Role
from auth.server.device import request_device
from auth.signing_in import consents
from auth.store import find
from tests.api.account.conftest import Clock
from tests.api.account.pages import Browser
from tests.auth.people import PASSWORD, make_user

REDIRECT = "https://desk.example/callback"
NATIVE = "com.example.desk:/callback"
SCOPE = "content:read content:write"


@pytest.fixture
async def authorize(accounts_of: Directory) -> str:
    """The path of a client's request."""
    wanted = Registration(
        name="Desk <b>& Co</b>",
        auth_method=AuthMethod.NONE,
        grant_types=[GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE],
        scopes=SCOPE.split(),
        redirect_uris=[REDIRECT, NATIVE, "http://127.0.0.1/callback"],
    )
    client = (await clients.create(accounts_of, wanted, by="operator:tests")).client
    query = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": REDIRECT,
        "scope": SCOPE,
        "state": "of the client",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    return f"/oauth/authorize?{urlencode(query)}"


def client_id(path: str) -> str:
    """Whose request it is."""
    return parse_qs(urlsplit(path).query)["client_id"][0]


async def test_from_a_client_and_back(
    accounts_of: Directory, browser: Browser, authorize: str
) -> None:
    user = await make_user(accounts_of)
    sign_in = await browser.open(authorize)
    assert sign_in.location.startswith("/account/sign-in?next=")
    page = await browser.open(sign_in.location)
    done = await browser.submit(page, {"email": user.email, "password": PASSWORD})
    asked = await browser.open(done.location)
    assert asked.location.startswith("/account/consent?next=")
    question = await browser.open(asked.location)
    assert question.title == "Allow Desk <b>& Co</b>? – Rolebook"
    assert "<b>" not in question.response.text
    assert "Read drafts and their history" in question.text
    assert "Write and change drafts" in question.text
    assert "Publish" not in question.text
    assert "You will be led back to desk.example." in question.text
    assert await consents.given(accounts_of, user.id, client_id(authorize)) == frozenset()

    allowed = await browser.submit(question, {"decision": "allow"})
    assert allowed.location.startswith("/oauth/authorize?")
    back = await browser.open(allowed.location)
    answer = parse_qs(urlsplit(back.location).query)
    assert back.location.startswith(f"{REDIRECT}?")
    assert answer["state"] == ["of the client"]
    assert answer["iss"] == ["http://rolebook.test"]
    assert answer["code"]
    given = await consents.given(accounts_of, user.id, client_id(authorize))
    assert given == frozenset(SCOPE.split())
    assert (await browser.open(authorize)).location.startswith(f"{REDIRECT}?code=")


async def test_saying_no(accounts_of: Directory, browser: Browser, authorize: str) -> None:
    user = await make_user(accounts_of)
    await browser.sign_in()
    question = await browser.open((await browser.open(authorize)).location)
    for decision in ("deny", ""):
        back = await browser.submit(question, {"decision": decision})
        answer = parse_qs(urlsplit(back.location).query)
        assert answer["error"] == ["access_denied"]
        assert answer["state"] == ["of the client"]
        assert answer["iss"] == ["http://rolebook.test"]
    assert not await consents.given(accounts_of, user.id, client_id(authorize))


async def test_a_role_is_not_asked_for_more_than_it_has(
    accounts_of: Directory, browser: Browser, authorize: str
) -> None:
    await make_user(accounts_of, Role.VIEWER)
    await browser.sign_in()
    question = await browser.open((await browser.open(authorize)).location)
    assert "Read drafts" in question.text
    assert "Write" not in question.text


async def test_a_consent_that_nobody_gave_here(
    accounts_of: Directory, browsers: Callable[..., Browser], authorize: str
) -> None:
    user = await make_user(accounts_of)
    browser = browsers()
    await browser.sign_in()
    consent = f"/account/consent?next={quote(authorize)}"
    page = await browser.open(consent)
    forged = await browser.submit(page, {"decision": "allow", "token": "x" * 43})
    assert forged.status == 403
    foreign = {"sec-fetch-site": "cross-site"}
    assert (await browser.submit(page, {"decision": "allow"}, headers=foreign)).status == 403
    assert not await consents.given(accounts_of, user.id, client_id(authorize))

    stranger = await browsers().open(consent)
    assert (stranger.status, stranger.location) == (303, authorize)
    for elsewhere in ("", "/account/", "//evil.example/oauth/authorize", "https://evil.example"):
        assert (await browser.open(f"/account/consent?next={quote(elsewhere)}")).status == 404
    broken = authorize.replace("code_challenge_method=S256", "code_challenge_method=plain")
    assert (await browser.open(f"/account/consent?next={quote(broken)}")).status == 400
    evil = authorize.replace("desk.example", "evil.example")
    refused = await browser.open(f"/account/consent?next={quote(evil)}")
    assert refused.status == 400
    assert "evil.example" not in str(refused.response.headers)


@pytest.mark.parametrize(
    ("uri", "source"),
    [
        (REDIRECT, "'self' https://desk.example"),
        (NATIVE, "'self' com.example.desk:"),
        ("http://127.0.0.1:53682/callback", "'self' http://127.0.0.1:53682"),
        ("https://evil.example/callback", "'self'"),
    ],
)
async def test_forms_may_end_at_the_client_alone(
    browser: Browser, authorize: str, uri: str, source: str
) -> None:
    path = authorize.replace(quote(REDIRECT, safe=""), quote(uri, safe=""))
    page = await browser.open(f"/account/sign-in?next={quote(path)}")
    policy = page.response.headers["content-security-policy"]
    assert f"form-action {source};" in policy


async def _device(directory: Directory, authorize: str) -> str:
    client = await clients.find(directory, client_id(authorize))
    assert client is not None
    asked = await request_device(directory, client, {"scope": SCOPE})
    return str(asked["user_code"])


@pytest.mark.parametrize("decision", ["allow", "deny"])
async def test_a_device(
    accounts_of: Directory, browser: Browser, authorize: str, decision: str
) -> None:
    user = await make_user(accounts_of)
    code = await _device(accounts_of, authorize)
    path = f"/account/device?user_code={code}"
    asked = await browser.open(path)
    assert asked.location == f"/account/sign-in?next={quote(path, safe='')}"
    assert (await browser.sign_in(path=asked.location)).location == path
    question = await browser.open(f"/account/device?user_code={code.lower().replace('-', ' ')}")
    assert code in question.text
    assert "Desk <b>& Co</b>" in question.text
    done = await browser.submit(question, {"decision": decision})
    told = "The device is connected" if decision == "allow" else "The device is not connected"
    assert told in (await browser.open(done.location)).text
    stored = await find(DeviceCode, {})
    assert stored is not None
    assert stored.user == user.id
    assert stored.state is (DeviceState.APPROVED if decision == "allow" else DeviceState.DENIED)
    again = await browser.submit(question, {"decision": "allow"})
    assert again.status == 404


async def test_guessing_at_devices(
    accounts_of: Directory, clock: Clock, browser: Browser, authorize: str
) -> None:
    await make_user(accounts_of)
    await browser.sign_in()
    code = await _device(accounts_of, authorize)
    page = await browser.open("/account/device")
    assert re.search(r"Eight letters, such as", page.text)
    for _ in range(5):
        wrong = await browser.open("/account/device?user_code=BBBB-BBBB")
        assert wrong.status == 404
        assert "This code is not known" in wrong.text
    slowed = await browser.open(f"/account/device?user_code={code}")
    assert (slowed.status, slowed.response.headers["retry-after"]) == (429, "1")
    clock.advance(seconds=1)
    assert (await browser.open(f"/account/device?user_code={code}")).status == 200

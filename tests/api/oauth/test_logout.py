"""RP-initiated logout: a client signs out the browser it signed in, and no other."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from auth import clients
from auth.directory import Directory
from auth.documents.sessions import AdminSession, BrowserSession
from auth.signing_in import browser_sessions, consents
from auth.store import collection, insert
from auth.tokens.bearer import InvalidToken, read_access_token
from auth.tokens.id_tokens import session_id
from tests.api.oauth.callers import REDIRECT, SIGNED_OUT, web_app
from tests.api.oauth.flow import Clock, Flow
from tests.auth.people import make_user

COOKIE = "rolebook-account"


@pytest.fixture
async def flow(directory: Directory, flow: Flow) -> Flow:
    """The same person at a client that says where to go after signing out."""
    made = await web_app(directory, redirect_uris=[REDIRECT, "https://app.example.org/callback"])
    flow.client, flow.secret = made.client, made.secret
    await consents.give(directory, flow.user.id, made.client.id, made.client.scopes)
    return flow


async def log_out(http: httpx.AsyncClient, **form: str) -> httpx.Response:
    """A browser led to the endpoint."""
    return await http.get("/oauth/logout", params=form)


async def sessions() -> int:
    """How many browsers are signed in."""
    return await collection(BrowserSession).count_documents({})


async def test_out_and_back_to_the_client(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    body = await flow.tokens()
    hint = body["id_token"]
    answered = await log_out(
        client, id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT, state="a state & more"
    )
    assert answered.status_code == 303
    assert answered.headers["location"].startswith(f"{SIGNED_OUT}?state=")
    state = parse_qs(urlsplit(answered.headers["location"]).query)["state"]
    assert state == ["a state & more"]
    assert "Max-Age=0" in answered.headers["set-cookie"]
    assert await sessions() == 0
    with pytest.raises(InvalidToken):
        await read_access_token(directory, body["access_token"])
    assert (await flow.refresh(body["refresh_token"])).status_code == 400
    # Once more: nobody is signed in, and the client is answered all the same.
    again = await log_out(client, id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT)
    assert (again.status_code, again.headers["location"]) == (303, SIGNED_OUT)


async def test_the_admins_session_ends_too(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    hint = (await flow.tokens())["id_token"]
    stored = await collection(BrowserSession).find_one({})
    assert stored is not None
    kept = await admin_session(directory, flow.user.id, "another browser's")
    ended = await admin_session(directory, flow.user.id, session_id(stored["_id"]))
    await log_out(client, id_token_hint=hint)
    left = await collection(AdminSession).find({}).to_list(None)
    assert [each["_id"] for each in left] == [kept]
    assert ended != kept


async def admin_session(directory: Directory, user: str, issuer_session: str) -> str:
    """The id of an admin's session begun from a browser session."""
    now = directory.clock()
    session = AdminSession(
        id=f"of {issuer_session}",
        user=user,
        issuer="rolebook",
        subject=user,
        issuer_session=issuer_session,
        tokens=b"",
        tokens_expire_at=now,
        csrf="",
        signed_in_at=now,
        created_at=now,
        seen_at=now,
        expires_at=now.replace(year=now.year + 1),
    )
    await insert(session)
    return session.id


async def test_an_expired_hint_is_as_good(
    client: httpx.AsyncClient, flow: Flow, clock: Clock
) -> None:
    hint = (await flow.tokens())["id_token"]
    clock.turn(hours=2)
    answered = await log_out(client, id_token_hint=hint)
    assert answered.headers["location"].startswith("/account/sign-in")
    assert await sessions() == 0


async def test_posted_from_another_site_without_cookies(
    client: httpx.AsyncClient, flow: Flow
) -> None:
    hint = (await flow.tokens())["id_token"]
    client.cookies.clear()
    form = {"id_token_hint": hint, "post_logout_redirect_uri": SIGNED_OUT}
    answered = await client.post("/oauth/logout", data=form)
    assert (answered.status_code, answered.headers["location"]) == (303, SIGNED_OUT)
    assert await sessions() == 0


@pytest.mark.parametrize(
    "uri",
    [
        f"{SIGNED_OUT}/",
        f"{SIGNED_OUT}?x=1",
        SIGNED_OUT.upper(),
        SIGNED_OUT.replace("https", "http"),
        "https://app.example.com:8443/signed-out",
        "https://app.example.com/x/../signed-out",
        "https://app.example.com@evil.example/signed-out",
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        REDIRECT,
    ],
)
async def test_never_to_an_address_that_is_not_registered(
    client: httpx.AsyncClient, flow: Flow, uri: str
) -> None:
    hint = (await flow.tokens())["id_token"]
    refused = await log_out(client, id_token_hint=hint, post_logout_redirect_uri=uri)
    assert refused.status_code == 400
    assert "location" not in refused.headers
    assert "text/html" in refused.headers["content-type"]
    assert await sessions() == 1


async def test_without_a_valid_hint_the_person_is_asked(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    body = await flow.tokens()
    header, payload, signature = body["id_token"].split(".")
    claims = jwt.decode(body["id_token"], await directory.keys.signing(directory)).claims
    forged = jwt.encode(
        {"alg": "ES256", "typ": "JWT", "kid": (await directory.keys.signing(directory)).kid},
        claims,
        ECKey.generate_key("P-256"),
    )
    hints = [
        None,
        "",
        "x",
        f"{header}.{payload}.",
        forged,
        body["access_token"],
        await resigned(directory, claims | {"iss": "https://elsewhere.example.com"}),
        await resigned(directory, claims | {"aud": [flow.client.id, "another"]}),
        await resigned(directory, claims, typ="at+jwt"),
        await resigned(directory, claims, typ="logout+jwt"),
    ]
    for hint in hints:
        form = {} if hint is None else {"id_token_hint": hint}
        asked = await log_out(client, post_logout_redirect_uri=SIGNED_OUT, **form)
        assert (asked.status_code, asked.headers["location"]) == (303, "/account/sign-out"), hint
        assert "set-cookie" not in asked.headers
    assert await sessions() == 1
    assert signature
    await read_access_token(directory, body["access_token"])


async def resigned(directory: Directory, claims: dict[str, Any], typ: str = "JWT") -> str:
    """Claims signed by our own key."""
    key = await directory.keys.signing(directory)
    return jwt.encode({"alg": "ES256", "typ": typ, "kid": key.kid}, claims, key)


async def test_somebody_elses_hint(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    hint = (await flow.tokens())["id_token"]
    other = await make_user(directory, email="grace@example.com")
    secret, _ = await browser_sessions.begin(directory, other)
    client.cookies.clear()
    client.cookies.set(COOKIE, secret)
    asked = await log_out(client, id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT)
    assert (asked.status_code, asked.headers["location"]) == (303, "/account/sign-out")
    assert await sessions() == 2


async def test_requests_that_are_not_in_order(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    hint = (await flow.tokens())["id_token"]
    other = await web_app(directory)
    refused = await log_out(client, id_token_hint=hint, client_id=other.client.id)
    assert refused.status_code == 400
    repeated = await client.get(f"/oauth/logout?state=1&state=2&id_token_hint={hint}")
    assert repeated.status_code == 400
    as_json = await client.post("/oauth/logout", json={"id_token_hint": hint})
    assert as_json.status_code == 400
    split = await client.get(f"/oauth/logout?id_token_hint={hint}&state=%0d%0aX-Evil:1")
    assert split.status_code == 400
    await clients.revoke(directory, flow.client.id, by="operator:tests")
    refused = await log_out(client, id_token_hint=hint, post_logout_redirect_uri=SIGNED_OUT)
    assert refused.status_code == 400
    assert await sessions() == 1

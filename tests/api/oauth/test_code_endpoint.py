"""The token endpoint, whatever is asked of it: how it reads, and whom it lets ask."""

from urllib.parse import urlencode

import httpx
import pytest

from tests.api.oauth.flow import REDIRECT, VERIFIER, Flow, register
from tests.api.oauth.test_code import refused


async def test_row_19_other_grant_types_are_not_supported(flow: Flow) -> None:
    jwt_bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    for grant_type in ("password", "implicit", jwt_bearer, "AUTHORIZATION_CODE", "ä"):
        refused(await flow.token(grant_type=grant_type), "unsupported_grant_type")
    refused(await flow.token(), "invalid_request")
    refused(await flow.token(grant_type="authorization_code"), "invalid_request")


async def test_row_22_tokens_are_had_by_post_of_a_form(flow: Flow) -> None:
    code = await flow.code()
    form = {
        "grant_type": "authorization_code",
        "client_id": flow.client.id,
        "code": code,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }
    by_get = await flow.http.get("/oauth/token", params=form)
    assert by_get.status_code == 405
    assert "POST" in by_get.headers["allow"]
    refused(await flow.http.post("/oauth/token", json=form), "invalid_request")
    refused(await flow.http.post("/oauth/token", params=form), "invalid_request")
    refused(await flow.http.post("/oauth/token?code=x", data=form), "invalid_request")
    multipart = {name: (None, value) for name, value in form.items()}
    refused(await flow.http.post("/oauth/token", files=multipart), "invalid_request")
    for media_type in ("text/plain", "application/json", "application/x-www-form-urlencoded2", ""):
        answer = await flow.http.post(
            "/oauth/token", content=urlencode(form), headers={"Content-Type": media_type}
        )
        refused(answer, "invalid_request")
    # None of these reached the code.
    assert (await flow.http.post("/oauth/token", data=form)).status_code == 200


async def test_the_form_is_read_strictly(flow: Flow) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}

    async def sent(body: bytes) -> httpx.Response:
        return await flow.http.post("/oauth/token", content=body, headers=headers)

    refused(await sent(b"grant_type=a&grant_type=a"), "invalid_request")
    refused(await sent(b"grant_type=%ff"), "invalid_request")
    refused(await sent(b"grant_type=%00"), "invalid_request")
    refused(await sent(b"grant_type=\xff"), "invalid_request")
    refused(await sent("&".join(f"p{i}=1" for i in range(100)).encode()), "invalid_request")
    refused(await sent(b"code=" + b"x" * 20_000), "invalid_request", 413)
    refused(await sent(b""), "invalid_request")


async def test_row_50_only_pages_of_public_clients_may_ask_across_origins(flow: Flow) -> None:
    preflight = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    known = {"Origin": "https://app.example.org"}
    answer = await flow.http.options("/oauth/token", headers=known | preflight)
    assert answer.headers["access-control-allow-origin"] == "https://app.example.org"
    assert answer.headers["access-control-allow-methods"] == "POST"
    assert "access-control-allow-credentials" not in answer.headers
    confidential = ["https://backend.example.org/callback"]
    await register(flow.directory, confidential=True, redirect_uris=confidential)
    for origin in (
        "https://evil.example",
        "https://backend.example.org",
        "https://app.example.org.evil.example",
        "https://app.example.or",
        "https://app.example.org:8443",
        "http://app.example.org",
        "https://app.example.org/callback",
        "https://.*",
        "null",
        "*",
    ):
        for asked in (
            await flow.http.options("/oauth/token", headers={"Origin": origin} | preflight),
            await flow.http.post("/oauth/token", headers={"Origin": origin}),
        ):
            assert "access-control-allow-origin" not in asked.headers, origin
            assert asked.headers["vary"] == "Origin"
    refusal = await flow.http.post("/oauth/token", headers=known)
    assert refusal.headers["access-control-allow-origin"] == "https://app.example.org"


@pytest.mark.parametrize(
    ("path", "methods", "headers"),
    [
        ("/oauth/revoke", "POST", "Content-Type"),
        ("/oauth/userinfo", "GET, POST", "Authorization, Content-Type"),
    ],
)
async def test_row_50_a_public_client_may_finish_what_it_began(
    path: str, methods: str, headers: str, flow: Flow
) -> None:
    preflight = {"Access-Control-Request-Method": "POST"}
    for origin, allowed in (("https://app.example.org", True), ("https://evil.example", False)):
        asked = await flow.http.options(path, headers={"Origin": origin} | preflight)
        answered = await flow.http.post(path, headers={"Origin": origin})
        for each in (asked, answered):
            told = each.headers.get("access-control-allow-origin")
            assert told == (origin if allowed else None)
            assert "access-control-allow-credentials" not in each.headers
            assert each.headers["vary"] == "Origin"
        if allowed:
            assert asked.headers["access-control-allow-methods"] == methods
            assert asked.headers["access-control-allow-headers"] == headers


async def test_an_address_that_guesses_at_secrets_is_slowed_down(flow: Flow) -> None:
    registered = await register(flow.directory, confidential=True)
    guessing = flow.of(registered.client, "a guess")
    for _ in range(20):
        refused(await guessing.redeem("a code"), "invalid_client", 401)
    answer = await guessing.redeem("a code")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    # Whoever has the secret is not locked out by it.
    own = flow.of(registered.client, registered.secret)
    await own.allow()
    assert (await own.redeem(await own.code())).status_code == 200
    flow.clock.turn(seconds=61)
    refused(await guessing.redeem("a code"), "invalid_client", 401)

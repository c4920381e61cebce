"""Asking for authorization, from the first redirect to the code."""

from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from auth import accounts, clients
from auth.roles import Role
from auth.server import authorization
from auth.signing_in import consents
from tests.api.oauth.flow import REDIRECT, STATE, Flow, register, told

SHORT = "x" * 42


def refused_back(answer: httpx.Response, error: str) -> dict[str, str]:
    """What the client was told, which holds that error, its state and who says so."""
    said = told(answer)
    assert said["error"] == error
    assert said["state"] == STATE
    assert said["iss"] == "http://rolebook.test"
    assert "code" not in said
    return said


def refused_here(answer: httpx.Response, error: str) -> None:
    """An error page that leads nowhere."""
    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert error in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def led_to(answer: httpx.Response, page: str) -> str:
    """The path and query that the browser comes back with from one of our pages."""
    assert answer.status_code == 303
    location = urlsplit(answer.headers["location"])
    assert (location.netloc, location.path) == ("", page)
    [resume] = parse_qs(location.query)["next"]
    assert resume.startswith("/oauth/authorize?")
    return resume


async def test_a_code_comes_back_with_state_and_issuer(flow: Flow) -> None:
    answer = await flow.authorize()
    said = told(answer)
    assert set(said) == {"code", "state", "iss"}
    assert said["state"] == STATE
    assert said["iss"] == "http://rolebook.test"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_a_posted_request_is_asked_again_as_a_query(flow: Flow) -> None:
    answer = await flow.http.post("/oauth/authorize", data=flow.request())
    assert answer.status_code == 303
    assert "code" in told(await flow.http.get(answer.headers["location"]))


async def test_row_1_a_client_that_is_unknown_or_disabled_gets_no_redirect(flow: Flow) -> None:
    refused_here(await flow.authorize(client_id="cli_unknown"), "invalid_client")
    refused_here(await flow.authorize(client_id=None), "invalid_request")
    await clients.revoke(flow.directory, flow.client.id, by="operator:tests")
    refused_here(await flow.authorize(), "invalid_client")


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "https://app.example.org/elsewhere",
        "https://app.example.org:8443/callback",
        "https://app.example.org:443/callback",
        "https://app.example.org/Callback",
        "https://APP.example.org/callback",
        "HTTPS://app.example.org/callback",
        "https://app.example.org/callback/",
        "https://app.example.org/callback?more=1",
        "https://app.example.org/x/../callback",
        "https://app.example.org/callback/..",
        "https://app.example.org/%63allback",
        "https://app.example.org@evil.example/callback",
        "https://evil.example@app.example.org/callback",
        "https://app.example.org/callback#",
        "https://app.example.org/callback#fragment",
        "https://app.example.org.evil.example/callback",
        "http://app.example.org/callback",
        "//app.example.org/callback",
        "javascript:alert(1)//https://app.example.org/callback",
        "https://app.example.org/callback ",
        "https://app.example.org\\callback",
        "https://äpp.example.org/callback",
    ],
)
async def test_row_2_another_redirect_uri_gets_no_redirect(flow: Flow, redirect_uri: str) -> None:
    refused_here(await flow.authorize(redirect_uri=redirect_uri), "invalid_request")


async def test_a_loopback_port_is_free_only_where_none_was_registered(flow: Flow) -> None:
    uris = ["http://127.0.0.1/cb", "http://127.0.0.1:7000/fixed"]
    native = flow.of((await register(flow.directory, redirect_uris=uris)).client)
    location = await native.authorize(redirect_uri="http://127.0.0.1:49152/cb", prompt="none")
    assert location.headers["location"].startswith("http://127.0.0.1:49152/cb?error=")
    refused_here(await native.authorize(redirect_uri="http://127.0.0.1:7001/fixed"), "invalid_r")
    refused_here(await native.authorize(redirect_uri="http://127.0.0.1:7001/cb/"), "invalid_r")


async def test_row_3_a_redirect_uri_is_never_left_out(flow: Flow) -> None:
    refused_here(await flow.authorize(redirect_uri=None), "invalid_request")
    refused_here(await flow.authorize(redirect_uri=""), "invalid_request")


@pytest.mark.parametrize("name", ["client_id", "state", "scope", "resource", "unknown", "nonce"])
async def test_row_3_no_parameter_is_repeated(flow: Flow, name: str) -> None:
    query = urlencode([*flow.request(**{name: "a"}).items(), (name, "a")])
    refused_here(await flow.http.get(f"/oauth/authorize?{query}"), "invalid_request")


@pytest.mark.parametrize("value", ["%00", "%0d%0aSet-Cookie:x", "%ff", "%zz", "%ed%a0%80"])
async def test_parameters_are_text_without_control_characters(flow: Flow, value: str) -> None:
    query = f"{urlencode(flow.request(state=None))}&state={value}"
    refused_here(await flow.http.get(f"/oauth/authorize?{query}"), "invalid_request")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unsupported_response_type"),
        ({"response_type": 'ä"\\'}, "unsupported_response_type"),
        ({"response_type": None}, "invalid_request"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"request": "e30.e30."}, "request_not_supported"),
        ({"request_uri": "https://evil.example/r"}, "request_uri_not_supported"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "select_account"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"max_age": "9" * 400}, "invalid_request"),
        ({"nonce": "n" * 600}, "invalid_request"),
    ],
)
async def test_row_4_other_ways_to_be_answered_are_refused(
    flow: Flow, changes: dict[str, str | None], error: str
) -> None:
    refused_back(await flow.authorize(**changes), error)


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": "s256"},
        {"code_challenge": SHORT},
        {"code_challenge": "x" * 129},
        {"code_challenge": "ä" * 43},
    ],
)
async def test_rows_5_and_6_every_client_sends_an_s256_challenge(
    flow: Flow, changes: dict[str, str | None], confidential: bool
) -> None:
    registered = await register(flow.directory, confidential=confidential)
    asked = flow.of(registered.client, registered.secret)
    refused_back(await asked.authorize(**changes), "invalid_request")


@pytest.mark.parametrize(
    "scope", ["content:everything", "content:read content:publish", "openid x"]
)
async def test_row_16_no_scope_beyond_the_client(flow: Flow, scope: str) -> None:
    refused_back(await flow.authorize(scope=scope), "invalid_scope")


async def test_row_16_narrowing_shows_in_scope(flow: Flow) -> None:
    tokens = await flow.tokens(scope="content:read")
    assert tokens["scope"] == "content:read"
    assert "id_token" not in tokens


async def test_row_17_a_scope_that_the_role_lacks_is_dropped(flow: Flow) -> None:
    await accounts.change_role(flow.directory, flow.user.id, Role.VIEWER, by="operator:tests")
    await flow.sign_in()
    tokens = await flow.tokens()
    assert tokens["scope"] == "content:read openid"


@pytest.mark.parametrize("resource", ["https://elsewhere.example/", "http://rolebook.test/editor"])
async def test_row_18_an_unknown_resource_is_refused(flow: Flow, resource: str) -> None:
    refused_back(await flow.authorize(resource=resource), "invalid_target")
    assert "code" in told(await flow.authorize(resource="http://rolebook.test/editor/graphql"))


async def test_an_error_tells_no_state_where_there_was_none(flow: Flow) -> None:
    said = told(await flow.authorize(state=None, response_type=None))
    assert set(said) == {"error", "error_description", "iss"}


async def test_whoever_is_not_signed_in_is_led_there_and_back(flow: Flow) -> None:
    flow.http.cookies.clear()
    resume = led_to(await flow.authorize(), "/account/sign-in")
    await flow.sign_in()
    assert told(await flow.http.get(resume))["state"] == STATE


async def test_what_comes_back_is_validated_again(flow: Flow) -> None:
    flow.http.cookies.clear()
    resume = led_to(await flow.authorize(), "/account/sign-in")
    await flow.sign_in()
    swapped = resume.replace(urlencode({"r": REDIRECT})[2:], "https%3A%2F%2Fevil.example%2F")
    assert swapped != resume
    refused_here(await flow.http.get(swapped), "invalid_request")


async def test_prompt_none_shows_no_page(flow: Flow) -> None:
    other = flow.of((await register(flow.directory)).client)
    refused_back(await other.authorize(prompt="none"), "consent_required")
    assert "code" in told(await flow.authorize(prompt="none"))
    flow.http.cookies.clear()
    refused_back(await flow.authorize(prompt="none"), "login_required")


@pytest.mark.parametrize("wish", [{"prompt": "login"}, {"max_age": "0"}, {"max_age": "300"}])
async def test_an_old_sign_in_is_renewed_once(flow: Flow, wish: dict[str, str]) -> None:
    flow.clock.turn(seconds=301)
    resume = led_to(await flow.authorize(**wish), "/account/sign-in")
    # Coming back without having signed in again is no way around it.
    led_to(await flow.http.get(resume), "/account/sign-in")
    flow.clock.turn(seconds=20)
    await flow.sign_in()
    flow.clock.turn(seconds=20)
    assert "code" in told(await flow.http.get(resume))


async def test_when_a_request_was_made_cannot_be_told_of_another(flow: Flow) -> None:
    resume = led_to(await flow.authorize(prompt="login"), "/account/sign-in")
    flow.clock.turn(seconds=1)
    await flow.sign_in()
    flow.clock.turn(seconds=1)
    led_to(await flow.http.get(resume.replace("a+nonce", "another")), "/account/sign-in")
    flow.clock.turn(minutes=11)
    led_to(await flow.http.get(resume), "/account/sign-in")


async def test_a_recent_sign_in_is_old_enough_for_max_age(flow: Flow) -> None:
    flow.clock.turn(seconds=299)
    assert "code" in told(await flow.authorize(max_age="300"))


async def test_a_person_is_asked_once_and_again_on_demand(flow: Flow) -> None:
    other = flow.of((await register(flow.directory)).client)
    resume = led_to(await other.authorize(), "/account/consent")
    led_to(await flow.http.get(resume), "/account/consent")
    asked = await authorization.question(flow.directory, other.request(), flow.user)
    assert asked.client.id == other.client.id
    assert set(asked.scopes) == {"openid", "content:read", "content:write"}
    onward = await authorization.complete(flow.directory, other.request(), flow.user, allowed=True)
    assert "code" in told(await flow.http.get(onward))
    assert "code" in told(await flow.http.get(resume))
    flow.clock.turn(seconds=5)
    again = led_to(await other.authorize(prompt="consent"), "/account/consent")
    flow.clock.turn(seconds=5)
    await consents.give(flow.directory, flow.user.id, other.client.id, asked.scopes)
    assert "code" in told(await flow.http.get(again))


async def test_a_denial_goes_back_to_the_client(flow: Flow) -> None:
    location = await authorization.complete(
        flow.directory, flow.request(), flow.user, allowed=False
    )
    refused_back(httpx.Response(303, headers={"location": location}), "access_denied")


async def test_more_scopes_than_were_allowed_are_asked_about(flow: Flow) -> None:
    other = flow.of((await register(flow.directory)).client)
    await consents.give(flow.directory, flow.user.id, other.client.id, ["content:read"])
    assert "code" in told(await other.authorize(scope="content:read"))
    led_to(await other.authorize(scope="content:read content:write"), "/account/consent")


async def test_a_disabled_account_is_signed_out_here(flow: Flow) -> None:
    await accounts.disable(flow.directory, flow.user.id, by="operator:tests")
    led_to(await flow.authorize(), "/account/sign-in")


async def test_a_long_query_is_refused(flow: Flow) -> None:
    refused_here(await flow.authorize(state="s" * 17_000), "invalid_request")
    assert "code" in told(await flow.authorize(state="s" * 4_000))
    flow.http.cookies.clear()
    led_to(await flow.authorize(state="s" * 4_000), "/account/sign-in")
    assert told(await flow.authorize(state="s" * 7_000))["error"] == "invalid_request"

"""What `docs/access.md` tells of endpoints, lifetimes, issuers and throttling, held to the code."""

import re
from datetime import timedelta

import pytest
from starlette.routing import Route

from api import oauth, session
from auth import lifetimes
from auth.issuers.trusted import TrustedIssuer, parsed
from auth.roles import Role
from auth.signing_in import passwords, throttling
from tests.reading_docs import DOCS, fences, table

PAGE = DOCS / "access.md"
LIFETIMES = {
    "authorization code": lifetimes.CODE,
    "access token": lifetimes.ACCESS_TOKEN,
    "clocks may differ by": lifetimes.LEEWAY,
    "refresh token, unused": lifetimes.REFRESH_IDLE,
    "refresh tokens of one sign-in, in all": lifetimes.FAMILY,
    "a replaced refresh token gets the same successor for": lifetimes.REFRESH_GRACE,
    "device code": lifetimes.DEVICE_CODE,
    "session, unused": lifetimes.SESSION_IDLE,
    "session, in all": lifetimes.SESSION,
    "a sign-in that was begun": lifetimes.LOGIN_STATE,
    "invitation link": lifetimes.INVITATION,
    "reset link": lifetimes.RESET,
    "signing key, published before its use": lifetimes.KEY_PUBLISHED_BEFORE_USE,
    "signing key, in use": lifetimes.KEY_IN_USE,
    "signing key, published after its use": lifetimes.KEY_PUBLISHED_AFTER_USE,
    "news of revocations, at the oldest": lifetimes.REVOCATIONS_STALE,
}


def test_every_endpoint_is_told_with_its_methods() -> None:
    routes = [each for each in (*oauth.routes, *session.routes) if isinstance(each, Route)]
    assert {path: set(methods.split(", ")) for path, (methods, _) in told_endpoints()} == {
        route.path: set(route.methods or ()) - {"HEAD", "OPTIONS"} for route in routes
    }


def told_endpoints() -> list[tuple[str, list[str]]]:
    """The rows of the table of endpoints."""
    return list(table(PAGE, "## Endpoints").items())


def test_every_lifetime_is_told() -> None:
    units = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
    told = {}
    for what, (lasts,) in table(PAGE, "## Lifetimes").items():
        number, unit = lasts.split()
        told[what] = timedelta(seconds=int(number) * units[unit.removesuffix("s")])
    assert told == LIFETIMES
    known = [value for value in vars(lifetimes).values() if isinstance(value, timedelta)]
    assert sorted(known) == sorted(LIFETIMES.values())


def test_the_example_of_an_issuer_can_be_used() -> None:
    (example,) = [text for language, text in fences(PAGE) if language == "json"]
    (issuer,) = parsed(example)
    assert issuer.roles is not None
    claims = {"realm_access": {"roles": ["cms-editors", "staff"]}}
    assert issuer.roles.role(claims) is Role.EDITOR
    assert issuer.roles.role({}) is Role.VIEWER


def test_every_field_of_an_issuer_is_told() -> None:
    assert table(PAGE, "## Other issuers").keys() == TrustedIssuer.model_fields.keys()


@pytest.mark.parametrize(
    "sentence",
    [
        f"password of {passwords.SHORTEST} to {passwords.LONGEST} characters",
        f"after {throttling.FREE_MISSES} misses, a wait of 1, 2, 4 … "
        f"{throttling.LONGEST_DELAY.seconds} seconds",
        f"over {throttling.MISSES_PER_WINDOW} in a minute: 429",
    ],
)
def test_numbers_are_those_of_the_code(sentence: str) -> None:
    assert sentence in re.sub(r"\s+", " ", PAGE.read_text())
    assert throttling.WINDOW.total_seconds() == 60

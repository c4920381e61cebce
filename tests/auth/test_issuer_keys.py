"""What an external issuer publishes: when its keys are read, and what is not believed."""

import asyncio
from typing import Any

import httpx2
import pytest

from auth.issuers.published import IssuerAway, Published
from tests.issuer import Issuer


class Ticking:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def published(acme: Issuer, ticking: Ticking) -> Published:
    """What Rolebook knows of an issuer, with time that stands still."""
    http = httpx2.AsyncClient(transport=acme.line)
    return Published(acme.address, http, monotonic=ticking)


async def test_keys_are_read_every_ten_minutes(
    published: Published, acme: Issuer, ticking: Ticking
) -> None:
    for seconds in (0, 300, 299):
        ticking.now += seconds
        assert await published.key("acme-1") is not None
    assert acme.line.asked["/keys"] == 1
    ticking.now += 2
    assert await published.key("acme-1") is not None
    assert acme.line.asked["/keys"] == 2


async def test_an_unknown_key_is_looked_for_once_a_minute(
    published: Published, acme: Issuer, ticking: Ticking
) -> None:
    await published.key("acme-1")
    ticking.now += 61
    acme.rotate()
    assert await published.key("acme-1+") is not None
    for number in range(50):
        ticking.now += 1
        assert await published.key(f"unknown-{number}") is None
    assert acme.line.asked["/keys"] == 2
    ticking.now += 61
    await asyncio.gather(*(published.key(f"unknown-{number}") for number in range(50)))
    assert acme.line.asked["/keys"] == 3


async def test_an_issuer_that_is_down_is_remembered(
    published: Published, acme: Issuer, ticking: Ticking
) -> None:
    await published.key("acme-1")
    acme.line.is_cut = True
    ticking.now += 86_400
    assert await published.key("acme-1") is not None
    assert (await published.metadata()).token_endpoint == "https://login.acme.test/token"
    acme.line.is_cut = False
    acme.rotate()
    ticking.now += 61
    assert await published.key("acme-1+") is not None


async def test_an_issuer_never_heard_is_away(published: Published, acme: Issuer) -> None:
    acme.line.is_cut = True
    with pytest.raises(IssuerAway):
        await published.key("acme-1")


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://login.acme.test/"},
        {"issuer": None},
        {"jwks_uri": "http://login.acme.test/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"token_endpoint": "http://169.254.169.254/"},
        {"token_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://user@login.acme.test/"},
    ],
    ids=str,
)
async def test_metadata_that_says_something_else_is_not_believed(
    told: dict[str, Any], published: Published, acme: Issuer
) -> None:
    acme.metadata = told
    with pytest.raises(IssuerAway):
        await published.metadata()

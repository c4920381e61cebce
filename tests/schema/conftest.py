"""A reader of the delivery API, and a small library to read."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
import pytest
from pymongo import monitoring

from api.delivery.view import DeliveryApp, delivery_app, response_cache
from api.load import Load
from api.rate_limits import RateLimits
from api.settings import read_settings
from content.installation import Installation
from tests.content.cataloguing import catalogued
from tests.content.desk import Desk
from tests.schema.library import Library, publish_library

KEY = b"a key for cursors, in tests only"


class Commands(monitoring.CommandListener):
    """The commands that clients of this process sent, as `find resolved`."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Notes a command and its collection."""
        self.seen.append(f"{event.command_name} {event.command.get(event.command_name)}")

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Is of no interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Is of no interest."""


COMMANDS = Commands()
monitoring.register(COMMANDS)


@pytest.fixture
def commands() -> list[str]:
    """The commands sent to MongoDB from now on."""
    COMMANDS.seen.clear()
    return COMMANDS.seen


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: httpx.Headers
    body: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """The data of an answer without errors."""
        assert "errors" not in self.body, self.body["errors"]
        data: dict[str, Any] = self.body["data"]
        return data

    @property
    def error(self) -> dict[str, Any]:
        """The only error."""
        (error,) = self.body["errors"]
        return dict(error)

    @property
    def refusal(self) -> tuple[str, str | None]:
        """The code of the only error, and the path of the argument it is about."""
        extensions = self.error["extensions"]
        return extensions["code"], extensions.get("path")


class Ask(Protocol):
    """Asks the delivery API over HTTP."""

    async def __call__(self, query: str, /, **variables: Any) -> Answer:
        """The answer to a query."""


def delivering(installation: Installation, **settings: Any) -> DeliveryApp:
    """The delivery application alone."""
    chosen = read_settings(public_url="http://rolebook.test", **settings)
    responses, limits = response_cache(installation, chosen), RateLimits(chosen.rate_limit)
    return delivery_app(installation, responses, limits, Load().delivery, chosen, KEY)


@pytest.fixture
async def http(installation: Installation) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the delivery application alone."""
    transport = httpx.ASGITransport(delivering(installation))
    async with httpx.AsyncClient(transport=transport, base_url="http://rolebook.test") as client:
        yield client


@pytest.fixture
def ask(http: httpx.AsyncClient) -> Ask:
    """A reader."""

    async def asking(query: str, /, **variables: Any) -> Answer:
        response = await http.post("/graphql", json={"query": query, "variables": variables})
        return Answer(response.status_code, response.headers, response.json())

    return asking


@pytest.fixture
def desk(installation: Installation) -> Desk:
    """An editor."""
    return Desk(installation)


@pytest.fixture
async def library(desk: Desk) -> Library:
    """A page with a block of every kind, published with everything it uses."""
    return await publish_library(desk)


@pytest.fixture(params=["mongodb", "catalogue"])
async def answering(
    request: pytest.FixtureRequest, installation: Installation
) -> AsyncIterator[str]:
    """Who answers lists and searches in this test."""
    if request.param == "mongodb":
        yield request.param
        return
    async with catalogued(installation):
        yield request.param

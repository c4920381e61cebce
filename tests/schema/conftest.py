"""A reader of the delivery API, and a small library to read."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
import pytest
from pymongo import monitoring

from api.delivery.cache import ResponseCache
from api.delivery.view import DeliveryApp, delivery_app, response_cache
from api.load import Load
from api.metrics.measures import Measures
from api.rate_limits import RateLimits
from api.settings import Settings, read_settings
from content.installation import Installation
from tests.conftest import PUBLIC_URL
from tests.content.cataloguing import catalogued

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


def delivering(
    installation: Installation, settings: Settings | None = None
) -> tuple[DeliveryApp, ResponseCache]:
    """The delivery application alone, and the answers it keeps."""
    chosen = settings or read_settings(public_url=PUBLIC_URL)
    responses, limits = response_cache(installation, chosen), RateLimits(chosen.rate_limit)
    allowance, measures = Load().delivery, Measures()
    app = delivery_app(installation, responses, limits, allowance, chosen, KEY, measures)
    return app, responses


@pytest.fixture
async def http(installation: Installation) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the delivery application alone."""
    app, _ = delivering(installation)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC_URL) as client:
        yield client


@pytest.fixture
def ask(http: httpx.AsyncClient) -> Ask:
    """A reader."""

    async def asking(query: str, /, **variables: Any) -> Answer:
        response = await http.post("/graphql", json={"query": query, "variables": variables})
        return Answer(response.status_code, response.headers, response.json())

    return asking


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

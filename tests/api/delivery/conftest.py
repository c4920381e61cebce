"""The delivery application alone, its cache at hand, and an editor who publishes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from api.delivery.cache import ResponseCache
from api.delivery.view import delivery_app, response_cache
from api.load import Load
from api.rate_limits import RateLimits
from api.settings import Settings, read_settings
from content.installation import Installation
from tests.content.desk import Desk
from tests.schema.conftest import KEY
from tests.schema.library import Library, publish_library

PUBLIC_URL = "http://rolebook.test"
PAGE = 'query Page($slug: String = "baker") { rolePage(slug: $slug) { title intro { plain } } }'
GRAPHQL = "application/graphql-response+json"


@dataclass(frozen=True)
class Reader:
    """A client of the delivery application, and the cache behind it."""

    http: httpx.AsyncClient
    responses: ResponseCache

    async def ask(self, query: str = PAGE, /, **variables: object) -> httpx.Response:
        """The answer to a POST."""
        return await self.http.post("/graphql", json={"query": query, "variables": variables})

    async def get(self, query: str = PAGE, **headers: str) -> httpx.Response:
        """The answer to a GET; header names are written with underscores."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.get("/graphql", params={"query": query}, headers=told)

    @property
    def hits(self) -> int:
        """How many answers came from the cache so far."""
        return self.responses.counters.hits


def reading(
    installation: Installation, settings: Settings | None = None, address: str = "127.0.0.1"
) -> Reader:
    """A reader of an application of its own; httpx asks for no encoding unless it is told to."""
    chosen = settings or read_settings(public_url=PUBLIC_URL)
    responses = response_cache(installation, chosen)
    limits = RateLimits(chosen.rate_limit)
    app = delivery_app(installation, responses, limits, Load().delivery, chosen, KEY)
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app, client=(address, 123)),
        base_url=PUBLIC_URL,
        headers={"accept-encoding": "identity"},
    )
    return Reader(http, responses)


@pytest.fixture
async def reader(installation: Installation) -> AsyncIterator[Reader]:
    """A reader."""
    reader = reading(installation)
    async with reader.http:
        yield reader


@pytest.fixture
def desk(installation: Installation) -> Desk:
    """An editor."""
    return Desk(installation)


@pytest.fixture
async def library(desk: Desk) -> Library:
    """A page with a block of every kind, published with everything it uses."""
    return await publish_library(desk)

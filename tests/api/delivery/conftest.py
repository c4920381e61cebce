"""The delivery application alone, its cache at hand, and an editor who publishes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from api.delivery.cache import ResponseCache
from api.settings import Settings
from content.installation import Installation
from tests.conftest import PUBLIC_URL
from tests.schema.conftest import delivering

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
    app, responses = delivering(installation, settings)
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

"""What the tests of the OAuth endpoints stand on: the app's own directory, with a clock to turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.settings import Settings, read_settings
from auth.directory import Directory
from content.installation import Installation
from tests.api.oauth.flow import Clock, Flow, flow_of
from tests.conftest import PUBLIC_URL, SECRET


@pytest.fixture
def directory(client: httpx.AsyncClient) -> Directory:
    """The directory that the app under test answers from."""
    transport = cast(httpx.ASGITransport, client._transport)
    app = cast(Starlette, transport.app)
    return cast(Directory, app.state.directory)


@pytest.fixture
def clock(directory: Directory) -> Clock:
    """The app's clock, which a test may turn forward."""
    clock = Clock(directory.clock)
    directory.clock = clock
    return clock


@pytest.fixture
async def flow(client: httpx.AsyncClient, directory: Directory, clock: Clock) -> Flow:
    """An editor who is signed in and has allowed a public client everything it may ask for."""
    return await flow_of(client, directory, clock)


@pytest.fixture
async def second(flow: Flow, installation: Installation) -> AsyncIterator[Flow]:
    """The same client at another worker of the same installation."""

    @asynccontextmanager
    async def opening(_settings: Settings) -> AsyncIterator[Installation]:
        yield installation

    app = create_app(read_settings(secret_key=SECRET, public_url=PUBLIC_URL), opening)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=PUBLIC_URL) as http,
    ):
        directory: Directory = app.state.directory
        directory.clock = flow.clock
        yield Flow(http, directory, flow.clock, flow.user, flow.client, flow.secret)

"""What the tests of the OAuth endpoints stand on: the app's own directory, with a clock to turn."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from auth.directory import Directory
from content.installation import Installation
from tests.api.oauth.flow import Clock, Flow, flow_of
from tests.conftest import client_of, open_app


@pytest.fixture
def directory(app: Starlette) -> Directory:
    """The directory that the app under test answers from."""
    opened: Directory = app.state.directory
    return opened


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
    async with open_app(installation) as app, client_of(app) as http:
        directory: Directory = app.state.directory
        directory.clock = flow.clock
        yield Flow(http, directory, flow.clock, flow.user, flow.client, flow.secret)

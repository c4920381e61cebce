"""The real app behind a real server in the test's own loop, and somebody who listens to it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from tests.api.subscriptions.listening import Socket, Sockets
from tests.schema.editorial.conftest import ask, directory, editor, http, role

__all__ = ["ask", "directory", "editor", "http", "role"]


@pytest.fixture
async def address(app: Starlette) -> AsyncIterator[str]:
    """Host and port of the server."""
    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, ws_max_size=1024 * 1024)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    yield f"{host}:{port}"
    server.should_exit = True
    await serving


@pytest.fixture
async def sockets(address: str) -> AsyncIterator[Sockets]:
    """Opens sockets to it."""
    opened: list[Socket] = []
    yield Sockets(f"ws://{address}/editor/graphql", opened)
    for each in opened:
        await each.close()


@pytest.fixture
async def outside(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client with a network between it and the app: one that gets what is streamed."""
    async with httpx.AsyncClient(base_url=f"http://{address}", timeout=20) as client:
        yield client

"""A client of graphql-transport-ws that can be as rude as a test wants."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

CHANGED = "subscription { entityChanged { action type revision locale entity { key } } }"
PROTOCOL = "graphql-transport-ws"
SECONDS = 10


@dataclass
class Socket:
    """One connection."""

    raw: ClientConnection

    async def say(self, message: Any) -> None:
        """Sends a message."""
        await self.raw.send(message if isinstance(message, str) else json.dumps(message))

    async def hear(self) -> Any:
        """The next message."""
        async with asyncio.timeout(SECONDS):
            return json.loads(await self.raw.recv())

    async def begin(self, **payload: Any) -> Any:
        """The answer to `connection_init`."""
        await self.say({"type": "connection_init", "payload": payload})
        return await self.hear()

    async def subscribe(self, query: str = CHANGED, name: str = "1", **variables: Any) -> None:
        """Begins a subscription, and lets it begin there."""
        payload = {"query": query, "variables": variables}
        await self.say({"id": name, "type": "subscribe", "payload": payload})
        await asyncio.sleep(0.3)

    async def closed(self) -> tuple[int, str]:
        """Code and reason of the server's close, whatever it said before."""
        async with asyncio.timeout(SECONDS):
            async for _ in self.raw_messages():
                pass
        return self.raw.close_code or 0, self.raw.close_reason or ""

    async def raw_messages(self) -> AsyncIterator[object]:
        """What is said until the socket is closed."""
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                yield await self.raw.recv()

    async def close(self) -> None:
        """Leaves."""
        await self.raw.close()


@dataclass
class Sockets:
    """Opens connections."""

    url: str
    opened: list[Socket] = field(default_factory=list)

    async def open(
        self,
        protocols: tuple[str, ...] = (PROTOCOL,),
        *,
        query: str = "",
        origin: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Socket:
        """A connection after its handshake; raises websockets.InvalidStatus."""
        sent = {**(headers or {}), **({"Origin": origin} if origin else {})}
        raw = await connect(
            self.url + query,
            subprotocols=[Subprotocol(each) for each in protocols] or None,
            additional_headers=sent,
            proxy=None,
        )
        self.opened.append(Socket(raw))
        return self.opened[-1]

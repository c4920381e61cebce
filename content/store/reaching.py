"""Waiting for a MongoDB that is away, all together and for a bounded time."""

import asyncio
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient
from pymongo.read_preferences import _ServerMode

from content.store.errors import told_as_unavailable
from content.store.time_limits import within


class Reach:
    """Returns at once while a fitting server is known; else once one answers, or Unavailable.

    However many wait, one probe looks, so that none of them holds a thread meanwhile and all of
    them go on as soon as MongoDB is back.
    """

    def __init__(
        self,
        client: "AsyncIOMotorClient[dict[str, Any]]",
        seconds: float,
        preference: _ServerMode,
    ) -> None:
        self._client, self._seconds, self._preference = client, seconds, preference
        self._probe: asyncio.Task[None] | None = None

    @property
    def knows_a_server(self) -> bool:
        """Whether one is known that an operation could be sent to now."""
        known = self._client.delegate.topology_description
        return bool(known.has_readable_server(self._preference))

    async def __call__(self) -> None:
        if self.knows_a_server:
            return
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(ping(self._client, self._seconds, self._preference))
            self._probe.add_done_callback(_retrieve)
        await asyncio.shield(self._probe)

    def cancel(self) -> None:
        """Ends a probe under way."""
        if self._probe is not None:
            self._probe.cancel()


async def ping(
    client: "AsyncIOMotorClient[dict[str, Any]]", seconds: float, preference: _ServerMode
) -> None:
    """Returns when such a server answers; raises Unavailable when none does in that time."""
    with told_as_unavailable(), within(seconds):
        await client.admin.command("ping", read_preference=preference)


def _retrieve(probe: asyncio.Task[None]) -> None:
    """Keeps asyncio from logging a failure that nobody waited for to the end."""
    if not probe.cancelled():
        probe.exception()

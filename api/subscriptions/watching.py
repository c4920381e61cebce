"""Whether somebody who listens still may: looked at again while they do."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import uvicorn
from starlette.requests import Request

from api.challenges import state_unknown
from api.graphql_over_http import Refused
from auth.principal import Principal
from content.store import NOT_NOW

LOOK_EVERY_SECONDS: Final = 1.0

Callers = Callable[[Request], Awaitable[Principal]]


@dataclass(frozen=True)
class Watch:
    """Somebody who listens: how they were let in, and as whom."""

    request: Request
    principal: Principal
    look: Callers

    async def over(self) -> Refused:
        """Why they may not listen any longer, as soon as that is known."""
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            if is_stopping():
                return Refused(503, "UNAVAILABLE", "The server is stopping: connect again.")
            try:
                now = await self.look(self.request)
            except Refused as refused:
                return refused
            except NOT_NOW:
                return state_unknown()
            if _rights(now) != _rights(self.principal):
                told = "Your rights have changed: connect again."
                return Refused(401, "UNAUTHENTICATED", told)


def _rights(principal: Principal) -> tuple[object, ...]:
    return principal.name, principal.effective_scopes, principal.grants


def is_stopping() -> bool:
    """Whether the server of this process was told to stop; it waits for what still runs."""
    handler = signal.getsignal(signal.SIGTERM)
    server = getattr(handler, "__self__", None)
    return isinstance(server, uvicorn.Server) and server.should_exit

"""Ending what takes a client too long."""

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState

from api.protocol import limits
from api.protocol.refusing import Phase, RefusingProtocol


class TimedProtocol(RefusingProtocol):
    """Lets a client take so long for a head, a body, between requests, and to read an answer."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._stalled_since: float | None = None

    def pause_writing(self) -> None:
        """The client reads more slowly than we write."""
        self._stalled_since = self.watch.now
        super().pause_writing()

    def resume_writing(self) -> None:
        """The client has caught up."""
        self._stalled_since = None
        super().resume_writing()

    def look(self, now: float) -> None:
        """Ends what has taken too long; called about once a second."""
        if self._stalled_since is not None and now - self._stalled_since > limits.STALLED_SECONDS:
            self.transport.abort()
            return
        age = now - self.since
        match self.phase:
            case Phase.OVER:
                if age > limits.LINGER_SECONDS and self.is_waited_for:
                    self.transport.abort()
            case Phase.HEAD:
                if age > limits.HEAD_SECONDS:
                    self.refuse(408, limits.SLOW_HEAD)
            case Phase.BODY:
                if self.flow.read_paused:  # it is us who are slow
                    self.since = now
                elif age > limits.BODY_SECONDS:
                    self._end_slow_body()
            case Phase.IDLE:
                if age > limits.IDLE_SECONDS and self.is_waited_for:
                    self.transport.close()

    def _end_slow_body(self) -> None:
        if self.is_kept_back or not self.is_answering:
            self.refuse(408, limits.SLOW_BODY)
            return
        cycle = self.cycle
        if self.pipeline or cycle.response_started:
            self.transport.abort()
            return
        # The application is told that the client has gone, and what it answers is not sent.
        cycle.disconnected = True
        cycle.response_complete = True
        cycle.message_event.set()
        self.refuse(408, limits.SLOW_BODY)

"""uvicorn's protocol, answering what is kept before there is a task or a scope for it."""

import asyncio
from typing import Any, Final

from uvicorn.config import Config
from uvicorn.server import ServerState

from api.delivery.asked import GRAPHQL_PATH, MISSED, SIMPLE_FORMS, Asked, key_of
from api.delivery.at_once import BEGUN, Question
from api.delivery.computing import Work
from api.delivery.encodings import Encoding
from api.delivery.entry import Entry
from api.every_request import WELL_FORMED_ID
from api.hosts import sender
from api.protocol.counts import CONNECTIONS
from api.protocol.guarded import GuardedProtocol
from api.protocol.heads import Kind
from api.protocol.refusing import Phase
from api.protocol.shared import front_of

_LARGEST_BODY: Final = 64 * 1024
_FORWARDED: Final = b"x-forwarded-for"
_DELIVERED: Final = (GRAPHQL_PATH, *SIMPLE_FORMS)
_MOST_PIECES: Final = 4
"""A longer body, or one in more pieces, is handed on: the application reads it as it comes."""

_OTHER, _DECIDES, _LENGTH = Kind.OTHER, Kind.DECIDES, Kind.LENGTH
_CONNECTION = Kind.CONNECTION
_IF_NONE_MATCH, _REQUEST_ID = Kind.IF_NONE_MATCH, Kind.REQUEST_ID


class RolebookProtocol(GuardedProtocol):
    """Answers what is kept; whatever is not, or asks for more than that, goes its usual way.

    What is answered here is counted and not logged. An X-Request-Id is sent back; none is made,
    since no line of the log would have it.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._front = front_of(server_state, self.app.state, self.loop)
        self._kinds = self._front.heads.kinds
        self._head: Asked | None = None
        self._missed: bytes | None = None
        self._begun: Work | None = None
        self._method = b""
        self._body = b""
        self._pieces = 0
        self._may_be_old = False
        self._if_none_match: bytes | None = None
        self._request_id: bytes | None = None

    def begun(self) -> None:
        """Keeps the request back while an answer that is kept may fit it."""
        self._body = b""
        self._pieces = 0
        method = self._method = self.parser.get_method()
        # Everything else, as what tells whether the server is well, is none of the load here.
        is_ours = self.given_url.startswith(_DELIVERED) and (method == b"GET" or method == b"POST")
        self._head = self._read_head() if is_ours else None
        if self._head is None:
            self.hand_on()

    def hand_on(self) -> None:
        """Gives the request to uvicorn, with as much of its body as was kept back."""
        super().hand_on()
        if self._body:
            super().on_body(self._body)
            self._body = b""

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        if not self.is_kept_back:
            super().on_body(body)
            return
        self._body += body
        self._pieces += 1
        if self._pieces > _MOST_PIECES or len(self._body) > _LARGEST_BODY:
            self.hand_on()

    def on_message_complete(self) -> None:
        """Answers the request, or hands it on."""
        if self.is_kept_back:
            if self._was_answered():
                if self.phase is not Phase.OVER:
                    self.phase = Phase.IDLE
                    self.since = self.watch.now
                return
            if self._front.is_busy() and not self.is_answering and not self._is_last():
                self.transport.write(self._front.refused(self._told()))
                self.phase = Phase.IDLE
                self.since = self.watch.now
                return
            self.hand_on()
            if self._missed is not None:
                self.scope[MISSED] = self._missed  # type: ignore[typeddict-unknown-key]
            if self._begun is not None:
                self.scope[BEGUN] = self._begun  # type: ignore[typeddict-unknown-key]
        super().on_message_complete()

    def _read_head(self) -> Asked | None:
        kinds = self._kinds
        deciding: list[bytes] = []
        length = if_none_match = request_id = None
        self._may_be_old = False
        for name, value in self.given:
            kind = kinds[name]
            if kind is _OTHER:
                continue
            if kind is _DECIDES:
                deciding += name, value
            elif kind is _LENGTH:
                length = value
            elif kind is _CONNECTION:
                self._may_be_old = True
            elif kind is _IF_NONE_MATCH:
                if if_none_match is not None:
                    return None
                if_none_match = value
            else:
                if request_id is not None:
                    return None
                request_id = value
        if length is not None and int(length) > _LARGEST_BODY:
            return None
        self._if_none_match, self._request_id = if_none_match, request_id
        return self._front.heads.read(tuple(deciding))

    def _was_answered(self) -> bool:
        self._missed = self._begun = None
        cycle, front, head = self.cycle, self._front, self._head
        assert head is not None
        if (cycle is not None and not cycle.response_complete) or self.flow.write_paused:
            return False
        path, _, query = self.given_url.partition(b"?")
        key = key_of(head, self._method, path, query, self._body)
        if key is None or b"#" in query:
            return False
        encodings = head.encodings
        entry = front.responses.hit(key)
        if entry is None:
            self._missed = key
            entry = self._made_at_once(key, query) if path == GRAPHQL_PATH else None
            if entry is None:
                return False
            # Nobody may ask for it again: to encode it is not worth while yet.
            encodings = (Encoding.IDENTITY,)
        told = self._told()
        is_last = self._is_last()
        if is_last:
            told += b"connection: close\r\n"
        # Of a POST it would ask for a 412, which no cache of GraphQL answers wants.
        asked_for = self._if_none_match if self._method == b"GET" else None
        held = None if asked_for is None else entry.matched(asked_for)
        if held is not None:
            CONNECTIONS.unchanged += 1
            self.transport.write(front.unchanged + told + entry.not_modified(held))
        else:
            form = front.responses.form(entry, encodings)
            if form is None:
                return False
            self.transport.writelines((front.ok + told + form.head, form.body))
        if is_last:
            self.give_up()
        return True

    def _told(self) -> bytes:
        """The header lines that an answer has for this request alone."""
        if self._request_id is not None and WELL_FORMED_ID.fullmatch(self._request_id):
            return b"x-request-id: %b\r\n" % self._request_id
        return b""

    def _made_at_once(self, key: bytes, query: bytes) -> Entry | None:
        head = self._head
        assert head is not None
        if Encoding.IDENTITY not in head.encodings:
            return None
        is_post = self._method == b"POST"
        content = self._body if is_post else query
        question = Question(key, is_post, content, head.media, self._sender)
        made = self._front.at_once.answer(question)
        if isinstance(made, Entry):
            return made
        self._begun = made
        return None

    def _sender(self) -> str | None:
        if self.client is None:
            return None
        told = [value for name, value in self.given if name.lower() == _FORWARDED]
        lines = [value.decode("latin-1") for value in told]
        return sender(self.client[0], lines, self._front.trusted)

    def _is_last(self) -> bool:
        """Whether the connection ends with this request; with HTTP/1.0 always, as in uvicorn."""
        if not self.parser.should_keep_alive():
            return True
        return self._may_be_old and self.parser.get_http_version() == "1.0"

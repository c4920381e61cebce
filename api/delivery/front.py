"""The portable front: kept answers from the outermost ASGI callable, whatever server runs it.

`api.protocol` does the same inside uvicorn's protocol, for less; one suite of tests holds both.
"""

from dataclasses import replace
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.delivery.answered import Answered, unchanged, whole
from api.delivery.asked import GRAPHQL_PATH, MISSED, SIMPLE_FORMS, Asked, asked, key_of
from api.delivery.at_once import BEGUN, AtOnce, Question
from api.delivery.cache import ResponseCache
from api.delivery.encodings import Encoding
from api.delivery.entry import Entry
from api.hosts import known_hosts, sender, without_port
from api.settings import Settings

_LARGEST_BODY: Final = 64 * 1024
"""A longer one is handed on, to be looked up by the view."""


class DeliveryFront:
    """Answers what is kept; all else goes on to the application as it came.

    What another front has looked for goes on at once. What is answered here is counted and not
    logged. An X-Request-Id is sent back; none is made.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: _Kept | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or hands it on."""
        if scope["type"] == "http" and MISSED not in scope and _may_be_kept(scope):
            kept = self._kept
            if kept is None:
                state = scope["app"].state
                kept = self._kept = _Kept(state.responses, state.delivery.at_once, state.settings)
            head = kept.head(scope)
            if head is not None:
                body, receive = (
                    await _body(receive) if scope["method"] == "POST" else (b"", receive)
                )
                answered = None if body is None else kept.answered(scope, head, body)
                if answered is not None:
                    await answered.send(send)
                    return
        await self._app(scope, receive, send)


class _Kept:
    """What is kept, and who may have it."""

    def __init__(self, responses: ResponseCache, at_once: AtOnce, settings: Settings) -> None:
        self._responses, self._at_once = responses, at_once
        self._trusted = settings.forwarded_allow_ips
        self._hosts = known_hosts(settings)
        self._for_any_origin = "*" in settings.allowed_origins

    def head(self, scope: Scope) -> Asked | None:
        """What the header asks for; None if nothing kept may fit it."""
        head = asked(scope["headers"], for_any_origin=self._for_any_origin)
        if head is None or without_port(head.host.decode("latin-1")) not in self._hosts:
            return None
        return head

    def answered(self, scope: Scope, head: Asked, body: bytes) -> Answered | None:
        """The answer, if it is kept in a form that the client takes."""
        method, path = scope["method"], scope["path"].encode()
        if path != GRAPHQL_PATH:
            path = scope.get("raw_path") or path
        key = key_of(head, method.encode(), path, scope["query_string"], body)
        if key is None:
            return None
        encodings = head.encodings
        entry = self._responses.hit(key)
        if entry is None:
            scope[MISSED] = key
            entry = self._made_at_once(scope, head, key, body) if path == GRAPHQL_PATH else None
            if entry is None:
                return None
            # Nobody may ask for it again: to encode it is not worth while yet.
            encodings = (Encoding.IDENTITY,)
        answered = None if method == "POST" else unchanged(entry, head.if_none_match)
        if answered is None:
            form = self._responses.form(entry, encodings)
            if form is None:
                return None
            answered = whole(form, is_head=method == "HEAD")
        if head.request_id is None:
            return answered
        told = (b"x-request-id", head.request_id)
        return replace(answered, headers=(*answered.headers, told))

    def _made_at_once(self, scope: Scope, head: Asked, key: bytes, body: bytes) -> Entry | None:
        if Encoding.IDENTITY not in head.encodings:
            return None
        is_post = scope["method"] == "POST"
        content = body if is_post else scope["query_string"]
        question = Question(key, is_post, content, head.media, lambda: self._sender(scope))
        made = self._at_once.answer(question)
        if isinstance(made, Entry):
            return made
        if made is not None:
            scope[BEGUN] = made
        return None

    def _sender(self, scope: Scope) -> str | None:
        peer = scope.get("client")
        if peer is None:
            return None
        lines = Headers(scope=scope).getlist("x-forwarded-for")
        return sender(peer[0], lines, self._trusted)


def _may_be_kept(scope: Scope) -> bool:
    path, method = scope["path"], scope["method"]
    if path == _GRAPHQL:
        return method in ("GET", "POST", "HEAD")
    return method in ("GET", "HEAD") and path.startswith(_SIMPLE)


_GRAPHQL: Final = GRAPHQL_PATH.decode()
_SIMPLE: Final = tuple(path.decode() for path in SIMPLE_FORMS)


async def _body(receive: Receive) -> tuple[bytes | None, Receive]:
    """The body and what receives it once more; None if it is long, or the client has gone."""
    messages: list[Message] = []
    body = b""
    while True:
        message = await receive()
        messages.append(message)
        body += message.get("body", b"")
        is_last = not message.get("more_body", False)
        if is_last or len(body) > _LARGEST_BODY:
            break
    is_whole = is_last and message["type"] == "http.request" and len(body) <= _LARGEST_BODY
    unread = iter(messages)

    async def again() -> Message:
        return next(unread, None) or await receive()

    return (body if is_whole else None), again

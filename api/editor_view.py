"""`/editor/graphql`: the editorial API, for callers with a token or a session; nothing is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.callers import caller
from api.challenges import challenge
from api.graphql_over_http import (
    Refused,
    demand_json,
    operation_in_body,
    operation_in_query,
)
from api.media_types import response_type, status_of
from auth.directory import Deed, Directory
from auth.names import names_of
from auth.principal import Principal
from auth.scopes import joined
from content.installation import Installation
from content.reading import CursorSeal
from content.store import told_as_unavailable
from schema.editorial import EditorialContext, editorial_schema
from schema.execution import NotAQuery, Operation, Outcome, execute

MOST_BODY_BYTES: Final = 1024 * 1024
MOST_SECONDS: Final = 15.0
"""More than a transaction and what it settles may take, so that a change is not cut off."""
METHODS: Final = "GET, POST"
RETRY_AFTER_SECONDS: Final = 2
_HEADERS: Final = {"Cache-Control": "no-store", "Vary": "Accept, Authorization, Cookie"}

Callers = Callable[[Request], Awaitable[Principal]]


class EditorApp:
    """The ASGI application of `/editor/graphql`.

    `callers` says who sends a request, or raises Refused. Without `introspection` the schema does
    not tell about itself.
    """

    def __init__(
        self,
        installation: Installation,
        directory: Directory,
        seal: CursorSeal,
        *,
        introspection: bool,
        callers: Callers = caller,
    ) -> None:
        self._installation, self._directory, self._seal = installation, directory, seal
        self._schema = editorial_schema(introspection=introspection)
        self._callers = callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            if request.method not in ("GET", "POST"):
                message = f"{request.method} is not a way to ask here. Use POST, or GET to read."
                raise Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": METHODS})
            principal = await self._caller(request)
            operation = await _operation(request)
            return await self._run(request, principal, operation)
        except NotAQuery as error:
            message = f"A {error} cannot be sent by GET. Send a POST."
            return _refused(Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": "POST"}))
        except Refused as refused:
            return _refused(refused)

    async def _caller(self, request: Request) -> Principal:
        try:
            return await self._callers(request)
        except Refused as refused:
            # Forms are what other sites can send with our cookie: they hear that none is taken.
            if refused.status == 403 and request.method == "POST":
                demand_json(request)
            raise

    async def _run(self, request: Request, principal: Principal, operation: Operation) -> Response:
        context = EditorialContext(
            self._installation,
            self._directory,
            principal,
            self._seal,
            partial(names_of, self._directory),
        )
        is_get = request.method == "GET"
        try:
            async with asyncio.timeout(MOST_SECONDS):
                outcome = await execute(self._schema, operation, context, only_queries=is_get)
        except TimeoutError as error:
            told = f"The operation took over {MOST_SECONDS:.0f} seconds. Ask for less at a time."
            raise Refused(504, "TIME_LIMIT", told) from error
        if context.missing_scopes:
            await self._note(principal, context.missing_scopes)
        return self._answered(outcome, context, response_type(request.headers.get("accept")))

    async def _note(self, principal: Principal, missing: frozenset[str]) -> None:
        deed = Deed("access.refused", principal.name, "editor", {"scopes": sorted(missing)})
        with told_as_unavailable():
            await self._directory.record(deed)

    def _answered(self, outcome: Outcome, context: EditorialContext, media_type: str) -> Response:
        body: dict[str, Any] = {"data": outcome.data} if outcome.was_executed else {}
        if outcome.errors:
            body["errors"] = outcome.errors
        status = status_of(outcome, media_type)
        headers = {**_HEADERS, "Content-Type": media_type}
        if context.missing_scopes:
            scope = joined(context.missing_scopes)
            status = 403
            headers |= challenge(self._directory, "insufficient_scope", scope=scope)
        if status == 503:
            headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return Response(orjson.dumps(body), status, headers)


async def _operation(request: Request) -> Operation:
    if request.method == "GET":
        return operation_in_query(request)
    return await operation_in_body(request, MOST_BODY_BYTES)


def _refused(refused: Refused) -> Response:
    headers = {**_HEADERS, **refused.headers}
    return Response(refused.body(), refused.status, headers, "application/json")


def editor_app(
    installation: Installation, directory: Directory, cursor_key: bytes, *, introspection: bool
) -> EditorApp:
    """The application to put at `/editor/graphql`.

    `cursor_key` seals cursors: at least 32 secret bytes, the same in every process.
    """
    seal = CursorSeal(cursor_key)
    return EditorApp(installation, directory, seal, introspection=introspection)

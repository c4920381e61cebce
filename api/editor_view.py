"""`/editor/graphql`: the editorial API, for callers with a token or a session; nothing is kept."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.callers import caller, still_calling
from api.challenges import challenge
from api.graphql_over_http import (
    Refused,
    demand_json,
    not_by_get,
    operation_in_body,
    operation_in_query,
)
from api.media_types import GRAPHQL, response_type, status_of
from api.metrics.measures import UNNAMED, about
from api.running_operations import ClientGone, NoAnswer, run_for
from api.state import load_of, rate_limits_of
from api.subscriptions import EventStream, Subscriptions
from auth.directory import Deed, Directory
from auth.names import names_of
from auth.principal import Principal
from auth.scopes import joined
from content.following_events import EventFeed
from content.installation import Installation
from content.reading import CursorSeal
from content.store import told_as_unavailable
from schema.editorial import EditorialContext, editorial_schema
from schema.editorial.schema import LIMITS
from schema.execution import NotAQuery, Operation, Outcome, execute
from schema.limits import Cost

MOST_BODY_BYTES: Final = 1024 * 1024
COST_HEADER: Final = "x-rolebook-cost"
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
        look: Callers = still_calling,
    ) -> None:
        self._installation, self._directory, self._seal = installation, directory, seal
        self._schema = editorial_schema(introspection=introspection)
        self._callers = callers
        self._events = EventFeed(installation.store)
        self._subscriptions = Subscriptions(self._schema, callers, look, self._context, self._note)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or serves one WebSocket."""
        if scope["type"] == "websocket":
            await self._subscriptions.socket(scope, receive, send)
            return
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            if request.method not in ("GET", "POST"):
                message = f"{request.method} is not a way to ask here. Use POST, or GET to read."
                raise Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": METHODS})
            principal = await self._caller(request)
            operation = await _operation(request)
            told = rate_limits_of(request).known(principal.name)
            if request.method == "POST" and self._subscriptions.wants(operation):
                return await self._subscribed(request, principal, operation)
            response = await self._run(request, principal, operation)
            response.headers.update(told)
            return response
        except NotAQuery as error:
            return _refused(not_by_get(error))
        except Refused as refused:
            return _refused(refused)
        except ClientGone:
            return NoAnswer()

    async def _caller(self, request: Request) -> Principal:
        try:
            return await self._callers(request)
        except Refused as refused:
            # Forms are what other sites can send with our cookie: they hear that none is taken.
            if refused.status == 403 and request.method == "POST":
                demand_json(request)
            raise

    async def _run(self, request: Request, principal: Principal, operation: Operation) -> Response:
        context = self._context(principal)
        is_get = request.method == "GET"
        about(request.scope).operation = operation.name or UNNAMED
        async with load_of(request).editorial:
            running = execute(self._schema, operation, context, only_queries=is_get)
            outcome = await run_for(request, running, lambda: context.is_mutation)
        if context.missing_scopes:
            await self._note(context)
        media_type = response_type(request.headers.get("accept"))
        cost = context.cost if COST_HEADER in request.headers else None
        return self._answered(outcome, context, media_type, cost)

    async def _subscribed(
        self, request: Request, principal: Principal, operation: Operation
    ) -> Response:
        context = self._context(principal)
        answer = await self._subscriptions.answer(request, context, operation, _HEADERS)
        if isinstance(answer, EventStream):
            return answer
        if context.missing_scopes:
            await self._note(context)
        return self._answered(answer, context, GRAPHQL)

    def _context(self, principal: Principal) -> EditorialContext:
        return EditorialContext(
            self._installation,
            self._directory,
            principal,
            self._seal,
            partial(names_of, self._directory),
            self._events,
        )

    async def _note(self, context: EditorialContext) -> None:
        missing = sorted(context.missing_scopes)
        deed = Deed("access.refused", context.principal.name, "editor", {"scopes": missing})
        with told_as_unavailable():
            await self._directory.record(deed)

    def _answered(
        self,
        outcome: Outcome,
        context: EditorialContext,
        media_type: str,
        cost: Cost | None = None,
    ) -> Response:
        body: dict[str, Any] = {"data": outcome.data} if outcome.was_executed else {}
        if outcome.errors:
            body["errors"] = outcome.errors
        if cost is not None:
            body["extensions"] = {"cost": cost.told(LIMITS)}
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

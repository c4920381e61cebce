"""`/graphql`: the delivery API, anonymous, by GET and POST, and GraphiQL for a browser."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.graphiql import asset, page
from api.graphql_over_http import Refused, operation_in_body, operation_in_query
from api.media_types import response_type, status_of, wants_html
from content.installation import Installation
from content.reading import CursorSeal, Reader
from schema.delivery import Context, schema
from schema.execution import NotAQuery, Operation, Outcome, execute

MOST_BODY_BYTES = 256 * 1024
METHODS = "GET, POST"
PUBLIC = "public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400"
RETRY_AFTER_SECONDS = 2

_SHARED = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}


class DeliveryApp:
    """The ASGI application of `/graphql` and of GraphiQL's files below it."""

    def __init__(self, installation: Installation, seal: CursorSeal, graphiql: bool) -> None:
        self._installation = installation
        self._seal = seal
        self._graphiql = graphiql

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        headers, path = request.headers, request.scope["path"]
        if self._graphiql and request.method == "GET":
            file = asset(path)
            if file is not None:
                return file
            if wants_html(headers.get("accept")) and not request.path_params.get("file"):
                return page(path)
        media_type = response_type(headers.get("accept"))
        try:
            operation = await _operation(request)
            context = Context(Reader(self._installation), self._seal)
            is_get = request.method == "GET"
            outcome = await execute(schema, operation, context, only_queries=is_get)
        except NotAQuery as error:
            message = f"A {error} cannot be sent by GET. Send a POST."
            return _refused(Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": "POST"}))
        except Refused as refused:
            return _refused(refused)
        return _answered(outcome, context, media_type)


async def _operation(request: Request) -> Operation:
    if request.path_params.get("file"):
        raise Refused(404, "NOT_FOUND", f"There is nothing at {request.scope['path']}.")
    if request.method == "GET":
        return operation_in_query(request)
    if request.method == "POST":
        return await operation_in_body(request, MOST_BODY_BYTES)
    message = f"{request.method} is not a way to ask here. Use GET or POST."
    raise Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": METHODS})


def _refused(refused: Refused) -> Response:
    headers = {**_SHARED, "Cache-Control": "no-store", **refused.headers}
    return Response(refused.body(), refused.status, headers, "application/json")


def _answered(outcome: Outcome, context: Context, media_type: str) -> Response:
    body: dict[str, Any] = {"data": outcome.data} if outcome.was_executed else {}
    if outcome.errors:
        body["errors"] = outcome.errors
    if context.unused_variables:
        body["extensions"] = {"unusedVariables": list(context.unused_variables)}
    status = status_of(outcome, media_type)
    headers = {**_SHARED, "Cache-Control": "no-store" if outcome.errors else PUBLIC}
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return Response(orjson.dumps(body), status, {**headers, "Content-Type": media_type})


def delivery_app(
    installation: Installation, cursor_key: bytes, *, graphiql: bool = True
) -> DeliveryApp:
    """The application to put at `/graphql`, and at `/graphql/…` for GraphiQL's files.

    `cursor_key` seals cursors: at least 32 secret bytes, the same in every process.
    """
    return DeliveryApp(installation, CursorSeal(cursor_key), graphiql)

"""Answers for what went wrong outside GraphQL, in the shape GraphQL answers have."""

import secrets
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.json_response import JsonResponse
from content.store import reason

_log = structlog.stdlib.get_logger("rolebook.errors")

RETRY_AFTER = {"Retry-After": "1"}


def body(message: str, code: str, **extensions: str) -> dict[str, Any]:
    """A GraphQL response with one error and no data."""
    return {"errors": [{"message": message, "extensions": {"code": code, **extensions}}]}


def new_incident() -> str:
    """An id that a person can read out, and that is in the log with the traceback."""
    return secrets.token_hex(6)


async def refused(request: Request, error: Exception) -> Response:
    """Starlette's own refusals: no such path, a method that the path does not take."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        answer = body(f"There is nothing at {request.url.path}.", "NOT_FOUND")
    elif error.status_code == 405:
        answer = body(
            f"{request.method} is not possible at {request.url.path}.", "METHOD_NOT_ALLOWED"
        )
    else:
        answer = body(error.detail, "BAD_REQUEST")
    return JsonResponse(answer, error.status_code, headers=error.headers)


async def unavailable(_request: Request, error: Exception) -> Response:
    """MongoDB is away: come back in a moment."""
    _log.warning("database unavailable", reason=reason(error))
    answer = body("The database cannot be reached; try again in a moment.", "UNAVAILABLE")
    return JsonResponse(answer, 503, headers={**RETRY_AFTER, "Cache-Control": "no-store"})


async def unexpected(_request: Request, error: Exception) -> Response:
    """A bug: an incident id for the caller, the traceback under that id for the operator."""
    incident = new_incident()
    _log.error("unexpected error", incident=incident, exc_info=error)
    return JsonResponse(body("Something went wrong.", "INTERNAL", incident=incident), 500)

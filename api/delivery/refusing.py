"""Outcomes as bodies, and the answers that nobody may keep: refusals, errors."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from api.delivery.answered import Answered, unkept
from api.graphql_over_http import Refused
from api.media_types import status_of
from schema.execution import Outcome

RETRY_AFTER_SECONDS: Final = 2


def refused(refusal: Refused) -> Answered:
    """The answer to a request that holds no operation to be run."""
    return unkept(refusal.status, refusal.body(), "application/json", refusal.headers)


def told(
    outcome: Outcome, media_type: str, extensions: Mapping[str, Any] | None = None
) -> Answered:
    """An outcome as it is."""
    status = status_of(outcome, media_type)
    more = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else None
    return unkept(status, written(outcome, extensions), media_type, more)


def written(outcome: Outcome, extensions: Mapping[str, Any] | None = None) -> bytes:
    """The body of an answer."""
    if outcome.was_executed and not outcome.errors:
        return written_data(outcome.data, extensions)
    body: dict[str, Any] = {"data": outcome.data} if outcome.was_executed else {}
    if outcome.errors:
        body["errors"] = outcome.errors
    if extensions:
        body["extensions"] = extensions
    return orjson.dumps(body)


def written_data(data: Any, extensions: Mapping[str, Any] | None = None) -> bytes:
    """The body of an answer without errors."""
    return orjson.dumps({"data": data, "extensions": extensions} if extensions else {"data": data})

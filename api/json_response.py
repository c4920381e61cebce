"""JSON answers, written by orjson."""

from typing import Any

import orjson
from starlette.responses import Response


class JsonResponse(Response):
    """An answer in JSON; never kept by a cache unless a header says so."""

    media_type = "application/json"

    def __init__(self, content: Any, status_code: int = 200, **options: Any) -> None:
        super().__init__(content, status_code, **options)
        self.headers.setdefault("Cache-Control", "no-store")

    def render(self, content: Any) -> bytes:
        """The body."""
        return orjson.dumps(content)

"""The most that a finished document may be."""

from typing import Any

import orjson

from content.values.problems import TooLarge

MAX_DOCUMENT_BYTES = 1_000_000


def check_size(body: dict[str, Any]) -> None:
    """Raises TooLarge, with the path of its largest part, for a body beyond 1 MB of JSON."""
    encoded = len(orjson.dumps(body))
    if encoded > MAX_DOCUMENT_BYTES:
        told = f"the finished document has {encoded:,} bytes, 1 MB is the most"
        raise TooLarge(told, _largest(body))


def _largest(body: dict[str, Any]) -> str:
    name = max(body, key=lambda name: _bytes_in(body[name]))
    if name != "blocks":
        return name
    block = max(body["blocks"], key=_bytes_in)
    return f"blocks.{block['blockId']}"


def _bytes_in(value: Any) -> int:
    return len(orjson.dumps(value))

"""What an answer holds: that it is one, and how large it is."""

from typing import Any

import orjson


def data_of(answer: bytes) -> Any:
    """The data of an answer; raises RuntimeError with its errors if it has any."""
    told = orjson.loads(answer)
    if "errors" in told or not told.get("data"):
        raise RuntimeError(f"no answer to measure: {answer[:1_000]!r}")
    return told["data"]


def size_of(answer: bytes) -> str:
    """The objects, values and bytes of an answer, in words; JSON-LD counts as one value."""
    objects, leaves = _count(data_of(answer))
    return f"{objects - 1} objects, {leaves} values, {len(answer) / 1_000:.1f} kB"


def _count(value: Any) -> tuple[int, int]:
    if isinstance(value, list):
        counts = [_count(each) for each in value]
    elif isinstance(value, dict):
        inner = [_count(each) if name != "jsonLd" else (0, 1) for name, each in value.items()]
        counts = [(1, 0), *inner]
    else:
        return 0, 1
    return sum(objects for objects, _ in counts), sum(leaves for _, leaves in counts)

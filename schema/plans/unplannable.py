"""When graphql-core has to do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Unplannable(Exception):
    """The operation asks for something that plans do not express, such as introspection."""


class Reply(NamedTuple):
    """What a resolver answered: a value, or the exception it raised."""

    value: Any = None
    error: Exception | None = None


ReplyPath = tuple[str, ...]
"""The response names down to a field."""
Replies = Mapping[ReplyPath, Reply]


@dataclass
class Mismatch(Exception):
    """An answer would hold an error: graphql-core is to give it, and to tell the error.

    `replies` are those of the resolvers that were run, so that none of them is run again.
    """

    reason: str
    replies: Replies = field(default_factory=dict)


def mismatch(value: object) -> None:
    """Raises Mismatch; a statement that generated code ends in."""
    raise Mismatch(f"stored {type(value).__name__}")

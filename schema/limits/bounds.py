"""The limits, and what is said of an operation that exceeds one."""

from dataclasses import dataclass, field
from typing import Any, Final

from graphql import GraphQLError

CEILING: Final = 1_000_000
"""What a sum stops at."""


@dataclass(frozen=True)
class Limits:
    """The most that an operation may have; fields and aliases count wherever they are spread.

    `query_bytes` bound the text, `mutations` are a mutation's root fields.
    """

    query_bytes: int = 64 * 1024
    tokens: int = 2_000
    depth: int = 12
    aliases: int = 30
    directives: int = 50
    root_fields: int = 20
    mutations: int = 5
    fields: int = 1_000
    fragments: int = 50
    introspections: int = 2
    cost: int = 1_000


@dataclass(frozen=True)
class Excess:
    """A limit that an operation exceeds: its code, a sentence, and the path that does it."""

    code: str
    message: str
    path: str = ""
    dearest: tuple[tuple[str, int], ...] = field(default=())

    @property
    def extensions(self) -> dict[str, Any]:
        """What an error says beside the message."""
        told: dict[str, Any] = {"code": self.code}
        if self.path:
            told["path"] = self.path
        if self.dearest:
            told["dearest"] = [{"path": path, "cost": cost} for path, cost in self.dearest]
        return told


TOO_DEEP: Final = Excess(
    "DEPTH_LIMIT", "The query is nested too deeply to be read. Ask for less at a time."
)
"""Of a text that is nested so deeply that nobody counts the levels."""


class TooLarge(GraphQLError):
    """An operation exceeds a limit."""

    def __init__(self, excess: Excess) -> None:
        super().__init__(excess.message, extensions=excess.extensions)


def refusal(code: str, words: str, count: int, most: int, path: str = "") -> Excess:
    """The excess of something that is counted."""
    shown = f"over {CEILING:,}" if count >= CEILING else f"{count:,}"
    where = f", at {path}" if path else ""
    return Excess(
        code,
        f"The operation has {shown} {words}{where}; at most {most:,} are taken. "
        "Ask for less at a time.",
        path,
    )

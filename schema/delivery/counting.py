"""How many operations their plans answered, and why graphql-core had to answer the others."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

MOST_COUNTED: Final = 200
"""How many operations and reasons are told apart: clients choose the names of operations."""
_LONGEST: Final = 60
OTHERS: Final = ("others", "any")


@dataclass
class Counts:
    """`planned` answers, and `fallbacks` by the operation's name, or its hash, and the reason."""

    planned: int = 0
    fallbacks: Counter[tuple[str, str]] = field(default_factory=Counter)

    def fell_back(self, operation: str, reason: str) -> None:
        """Counts an operation that its plan did not answer."""
        key = operation[:_LONGEST], reason[:_LONGEST]
        if key not in self.fallbacks and len(self.fallbacks) >= MOST_COUNTED:
            key = OTHERS
        self.fallbacks[key] += 1


COUNTS: Final = Counts()
"""Those of this process."""

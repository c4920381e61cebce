"""What is counted of connections, since nothing is logged of most."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final


@dataclass
class Connections:
    """The counts of one process."""

    open: Callable[[], int] = lambda: 0
    """How many are open now, WebSockets among them."""
    unchanged: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    """Answers that no application gave, by status."""


CONNECTIONS: Final = Connections()

"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


def silent(_doing: str, _done: int, _total: int) -> None:
    """Tells nobody."""

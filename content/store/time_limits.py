"""How long the driver may take, held by the driver itself, in whatever thread it works."""

from contextlib import AbstractContextManager
from typing import Any, Final, Literal

import pymongo

Side = Literal["delivery", "editorial"]

SECONDS: Final[dict[Side, float]] = {"delivery": 2.0, "editorial": 5.5}
"""What an operation may take, finding a server included. The driver looks for one twice a second,
so an operation ends within 2.5 s or 6 s, and a reader is answered within 3 s, an editor within
7 s, also when MongoDB is away."""

TRANSACTION_SECONDS: Final = 10.0
"""The longest a transaction stays open; mongod ends it after the same time."""


def within(seconds: float) -> AbstractContextManager[Any]:
    """A limit for everything the block asks of MongoDB, in place of the client's own.

    Waiting for a free thread counts; a limit further out still holds. Index builds and the like
    ask for more than the usual.
    """
    return pymongo.timeout(seconds)

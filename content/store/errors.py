"""What can be wrong with the database itself; each message is one sentence that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.errors import ConnectionFailure, ExecutionTimeout, PyMongoError


class StoreError(Exception):
    """The database cannot be used as asked."""


class Unavailable(StoreError):
    """The database cannot be reached now; the same call may succeed in a moment."""


class OutcomeUnknown(Unavailable):
    """The connection was lost while a transaction committed: it may or may not be stored."""


class HistoryLost(StoreError):
    """A change stream cannot go on where it stopped: read everything again, then watch anew."""


UNAVAILABLE: tuple[type[PyMongoError], ...] = (ConnectionFailure, ExecutionTimeout)
"""The driver's errors that mean "not now": unreachable, no primary, too slow."""

NOT_NOW: tuple[type[Exception], ...] = (Unavailable, *UNAVAILABLE)
"""The same, in the driver's words or in ours."""


def reason(error: BaseException) -> str:
    """The driver's own words without its time-outs and topology."""
    text = str(error).strip() or type(error).__name__
    for end in (" (configured timeouts", ", Timeout:", ", full error:", "\n"):
        text = text.partition(end)[0]
    return text.rstrip(".")


def unavailable(error: BaseException) -> Unavailable:
    """The driver's error as one of ours."""
    return Unavailable(f"MongoDB cannot be reached now ({reason(error)}); try again in a moment.")


def is_not_now(error: BaseException | None) -> bool:
    """Whether it says that MongoDB cannot be asked now, in the driver's words or in ours."""
    return isinstance(error, NOT_NOW)


@contextmanager
def told_as_unavailable() -> Iterator[None]:
    """Whatever the block asks of MongoDB: the driver's "not now" comes out as Unavailable."""
    try:
        yield
    except UNAVAILABLE as error:
        raise unavailable(error) from error

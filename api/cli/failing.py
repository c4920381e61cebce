"""Which failures are expected, and the exit code each of them has."""

import asyncio
from typing import Final

import structlog

from api.cli.reporting import complain
from api.errors import new_incident
from api.settings import SettingsError
from auth.secret_key import SecretKeyError
from content.store import StoreError
from content.values.problems import Busy, ContentError
from seed.articles.problems import ArticleError
from seed.exchange.problems import ExchangeError, LibraryError

FAILED: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130


class CommandError(Exception):
    """A command cannot do what it was asked, for a reason of its own."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        self.code = code
        super().__init__(message)


def exit_code(error: BaseException) -> int:
    """Tells the user in one line what went wrong; a bug gets an incident id and its traceback."""
    match error:
        case CommandError():
            code = error.code
        case Busy() | StoreError():
            code = FAILED
        case SettingsError() | SecretKeyError() | ContentError() | ArticleError() | ExchangeError():
            code = BAD_INPUT
        case LibraryError():
            for complaint in error.complaints:
                complain(str(complaint))
            return BAD_INPUT
        case KeyboardInterrupt() | asyncio.CancelledError():
            return INTERRUPTED
        case BrokenPipeError():
            return FAILED
        case _ if hasattr(error, "format_message") and hasattr(error, "exit_code"):
            complain(_without_line_breaks(error.format_message()))  # a usage error of Typer's
            return int(error.exit_code)
        case _:
            incident = new_incident()
            log = structlog.stdlib.get_logger("rolebook.cli")
            log.error("unexpected error", incident=incident, exc_info=error)
            complain(f"Something went wrong (incident {incident}, see above).")
            return FAILED
    complain(_without_line_breaks(str(error)))
    return code


def _without_line_breaks(text: str) -> str:
    return " ".join(text.split())

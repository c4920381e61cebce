"""Which failures are expected, and the exit code each of them has."""

from typing import Any, Final

from api.cli.reporting import complain

FAILED: Final = 1
BAD_INPUT: Final = 2


class CommandError(Exception):
    """A command cannot do what it was asked, for a reason of its own."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        self.code = code
        super().__init__(message)


def exit_code(error: Exception) -> int:
    """Tells the user in one line what went wrong; a bug gets an incident id and its traceback."""
    match error:
        case CommandError():
            return _told(error, error.code)
        case BrokenPipeError():
            return FAILED
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        return _told(error.format_message(), error.exit_code)  # Typer's usage errors
    return _code_of_ours(error)


def _code_of_ours(error: Exception) -> int:
    from api.settings import SettingsError

    if isinstance(error, SettingsError):
        return _told(error, BAD_INPUT)

    from auth.clients.registration import ClientRefused
    from auth.secret_key import SecretKeyError
    from content.store import StoreError
    from content.values.problems import Busy, ContentError
    from seed.articles.problems import ArticleError
    from seed.exchange.problems import ExchangeError, LibraryError

    match error:
        case Busy() | StoreError():
            return _told(error, FAILED)
        case ClientRefused() | SecretKeyError() | ContentError() | ArticleError() | ExchangeError():
            return _told(error, BAD_INPUT)
        case LibraryError():
            for complaint in error.complaints:
                complain(str(complaint))
            return BAD_INPUT
    return _incident(error)


def _incident(error: Exception) -> int:
    import structlog

    from api.errors import new_incident
    from api.logs import configure_logging

    if not structlog.is_configured():
        configure_logging(level="info")
    incident = new_incident()
    log = structlog.stdlib.get_logger("rolebook.cli")
    log.error("unexpected error", incident=incident, exc_info=error)
    return _told(f"Something went wrong (incident {incident}, told above).", FAILED)


def _told(problem: Any, code: int) -> int:
    complain(" ".join(str(problem).split()))
    return code

"""The `rolebook` command: a module per group of commands, one place for what goes wrong."""

import sys

from api.cli.reporting import complain

_BAD_INPUT = 2


def main() -> None:
    """Runs a command; an expected failure is one line on standard error and an exit code."""
    if sys.platform == "win32":
        complain("Rolebook does not run on Windows; use WSL 2, or the container image.")
        sys.exit(_BAD_INPUT)
    from api.cli.commands import app  # uvloop and fcntl do not exist on Windows
    from api.cli.failing import exit_code

    try:
        code = app(standalone_mode=False)
    except Exception as error:
        sys.exit(exit_code(error))
    sys.exit(code if isinstance(code, int) else 0)

"""What processes of the server do without: what they load they keep as long as they are."""

import subprocess
import sys

from tests.serving import REPOSITORY

OF_COMMANDS = {"bs4", "docx", "lxml", "seed", "typer", "yaml"}
"""What brings content in, and what reads command lines."""
OF_SERVERS = {"beanie", "graphql", "motor", "strawberry", "tantivy"}


def loaded(*modules: str) -> set[str]:
    """The packages of a fresh process that has imported these."""
    code = (
        f"import sys, {', '.join(modules)}; print(*{{each.split('.')[0] for each in sys.modules}})"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    return set(told.stdout.split())


def test_a_server_process_loads_nothing_that_only_commands_need() -> None:
    packages = loaded("api.process")
    assert packages >= OF_SERVERS
    assert not packages & OF_COMMANDS


def test_who_only_starts_server_processes_loads_nothing_of_them() -> None:
    packages = loaded("api.cli.serving", "api.cli.preparing", "api.cli.running", "api.settings")
    assert "uvicorn" in packages
    assert not packages & OF_SERVERS

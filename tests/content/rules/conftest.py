"""Golden files are made anew by `pytest tests/content/rules --update-golden`, never otherwise."""

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --update-golden where this folder is named on the command line."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; read the difference before you commit it",
    )


@pytest.fixture
def updates_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written."""
    asked = bool(request.config.getoption("--update-golden", default=False))
    if asked and os.environ.get("CI"):
        pytest.fail("golden files are not written in CI")
    return asked

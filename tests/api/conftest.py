"""What the tests of commands and of the app undo after themselves."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from content.installation import Installation
from tests.content.hearing import following


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Takes back what a test, or a command it ran, set up for logging."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def heard(installation: Installation) -> AsyncIterator[None]:
    """News are followed, as in a server."""
    async with following(installation):
        yield

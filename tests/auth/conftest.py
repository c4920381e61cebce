"""What the tests of tokens stand on: the directory that the app under test answers from."""

from typing import Any, cast

import httpx
import pytest

from auth.directory import Directory
from tests.issuer import Issuer


@pytest.fixture
def directory(client: httpx.AsyncClient) -> Directory:
    """The accounts, clients and keys of the app behind `client`."""
    transport = cast(Any, client)._transport
    return cast(Directory, transport.app.state.directory)


@pytest.fixture
def acme() -> Issuer:
    """An external issuer."""
    return Issuer()

"""What the tests of sessions stand on."""

import httpx
import pytest

from auth.directory import Directory
from auth.documents.accounts import User
from auth.roles import Role
from tests.api.session.browser import Browser, directory_of
from tests.auth.people import make_user
from tests.issuer import Issuer


@pytest.fixture
def directory(client: httpx.AsyncClient) -> Directory:
    """The directory that the app under test answers from."""
    return directory_of(client)


@pytest.fixture
async def user(directory: Directory) -> User:
    """An editor."""
    return await make_user(directory, Role.EDITOR)


@pytest.fixture
def browser(client: httpx.AsyncClient, directory: Directory) -> Browser:
    """A browser that is not signed in."""
    return Browser(client, directory)


@pytest.fixture
def issuer(directory: Directory) -> Issuer:
    """An external issuer that makes accounts for whoever signs in there."""
    acme = Issuer(clock=lambda: directory.clock().timestamp())
    directory.issuers.trust([acme.party(create_accounts="viewer")])
    return acme

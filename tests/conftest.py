"""What the tests stand on: one mongod a session, a clean database a test, the real app and server.

`ROLEBOOK_TEST_MONGODB_URI` names a replica set to use in place of the embedded one.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import structlog

from content.store import Store, connect, within
from content.store.embedded import EmbeddedMongod
from content.values.locales import LocaleConfig
from tests.serving import Server, running_server

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from content.installation import Installation
    from tests.content.desk import Desk
    from tests.schema.library import Library

LOCALES = "en,de>en"
SECRET = "of the tests, and nothing more than that"
PUBLIC_URL = "http://rolebook.test"
PAGE_URL = "https://example.org/roles/{slug}?locale={locale}"

_MONGOD = pytest.StashKey[EmbeddedMongod]()
_FOLDER = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()


def pytest_configure(config: pytest.Config) -> None:
    """Names our markers; keeps the settings of whoever runs the tests out of them."""
    config.addinivalue_line("markers", "slow: takes long; run by `make test-slow`")
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, plain])
    for name in [name for name in os.environ if name.startswith("ROLEBOOK_")]:
        if not name.startswith("ROLEBOOK_TEST_"):
            del os.environ[name]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """With xdist, the process that starts the workers owns the mongod they share."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist's WorkerController
    node.workerinput["mongodb_uri"] = _shared_mongod(config)  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves nothing behind."""
    if _MONGOD in config.stash:
        config.stash[_MONGOD].stop()
        config.stash[_FOLDER].cleanup()


def _shared_mongod(config: pytest.Config) -> str:
    """The URI of the session's MongoDB, started by the first who asks."""
    if given := os.environ.get("ROLEBOOK_TEST_MONGODB_URI"):
        return given
    if _MONGOD not in config.stash:
        config.stash[_FOLDER] = tempfile.TemporaryDirectory(prefix="rolebook-tests-")
        folder = Path(config.stash[_FOLDER].name)
        config.stash[_MONGOD] = EmbeddedMongod(folder, command="test").start()
    return config.stash[_MONGOD].wait()


@pytest.fixture(scope="session")
def mongodb_uri(request: pytest.FixtureRequest) -> str:
    """A MongoDB that all tests share; each keeps to databases of its own."""
    given = getattr(request.config, "workerinput", {}).get("mongodb_uri")
    return given or _shared_mongod(request.config)


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """The name of a database that no other process uses."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    return f"test_{os.getpid()}_{worker}"


@pytest.fixture
async def store(mongodb_uri: str, database: str) -> AsyncIterator[Store]:
    """An open store on a database without a document in it; its indexes stay."""
    opened = await connect(mongodb_uri, database)
    for name in await opened.database.list_collection_names():
        await opened.database[name].delete_many({})
    yield opened
    await opened.close()


@pytest.fixture
async def installation(store: Store) -> "Installation":
    """An empty installation in English and German, the one falling back to the other."""
    from content.installation import open_installation  # a test of the store does without

    with within(60):
        return await open_installation(store, LocaleConfig.parse(LOCALES), PAGE_URL)


@pytest.fixture
def desk(installation: "Installation") -> "Desk":
    """An editor."""
    from tests.content.desk import Desk  # as above

    return Desk(installation)


@pytest.fixture
async def library(desk: "Desk") -> "Library":
    """A page with a block of every kind, published with everything it uses."""
    from tests.schema.library import publish_library  # as above

    return await publish_library(desk)


@asynccontextmanager
async def open_app(
    installation: "Installation", public_url: str = PUBLIC_URL
) -> AsyncIterator["Starlette"]:
    """The real app on an installation, started and later stopped."""
    from api.app import create_app  # only the tests that need it wait for it
    from api.settings import Settings, read_settings

    @asynccontextmanager
    async def opening(_settings: Settings) -> AsyncIterator["Installation"]:
        yield installation

    app = create_app(read_settings(secret_key=SECRET, public_url=public_url), opening)
    async with app.router.lifespan_context(app):
        yield app


def client_of(app: "Starlette", public_url: str = PUBLIC_URL) -> httpx.AsyncClient:
    """A client of an app, without a network between them."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=public_url)


@pytest.fixture
async def app(installation: "Installation") -> AsyncIterator["Starlette"]:
    """The real app, open."""
    async with open_app(installation) as opened:
        yield opened


@pytest.fixture
async def client(app: "Starlette") -> AsyncIterator[httpx.AsyncClient]:
    """A client of the real app."""
    async with client_of(app) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(mongodb_uri: str, database: str) -> Iterator[Server]:
    """A real `rolebook serve` on a free port, with a database of its own."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_served",
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    with running_server(settings) as running:
        yield running

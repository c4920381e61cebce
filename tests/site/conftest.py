"""The site, built once from the sample library, and a browser to look at it."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import launched
from tests.serving import Server
from tests.site.hosting import hosted
from tests.site.project import Build, Project, assembled
from tests.test_docs import sample_library

Open = Callable[..., Page]
"""Opens a path of the site in a window of its own: `width`, and options of the context."""


class Published(NamedTuple):
    """The site as its visitors find it, and the Rolebook it was made from."""

    url: str
    build: Build
    server: Server

    @property
    def pages(self) -> list[str]:
        """The path of every page."""
        files = (str(file.relative_to(self.build.out)) for file in self.build.out.rglob("*.html"))
        return sorted(f"/{file.removesuffix('index.html')}" for file in files)


def reach(page: Page, what: str) -> None:
    """Goes on by the tabulator until something has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(what):
            return
    raise AssertionError(what)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    """The generator and what browsers load, built by the first process that asks."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    copy, finished = folder / "careers-site", folder / "careers-site-is-built"
    with (folder / "careers-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            assembled(copy)
            finished.touch()
    return Project(copy)


@pytest.fixture(scope="session")
def rolebook_server(mongodb_uri: str, pytestconfig: pytest.Config) -> Iterator[Server]:
    """A server with the sample library."""
    with sample_library(mongodb_uri, pytestconfig) as running:
        yield running


@pytest.fixture(scope="session")
def site(
    project: Project, rolebook_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    """The site of the sample library."""
    folder = tmp_path_factory.mktemp("sample")
    with hosted(folder / "site") as host:
        build = project.generate(rolebook_server.url, folder, host.url)
        assert build.summary
        yield Published(host.url, build, rolebook_server)


# Playwright runs a loop of its own meanwhile: other modules' tests could have none.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with launched() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    """What the browser wrote to its console, and what it could not load."""
    return []


@pytest.fixture
def visit(browser: Browser, site: Published, complaints: list[str]) -> Iterator[Open]:
    """Opens pages; their windows are closed at the end of the test."""
    with ExitStack() as windows:

        def opening(path: str, width: int = 1280, **options: Any) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 800}, **options)
            windows.callback(context.close)
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{site.url}{path}")
            return page

        yield opening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a build of a test puts its site and its state."""
    return tmp_path / "build"

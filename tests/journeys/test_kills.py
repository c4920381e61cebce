"""Killed at any moment: what was answered is there, what was not is whole or not there."""

import random
import re
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import articles
from tests.journeys.travelling import (
    eventually,
    healthy,
    kill,
    kill_mongod,
    page,
    sentences,
    serving,
    words,
)
from tests.serving import ROLEBOOK, Server, environment, rolebook

NOT_HEADINGS = {"Title", "Location", "Overview"}


class Importing(threading.Thread):
    """Imports articles one command after another; notes which of them were acknowledged."""

    def __init__(self, folder: Path, files: list[Path]) -> None:
        super().__init__()
        self.folder, self.files = folder, files
        self.acknowledged: list[Path] = []
        self.failed: list[subprocess.CompletedProcess[str]] = []

    def wait_for(self, count: int) -> None:
        """Returns in the middle of the command after so many that ended."""
        deadline = time.monotonic() + 60
        while len(self.acknowledged) + len(self.failed) < count:
            assert time.monotonic() < deadline, self.failed
            time.sleep(0.02)
        time.sleep(1)

    def run(self) -> None:
        """One command a file."""
        for file in self.files:
            done = subprocess.run(
                [ROLEBOOK, "import", "article", file, "--publish", "--data-dir", self.folder],
                capture_output=True,
                text=True,
                env=environment({}),
                timeout=90,
                check=False,
            )
            if done.returncode == 0:
                self.acknowledged.append(file)
            else:
                self.failed.append(done)


def said_whole(server: Server, file: Path) -> None:
    """Fails unless every sentence of the article is served."""
    said = page(server, file.stem)
    expected = [each for each in sentences(file.read_text()) if each not in NOT_HEADINGS]
    assert [each for each in expected if words(each) not in said] == []


def failed_in_a_line(done: subprocess.CompletedProcess[str]) -> None:
    """Fails if a command that could not go on did not say so plainly."""
    assert done.returncode in (1, 2), done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    told = [line for line in done.stderr.splitlines() if not line.startswith("{")]
    assert len(told) == 1, done.stderr
    assert re.match(r"rolebook: |\S+\.md: ", told[0]), done.stderr


def after_the_kill(folder: Path, importing: Importing) -> None:
    """Starts again; everything acknowledged is served, and what was refused can be repeated."""
    with serving(folder) as server:
        for file in importing.acknowledged:
            said_whole(server, file)
        for done in importing.failed:
            failed_in_a_line(done)
        rest = [str(file) for file in importing.files if file not in importing.acknowledged]
        if rest:
            again = ("import", "article", *rest, "--publish", "--data-dir", str(folder))
            done = rolebook(*again)
            assert done.returncode == 0, done.stderr
        for file in importing.files:
            said_whole(server, file)
        healthy(folder)


def killed_while_importing(
    tmp_path: Path, count: int, moments: list[float], strike: Callable[[Server, Path], None]
) -> None:
    """One journey: articles come in, and at each moment something is killed."""
    folder = tmp_path / "data"
    files = [articles.write(tmp_path, number) for number in range(count)]
    importing = Importing(folder, files)
    with serving(folder) as server:
        importing.start()
        for moment in moments:
            time.sleep(moment)
            strike(server, folder)
        importing.join()
    after_the_kill(folder, importing)


def strike_mongod(server: Server, folder: Path) -> None:
    """Kills MongoDB; the server brings it back."""
    kill_mongod(folder)
    eventually(server)


def strike_server(server: Server, _folder: Path) -> None:
    """Kills the server, and with it its MongoDB."""
    kill(server)


def test_first_mongod_is_killed_and_then_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    importing = Importing(folder, [articles.write(tmp_path, number) for number in range(3)])
    with serving(folder) as server:
        importing.start()
        importing.wait_for(1)
        strike_mongod(server, folder)
        importing.wait_for(2)
        strike_server(server, folder)
        importing.join()
    after_the_kill(folder, importing)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_mongod_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)  # the same moments every time
    waits = [moments.uniform(0.2, 3) for _ in range(5)]
    killed_while_importing(tmp_path, 10, waits, strike_mongod)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_server_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed).uniform(1, 12)
    killed_while_importing(tmp_path, 8, [moment], strike_server)

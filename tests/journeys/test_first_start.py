"""`rolebook serve` on an empty folder: a library, a line to try, and all of it again next time."""

import re
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import httpx

from tests.journeys.travelling import healthy, kill, serving
from tests.serving import Server, free_port, start

PAGES = "{ rolePages(first: 100, orderBy: KEY_ASC) { totalCount nodes { key id updatedAt } } }"


# The port differs from start to start; what pages link to should not.
PAGE_URL = "https://example.org/roles/{slug}?locale={locale}"


def answer_of(line: str) -> httpx.Response:
    """What the printed curl line is answered, by curl itself where there is one."""
    arguments = shlex.split(line)
    if shutil.which("curl"):
        done = subprocess.run(arguments, capture_output=True, text=True, check=True)
        return httpx.Response(200, text=done.stdout)
    url = next(each for each in arguments if each.startswith("http"))
    body = arguments[arguments.index("-d") + 1]
    return httpx.post(url, content=body, headers={"Content-Type": "application/json"})


def pages(server: Server) -> object:
    """Every role page's key, id and time."""
    return httpx.post(f"{server.url}/graphql", json={"query": PAGES}).json()


def announced(server: Server) -> str:
    """What the server printed, once it has told that it is ready."""
    deadline = time.monotonic() + 20
    while "Ctrl-C" not in server.said():
        assert time.monotonic() < deadline, server.said()
        time.sleep(0.05)
    assert "Rolebook is ready." in server.said()
    return server.said()


def half_loaded(folder: Path, output: Path) -> None:
    """A first start that is killed while it publishes the library."""
    with output.open("wb") as file:
        settings = {
            "ROLEBOOK_DATA_DIR": str(folder),
            "ROLEBOOK_PORT": str(free_port()),
            "ROLEBOOK_PAGE_URL": PAGE_URL,
            "ROLEBOOK_SAMPLE_LIBRARY": "1",
        }
        process = start(settings, file)
    deadline = time.monotonic() + 120
    while "Publishing" not in output.read_text():
        assert process.poll() is None, output.read_text()
        assert time.monotonic() < deadline, output.read_text()
        time.sleep(0.05)
    process.kill()
    process.wait()


def test_first_start_cut_short_second_completes_third_has_it_all(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    half_loaded(folder, tmp_path / "first")
    with serving(folder, page_url=PAGE_URL, sample_library="1") as server:
        said = announced(server)
        (line,) = re.findall(r"curl .*", said)
        answer = answer_of(line).json()["data"]["rolePages"]
        assert answer["totalCount"] == 14
        assert len(answer["nodes"]) == 3
        assert all(node["title"] and node["slug"] for node in answer["nodes"])
        loaded = pages(server)
        healthy(folder)
        assert server.stop() == 0
        assert server.said().rstrip().endswith("Rolebook has stopped.")

    began = time.monotonic()
    with serving(folder, page_url=PAGE_URL, sample_library="1") as server:
        # 3 s on a quiet machine; this one may be running other tests.
        assert time.monotonic() - began < 20
        assert pages(server) == loaded
        kill(server)
    with serving(folder, page_url=PAGE_URL) as server:
        assert pages(server) == loaded

"""`rolebook serve` as a user runs it: started, asked, hurt, stopped, started again."""

import json
import os
import shlex
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving import (
    Server,
    environment,
    free_port,
    rolebook,
    running_server,
    start,
    wait_until_ready,
)
from tests.store.test_embedded import commands, eventually, mongods_of

PAGE = '{ rolePage(slug: "none") { title } }'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the module's server."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def embedded(data: Path) -> Iterator[Server]:
    """A server with its own MongoDB."""
    with running_server({"ROLEBOOK_DATA_DIR": str(data)}) as running:
        yield running


def ask(server: Server, name: str = "") -> httpx.Response:
    """A query's answer, which is kept from then on; another name is another query."""
    query = {"query": f"query {name} {PAGE}"} if name else {"query": PAGE}
    origin = {"Origin": "https://careers.example.org"}
    return httpx.post(f"{server.url}/graphql", json=query, headers=origin, timeout=10)


def test_it_says_where_and_how_when_it_is_ready(embedded: Server) -> None:
    assert eventually(lambda: "Ctrl-C" in embedded.said())
    said = embedded.said()
    assert f"{embedded.url}/graphql" in said
    (line,) = [line for line in said.splitlines() if "curl" in line]
    words = shlex.split(line[line.index("curl") :])
    address, body = words[2], words[words.index("-d") + 1]
    name, _, value = words[words.index("-H") + 1].partition(": ")
    answer = httpx.post(address, content=body, headers={name: value})
    assert answer.json() == {"data": {"rolePages": {"totalCount": 0, "nodes": []}}}


def test_a_second_server_on_the_folder_is_refused(embedded: Server, data: Path) -> None:
    result = rolebook(
        "serve", "--port", str(free_port()), settings={"ROLEBOOK_DATA_DIR": str(data)}
    )
    assert result.returncode == 1
    assert result.stderr == (
        f"rolebook: The data folder {data} is in use by `rolebook serve` (process "
        f"{embedded.process.pid}): stop that first, or choose another folder with "
        "ROLEBOOK_DATA_DIR.\n"
    )


def test_other_commands_join_it_and_its_settings(embedded: Server, data: Path) -> None:
    result = rolebook("doctor", "--json", settings={"ROLEBOOK_DATA_DIR": str(data)})
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["ok"] is True
    assert len(mongods_of(data)) == 1
    assert ask(embedded).status_code == 200


def test_a_killed_mongod_comes_back_under_the_server(embedded: Server, data: Path) -> None:
    (pid,) = mongods_of(data)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: ask(embedded).status_code == 200, seconds=20)
    assert eventually(lambda: httpx.get(f"{embedded.url}/readyz").status_code == 200)
    assert mongods_of(data) != [pid]
    assert "it is started again" in embedded.said()


def refused_in_time(server: Server) -> httpx.Response:
    """The first 503; what was published is known for three more seconds, and answered from that."""
    for number in range(100):
        started = time.monotonic()
        answer = ask(server, f"Number{number}")
        assert time.monotonic() - started < 3
        if answer.status_code == 503:
            return answer
        time.sleep(0.1)
    raise AssertionError("it goes on as if nothing had happened")


def test_a_mongod_that_does_not_answer_means_503_in_time(embedded: Server, data: Path) -> None:
    (pid,) = mongods_of(data)
    kept = ask(embedded).content
    os.kill(pid, signal.SIGSTOP)
    try:
        answer = refused_in_time(embedded)
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert httpx.get(f"{embedded.url}/readyz").status_code == 503
        assert ask(embedded).content == kept
    finally:
        os.kill(pid, signal.SIGCONT)
    assert eventually(lambda: ask(embedded, "Again").status_code == 200)


def test_it_stops_when_what_is_under_way_is_finished_and_starts_again(tmp_path: Path) -> None:
    settings = {"ROLEBOOK_DATA_DIR": str(tmp_path)}
    with running_server(settings) as server:
        secret = (tmp_path / "secret.key").read_text()
        (pid,) = mongods_of(tmp_path)
        os.kill(pid, signal.SIGSTOP)
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(ask(server).status_code))
        asking.start()
        time.sleep(0.5)
        server.process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        os.kill(pid, signal.SIGCONT)
        asking.join()
        assert answers == [200]
        assert server.process.wait(20) == 0
        assert server.said().rstrip().endswith("Rolebook has stopped.")
        assert "Traceback" not in server.said()
    assert not mongods_of(tmp_path)
    with running_server(settings) as server:
        assert (tmp_path / "secret.key").read_text() == secret
        assert ask(server).status_code == 200
        assert server.stop(signal.SIGTERM) == 0


def test_a_killed_server_leaves_no_process_and_starts_again(tmp_path: Path) -> None:
    settings = {"ROLEBOOK_DATA_DIR": str(tmp_path)}
    with running_server(settings, None, "--workers", "2") as server:
        family = descendants(server.process.pid)
        assert len(family) >= 3
        server.process.kill()
        server.process.wait()
        assert eventually(lambda: not family & commands().keys(), seconds=30)
    with running_server(settings) as server:
        assert ask(server).status_code == 200


def descendants(pid: int) -> set[int]:
    """The children of a process, and theirs."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        children = Path(f"/proc/{waiting.pop()}/task").glob("*/children")
        for child in " ".join(file.read_text() for file in children).split():
            found.add(int(child))
            waiting.append(int(child))
    return found


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = rolebook(
            "serve", "--port", str(port), settings={"ROLEBOOK_DATA_DIR": str(tmp_path)}
        )
    assert result.returncode == 1
    assert result.stderr == (
        f"rolebook: Rolebook cannot listen on 127.0.0.1:{port} (address already in use): stop what "
        "uses it, or choose another port with ROLEBOOK_PORT or --port.\n"
    )
    assert not (tmp_path / "mongod").exists()


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        ({"ROLEBOOK_PORT": "http"}, 2, "ROLEBOOK_PORT cannot be used"),
        ({"ROLEBOOK_ENV": "production"}, 2, "ROLEBOOK_MONGODB_URI is needed"),
        ({"ROLEBOOK_DATA_DIR": "/etc/passwd"}, 1, "it is a file, or lies in one"),
        ({"ROLEBOOK_MONGOD": "/bin/true"}, 1, "ROLEBOOK_MONGOD=/bin/true cannot be used"),
        ({"ROLEBOOK_MONGODB_URI": "nonsense"}, 1, "it must begin with mongodb://"),
        ({"ROLEBOOK_MONGODB_URI": "mongodb://127.0.0.1:1"}, 1, "cannot be reached"),
        ({"ROLEBOOK_SECRET_KEY": "short"}, 2, "it must have at least 32 characters"),
        ({"ROLEBOOK_HOST": "nowhere.invalid"}, 2, "is no address of this machine"),
    ],
)
def test_what_cannot_work_is_one_sentence(
    settings: dict[str, str], code: int, said: str, tmp_path: Path
) -> None:
    defaults = {"ROLEBOOK_DATA_DIR": str(tmp_path), "ROLEBOOK_PORT": str(free_port())}
    result = rolebook("serve", settings={**defaults, **settings})
    assert result.returncode == code
    assert said in result.stderr
    assert result.stderr.startswith("rolebook: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stdout


def test_preparing_for_several_processes_fails_in_one_sentence_too(tmp_path: Path) -> None:
    settings = {"ROLEBOOK_DATA_DIR": str(tmp_path), "ROLEBOOK_MONGODB_URI": "mongodb://127.0.0.1:1"}
    port = str(free_port())
    result = rolebook("serve", "--workers", "2", "--port", port, settings=settings)
    assert result.returncode == 1
    assert "cannot be reached" in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_several_processes_begin_with_the_sample_library(
    tmp_path: Path, mongodb_uri: str, database: str
) -> None:
    settings = {
        "ROLEBOOK_DATA_DIR": str(tmp_path),
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_several",
        "ROLEBOOK_SAMPLE_LIBRARY": "1",
    }
    with running_server(settings, tmp_path, "--workers", "2") as server:
        assert eventually(lambda: "Set up the first one" in server.said())
        assert server.said().count("The sample library is loaded.") == 1
        query = {"query": "{ rolePages { totalCount } }"}
        answer = httpx.post(f"{server.url}/graphql", json=query, timeout=10).json()
        assert answer["data"]["rolePages"]["totalCount"] > 0
        assert server.stop() == 0


def test_a_port_of_zero_is_any_free_one(tmp_path: Path, mongodb_uri: str, database: str) -> None:
    settings = {"ROLEBOOK_MONGODB_URI": mongodb_uri, "ROLEBOOK_DATABASE": f"{database}_zero"}
    output = tmp_path / "output"
    with output.open("wb") as file:
        process = start({"ROLEBOOK_PORT": "0", **settings}, file)
    try:
        assert eventually(lambda: "/graphql" in output.read_text(), seconds=40)
        url = output.read_text().split("GraphQL")[1].split()[0].removesuffix("/graphql")
        wait_until_ready(Server(url, process, output))
    finally:
        process.terminate()
        assert process.wait(20) == 0


def test_the_environment_of_tests_is_clean() -> None:
    assert [name for name in environment({}) if name.startswith("ROLEBOOK_")] == []

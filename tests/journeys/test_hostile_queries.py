"""Queries and bodies made to hurt: each is refused with a code, and nobody else waits for that."""

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.graphql import nodes

from tests.conftest import SECRET
from tests.journeys.hostile import BAD_REQUEST, Attack, bodies, queries, readings
from tests.serving import REPOSITORY, Server, free_port, rolebook, running_server

MOST_BLOCKED_SECONDS = 0.1
_TRIES = 4
"""Answers to the other connection are work as well: the quickest of some tries counts."""


@dataclass
class Place:
    """A server with the sample library, and the header of an editor there."""

    server: Server
    bearer: dict[str, str]
    attacker: httpx.Client
    """It connects anew each time."""
    watcher: httpx.Client
    """It keeps its connection."""

    def post(self, path: str, body: bytes) -> httpx.Response:
        """The answer to a body."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if path.startswith("/editor"):
            headers |= self.bearer
        return self.attacker.post(path, content=body, headers=headers)


@pytest.fixture(scope="module")
def place(mongodb_uri: str, database: str) -> Iterator[Place]:
    """A real server."""
    port = free_port()
    given_settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_hostile",
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_SAMPLE_LIBRARY": "true",
        "ROLEBOOK_PORT": str(port),
    }
    with running_server(given_settings) as server:
        client = ("client", "add", "Attacker", "--service", "--role", "publisher", "--json")
        added = rolebook(*client, settings=given_settings)
        assert added.returncode == 0, added.stderr
        told = json.loads(added.stdout)
        answer = httpx.post(
            f"{server.url}/oauth/token",
            data={"grant_type": "client_credentials"},
            auth=(told["client_id"], told["client_secret"]),
        )
        assert answer.status_code == 200, answer.text
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        anew = httpx.Limits(max_keepalive_connections=0)
        with (
            httpx.Client(base_url=server.url, limits=anew, timeout=30) as attacker,
            httpx.Client(base_url=server.url) as watcher,
        ):
            yield Place(server, bearer, attacker, watcher)


def longest_wait(place: Place, act: Callable[[], Any]) -> float:
    """For how long at most something that was done kept somebody else from an answer.

    It is the longest wait of another connection, but no more than the work that was done meanwhile.
    """
    waits: list[float] = []
    is_over = threading.Event()
    has_begun = threading.Event()

    def ask() -> None:
        place.watcher.get("/livez")
        has_begun.set()
        while not is_over.is_set():
            started = time.perf_counter()
            place.watcher.get("/livez")
            waits.append(time.perf_counter() - started)

    watcher = threading.Thread(target=ask)
    watcher.start()
    assert has_begun.wait(10)
    worked = _seconds_of_work(place.server)
    try:
        act()
    finally:
        is_over.set()
        watcher.join(10)
    return min(max(waits, default=0.0), _seconds_of_work(place.server) - worked)


def _seconds_of_work(server: Server) -> float:
    """What the server's process has used of processors: waiting for one is not its fault."""
    try:
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # no Linux
        return time.monotonic()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


ATTACKS = [
    *(
        pytest.param("/graphql", each, id=each.name)
        for each in (*queries(), *bodies(), *readings())
    ),
    *(
        pytest.param("/editor/graphql", each, id=f"editor: {each.name}")
        for each in (*queries(), *bodies())
        if each.name not in ("600 aliases", "450 variables")
    ),
]


@pytest.mark.parametrize(("path", "attack"), ATTACKS)
def test_it_is_refused_and_nobody_waits(place: Place, path: str, attack: Attack) -> None:
    response = place.post(path, attack.body)
    codes = {error["extensions"]["code"] for error in response.json()["errors"]}
    assert codes <= attack.codes, response.text[:500]
    assert len(response.json()["errors"]) <= 5
    is_told_in_graphql = codes <= {
        "BAD_USER_INPUT",
        "GRAPHQL_VALIDATION_FAILED",
        "GRAPHQL_PARSE_FAILED",
    }
    assert response.status_code == 200 if is_told_in_graphql else 400 <= response.status_code < 500
    waited = min(_waits(place, path, attack))
    assert waited < MOST_BLOCKED_SECONDS, f"others waited {waited * 1_000:.0f} ms"


def _waits(place: Place, path: str, attack: Attack) -> Iterator[float]:
    for number in range(_TRIES):
        # Another text each time, so that nothing that was found out before is of use.
        body = attack.body.replace(b'"query": "', b'"query": "#%d\\n' % number, 1)
        waited = longest_wait(place, lambda body=body: place.post(path, body))  # type: ignore[misc]  # bound now
        yield waited
        if waited < MOST_BLOCKED_SECONDS:
            return


@pytest.mark.parametrize("path", ["/graphql", "/editor/graphql"])
def test_a_body_of_20_mb_is_refused_before_it_is_read(place: Place, path: str) -> None:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: {place.bearer['Authorization']}\r\nContent-Length: 20000000\r\n\r\n"
    )
    if path == "/graphql":
        head = head.replace(f"Authorization: {place.bearer['Authorization']}\r\n", "")
    address = place.server.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=10) as connection:
        connection.sendall(head.encode() + b"[" * 65_536)
        answer = connection.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 413")


def test_deep_variables_are_refused_in_an_address_too(place: Place) -> None:
    deep = '{"a":' * 40 + "1" + "}" * 40
    response = httpx.get(f"{place.server.url}/graphql", params={"query": "{a}", "variables": deep})
    assert response.status_code == 400
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == BAD_REQUEST


def test_a_cursor_of_another_list_is_refused(place: Place) -> None:
    query = "query ($after: String) { %s(first: 1, after: $after) { pageInfo { endCursor } } }"
    pages = place.post("/graphql", json.dumps({"query": query % "rolePages"}).encode()).json()
    cursor = pages["data"]["rolePages"]["pageInfo"]["endCursor"]
    for other in ("roles", "skills", "interviewQuestions"):
        asked = {"query": query % other, "variables": {"after": cursor}}
        response = place.post("/graphql", json.dumps(asked).encode())
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_values_at_random_do_not_fill_the_memory(place: Place) -> None:
    """Each is another key of the cache; what it holds is bounded (tests/api/delivery)."""
    query = "query ($slug: String!) { rolePage(slug: $slug) { title } }"
    with httpx.Client(base_url=place.server.url) as client:
        for number in range(300):
            asked = {"query": query, "variables": {"slug": f"no-page-{number}"}}
            assert client.post("/graphql", json=asked).json() == {"data": {"rolePage": None}}


def test_the_service_is_alive(place: Place) -> None:
    response = place.post("/graphql", b'{"query": "{ rolePages { totalCount } }"}')
    assert response.json()["data"]["rolePages"]["totalCount"] > 0
    assert httpx.get(f"{place.server.url}/readyz").status_code == 200
    assert "Traceback" not in place.server.said()


schemathesis.graphql.scalar(
    "Locale", st.sampled_from(["en", "de", "fr", "x", ""]).map(nodes.String)
)


def fuzz(place: Place, path: str, sdl: str, cases: int) -> None:
    """Sends generated operations; none may be answered as a failure of ours.

    They come one at a time, so that none may be refused as too much either.
    """
    headers = place.bearer if path.startswith("/editor") else {}
    statuses: list[int] = []
    schema = schemathesis.graphql.from_path(REPOSITORY / "schema" / sdl)
    with httpx.Client(base_url=place.server.url, headers=headers, timeout=30) as client:

        @given(case=schema.as_strategy())
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def send(case: schemathesis.Case[Any]) -> None:
            response = client.post(path, json={"query": case.body})
            statuses.append(response.status_code)
            assert response.status_code < 500, f"{case.body!r}\n{response.text}"
            assert '"INTERNAL"' not in response.text, f"{case.body!r}\n{response.text}"

        send()
    assert len(statuses) >= cases
    assert statuses.count(200) > cases // 2


@pytest.mark.parametrize(
    ("path", "sdl"),
    [("/graphql", "delivery.graphql"), ("/editor/graphql", "editorial.graphql")],
)
def test_generated_operations_fail_nothing(place: Place, path: str, sdl: str) -> None:
    fuzz(place, path, sdl, 30)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "sdl"),
    [("/graphql", "delivery.graphql"), ("/editor/graphql", "editorial.graphql")],
)
def test_a_thousand_generated_operations_fail_nothing(place: Place, path: str, sdl: str) -> None:
    fuzz(place, path, sdl, 1_000)

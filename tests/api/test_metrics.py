"""/metrics: who may read it, what it tells, and that processes tell of each other."""

import os
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from api.metrics.measures import OTHERS, Measures, about, route_of
from api.metrics.sharing import FOLDER_VARIABLE, Shared, shared_folder
from content.installation import Installation
from tests.conftest import PUBLIC_URL
from tests.content.cataloguing import catalogued
from tests.content.desk import Desk
from tests.reading_docs import DOCS, table
from tests.serving import Server, running_server


def numbers(text: str) -> dict[str, float]:
    """Each number by its name, and its labels but for the process."""
    return {
        " ".join([each.name, *(v for k, v in sorted(each.labels.items()) if k != "process")]): (
            each.value
        )
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


async def test_what_was_asked_is_counted(client: httpx.AsyncClient) -> None:
    query = {"query": "query Named { jobFamilies { name } }"}
    for _ in range(3):
        assert (await client.post("/graphql", json=query)).status_code == 200
    await client.get("/nothing/here")
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    told = numbers(answer.text)
    assert told["rolebook_responses_misses_total"] >= 1
    assert told["rolebook_requests_total others 404"] == 1
    assert told["rolebook_operation_seconds_count Named /graphql"] >= 1
    assert told["rolebook_operations_shed_total delivery"] == 0
    assert "rolebook_loop_lag_seconds" in told
    assert "rolebook_news_silence_seconds" in told
    assert told["rolebook_catalogue_ready"] == 0


async def test_what_is_kept_is_measured(
    client: httpx.AsyncClient, installation: Installation
) -> None:
    async with catalogued(installation):
        desk = Desk(installation)
        page = await desk.page(await desk.role(), [], slug={"en": "baker"}, key="baker")
        await desk.publish(page, include_unpublished=True)
        # The last asks for more of the same page: no answer is kept, but what it is made of.
        for fields in ("title", "title", "title slug"):
            answer = await client.post(
                "/graphql", json={"query": f'{{ rolePage(slug: "baker") {{ {fields} }} }}'}
            )
            assert answer.json()["data"]["rolePage"]["title"]
        told = numbers((await client.get("/metrics")).text)
        known = len(installation.catalogue)
    assert told["rolebook_responses_hits_total"] == 1
    assert told["rolebook_responses_misses_total"] == 2
    assert told["rolebook_responses_entries"] == told["rolebook_responses_stored_total"] == 2
    assert told["rolebook_responses_refused_total"] == 0
    assert 0 < told["rolebook_responses_bytes"] < told["rolebook_responses_budget_bytes"]
    assert told["rolebook_snapshots_misses_total"] == 1
    assert told["rolebook_snapshots_hits_total"] == 1
    assert told["rolebook_snapshots_evicted_total"] == 0
    assert told["rolebook_snapshots_entries"] == 1
    assert 0 < told["rolebook_snapshots_bytes"] < told["rolebook_snapshots_budget_bytes"]
    assert told["rolebook_catalogue_documents"] == known > 0


async def test_the_table_of_metrics_is_the_metrics(client: httpx.AsyncClient) -> None:
    text = (await client.get("/metrics")).text
    told = re.findall(r"^# HELP (\S+) (.*)$", text, re.M)
    assert table(DOCS / "operating.md", "## Metrics") == {name: [what] for name, what in told}


@pytest.fixture
async def stranger(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the same app from another address."""
    afar = httpx.ASGITransport(app, client=("10.0.0.7", 5000))
    async with httpx.AsyncClient(transport=afar, base_url=PUBLIC_URL) as opened:
        yield opened


async def test_nobody_else_may_read_it(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    assert (await stranger.get("/metrics")).status_code == 404
    for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
        # A proxy on this machine passes on what comes from anywhere.
        assert (await client.get("/metrics", headers={name: "127.0.0.1"})).status_code == 404
    assert (await client.get("/metrics", headers={"Host": "evil.example"})).status_code == 400


@pytest.mark.parametrize(
    ("peer", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("::ffff:10.0.0.7", 404)],
)
async def test_an_address_of_ipv4_is_the_same_over_ipv6(
    app: Starlette, peer: str, status: int
) -> None:
    transport = httpx.ASGITransport(app, client=(peer, 5000))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC_URL) as opened:
        assert (await opened.get("/metrics")).status_code == status


def test_names_that_clients_choose_are_bounded() -> None:
    measures = Measures()
    for number in range(500):
        scope = {"path": f"/graphql/{number}"}
        about(scope).operation = f"O{number}" + "x" * 1_000
        measures.answered(scope, 200, 0.1)
    samples = [each for family in measures.registry.collect() for each in family.samples]
    operations = {each.labels.get("operation", OTHERS) for each in samples}
    assert len(operations) == 101
    assert OTHERS in operations
    assert max(map(len, operations)) <= 60
    assert len({each.labels["route"] for each in samples}) == 1


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/graphql", "/graphql"),
        ("/graphql/a.js", "/graphql/…"),
        ("/oauth/token", "/oauth/…"),
        ("/pages/a.html", "/pages/…"),
        ("/pagesx", OTHERS),
        ("/" + "a" * 9_000, OTHERS),
    ],
)
def test_routes_are_few(path: str, route: str) -> None:
    assert route_of(path) == route


class One:
    """A process that has counted."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures

    def collect(self) -> object:
        """Its numbers."""
        return self.measures.registry.collect()


def test_numbers_of_a_process_that_ended_are_left_out() -> None:
    with shared_folder():
        folder = Path(os.environ[FOLDER_VARIABLE])
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "4194305.metrics").write_text("a_total 1\n")  # there is no such process
        (folder / f"{os.getppid()}.metrics").write_text('rolebook_x{process="other"} 2.0\n')
        text = Shared(One(Measures())).text().decode()  # type: ignore[arg-type]
        assert "a_total" not in text
        assert 'rolebook_x{process="other"} 2.0' in text
        assert not (folder / "4194305.metrics").exists()
    assert FOLDER_VARIABLE not in os.environ


@pytest.fixture(scope="module")
def two(mongodb_uri: str, database: str) -> Iterator[Server]:
    """A server of two processes."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_two",
        "ROLEBOOK_SECRET_KEY": "of the tests, and nothing more than that",
    }
    with running_server(settings, None, "--workers", "2") as running:
        yield running


def test_each_process_tells_of_all(two: Server) -> None:
    for _ in range(100):
        text = httpx.get(f"{two.url}/metrics", timeout=10).text
        processes = {
            each.labels["process"]
            for family in text_string_to_metric_families(text)
            for each in family.samples
        }
        if len(processes) == 2:
            break
    assert len(processes) == 2

"""While MongoDB is away: what is kept is served and said to be old; the rest is told to wait."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from content.installation import Installation
from content.store import Store, Unavailable
from tests.api.delivery.conftest import GRAPHQL, Reader

OTHER = '{ rolePage(slug: "night-baker") { title } }'

pytestmark = pytest.mark.usefixtures("heard", "library")


@asynccontextmanager
async def away() -> AsyncIterator[Any]:
    """In place of a reading."""
    raise Unavailable("MongoDB cannot be reached now.")
    yield


async def test_what_is_kept_is_served_and_its_age_told(
    reader: Reader,
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = await reader.get()
    reader.responses.lost()
    monkeypatch.setattr(Store, "is_reachable", False)
    monkeypatch.setattr(installation.store, "reading", away)
    long_ago = time.time() - 100
    monkeypatch.setattr(reader.responses, "_lost_at", long_ago)
    stale = await reader.get()
    assert (stale.status_code, stale.content) == (200, fresh.content)
    assert int(stale.headers["age"]) >= 100
    assert stale.headers["cache-status"].startswith("Rolebook; hit; ttl=-10")
    assert stale.headers["etag"] == fresh.headers["etag"]
    # The same operation, asked for in another way, is known as well.
    posted = await reader.http.post(
        "/graphql",
        json={
            "query": 'query Page($slug: String = "baker") { rolePage(slug: $slug) '
            "{ title intro { plain } } }",
            "variables": {"slug": "baker"},
        },
    )
    assert posted.content == fresh.content
    assert reader.responses.counters.stale == 2


async def test_what_is_not_kept_is_told_to_wait(
    reader: Reader,
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installation.snapshots.everything_changed()
    monkeypatch.setattr(installation.store, "reading", away)
    answer = await reader.get(OTHER, accept=GRAPHQL)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_a_server_that_fails_while_it_is_asked_is_noticed(
    reader: Reader,
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The driver still believes that MongoDB is there."""
    fresh = await reader.get()
    reader.responses.lost()
    installation.snapshots.everything_changed()
    monkeypatch.setattr(installation.store, "reading", away)
    stale = await reader.get()
    assert stale.content == fresh.content
    assert "age" in stale.headers


async def test_while_only_news_are_lost_mongodb_is_asked_and_nothing_is_kept(
    reader: Reader,
) -> None:
    await reader.get()
    reader.responses.lost()
    for _ in range(2):
        answer = await reader.get()
        assert "age" not in answer.headers
    assert reader.hits == 0
    await reader.get(OTHER)
    assert len(reader.responses) == 1
    reader.responses.regained()
    await reader.get()
    assert reader.hits == 1


async def test_everything_is_read_again_when_too_much_was_missed(reader: Reader) -> None:
    await reader.get()
    reader.responses.lost()
    reader.responses.everything_changed()
    reader.responses.regained()
    await reader.get()
    assert reader.hits == 0

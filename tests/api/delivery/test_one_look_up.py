"""What is not kept is looked for once by the request as it came, whatever layers it passes."""

import httpx
import pytest

from api.delivery.cache import ResponseCache
from tests.api.delivery.conftest import PAGE


@pytest.mark.usefixtures("library")
async def test_a_miss_is_looked_for_once(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[bytes] = []
    monkeypatch.setattr(ResponseCache, "hit", lambda _, key: keys.append(key))
    for asked in ("/graphql", "/pages/baker.html", "/feed.xml"):
        keys.clear()
        assert (await client.get(asked, params={"query": PAGE})).status_code == 200
        assert len(keys) == 1
    keys.clear()
    assert (await client.post("/graphql", json={"query": PAGE})).status_code == 200
    assert len(keys) == 1

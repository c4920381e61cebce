"""A cache of no bytes: each answer is made, though once for all who ask for it together."""

import asyncio

import pytest

from api.delivery.computing import Computing, Work
from api.settings import read_settings
from content.installation import Installation
from tests.api.delivery.conftest import PAGE, reading
from tests.conftest import PUBLIC_URL
from tests.content.hearing import following

pytestmark = pytest.mark.usefixtures("library")


async def test_nothing_is_kept_and_all_is_answered(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0
    make = Computing.make

    async def counted(computing: Computing, work: Work) -> object:
        nonlocal made
        made += 1
        await asyncio.sleep(0.05)
        return await make(computing, work)

    monkeypatch.setattr(Computing, "make", counted)
    reader = reading(installation, read_settings(public_url=PUBLIC_URL, cache_megabytes=0))
    async with following(installation), reader.http:
        together = await asyncio.gather(*(reader.get() for _ in range(5)))
        assert made == 1
        for encoding in ("identity", "gzip", "identity;q=0, br"):
            together.append(await reader.get(accept_encoding=encoding))
        assert made == 4
        assert {answer.json()["data"]["rolePage"]["title"] for answer in together} == {
            together[0].json()["data"]["rolePage"]["title"]
        }
        held = await reader.get(PAGE, if_none_match=together[0].headers["etag"])
        assert held.status_code == 304
    assert (reader.hits, len(reader.responses), reader.responses.bytes) == (0, 0, 0)

"""A server that has just started: nothing is kept before it hears what others publish."""

import pytest

from content.installation import Installation
from tests.api.delivery.conftest import Reader
from tests.content.hearing import following

pytestmark = pytest.mark.usefixtures("library")


async def test_nothing_is_kept_before_news_are_followed(
    reader: Reader, installation: Installation
) -> None:
    for _ in range(2):
        assert (await reader.get()).json()["data"]["rolePage"]
    assert (reader.hits, len(reader.responses), reader.responses.is_verified) == (0, 0, False)
    async with following(installation):
        assert reader.responses.is_verified
        await reader.get()
        await reader.get()
        assert reader.hits == 1
    assert not reader.responses.is_verified
    await reader.get()
    assert reader.hits == 1

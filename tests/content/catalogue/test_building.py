"""The catalogue is read anew as far as it has to be."""

import asyncio
from typing import Any

import pytest

from content.catalogue import building, keep_built
from content.catalogue.texts import Text
from content.installation import Installation
from content.store import Unavailable
from tests.content.desk import Desk
from tests.content.hearing import following


async def test_texts_that_could_not_be_read_leave_the_rows_as_they_are(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, catalogue = Desk(installation), installation.catalogue
    role = await desk.role()
    await desk.publish(role)
    reading, rows, readings = building._text, [], []

    def failing_once(stored: Any) -> Text:
        rows.append(catalogue.is_ready and catalogue.facts(f"{role.id}:en"))
        readings.append(catalogue.reading)
        if len(rows) == 1:
            raise Unavailable("for a moment")
        return reading(stored)

    monkeypatch.setattr(building, "_text", failing_once)
    stop, built = asyncio.Event(), asyncio.Event()
    async with following(installation):
        keeping = asyncio.create_task(keep_built(catalogue, installation.store, stop, built))
        async with asyncio.timeout(10):
            await built.wait()
        stop.set()
        await keeping
    assert len(rows) == 2
    assert rows[0]
    assert rows[1] is rows[0]
    assert readings[0] == readings[1]
    assert catalogue.search.is_ready

"""News when mongod itself stops or dies: what is kept is not trusted, and then it is again."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from content import reading
from content.installation import open_installation
from content.reading import Reader
from content.store import connect, within
from content.store.embedded import EmbeddedMongod
from content.values.locales import LocaleConfig
from tests.conftest import LOCALES, PAGE_URL
from tests.content.desk import Desk
from tests.content.hearing import Noted, following, until
from tests.store.test_embedded import mongods_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("fault", [signal.SIGSTOP, signal.SIGKILL])
async def test_a_mongod_that_falls_silent(tmp_path: Path, fault: signal.Signals) -> None:
    with EmbeddedMongod(tmp_path, command="serve") as mongod:
        store = await connect(mongod.wait(), "news")
        with within(60):
            installation = await open_installation(store, LocaleConfig.parse(LOCALES), PAGE_URL)
        desk, noted = Desk(installation), Noted()
        role = await desk.role()
        page = await desk.page(role, [], slug={"en": "baker"})
        installation.news.listen(noted)
        async with following(installation):
            await desk.publish(page, include_unpublished=True)
            first = await reading.role_page(Reader(installation), "baker", "en")
            noted.heard.clear()
            for pid in mongods_of(tmp_path):
                os.kill(pid, fault)
            if fault is signal.SIGSTOP:
                await until(lambda: noted.heard == ["lost"])
                assert not installation.news.is_current
                for pid in mongods_of(tmp_path):
                    os.kill(pid, signal.SIGCONT)
            await asyncio.sleep(0.5)
            await until(lambda: installation.news.is_current, 60)
            # It went on after its token, so what was kept is as good as it was.
            assert "everything_changed" not in noted.heard
            assert noted.heard in ([], ["lost", "regained"])
            again = await reading.role_page(Reader(installation), "baker", "en")
            assert first is not None
            assert again is first
            epoch = installation.news.epoch
            await desk.publish(await desk.change(page, title={"en": "Another"}))
            assert installation.news.epoch > epoch
            fresh = await reading.role_page(Reader(installation), "baker", "en")
            assert fresh is not None
            assert fresh.node["title"] == "Another"
        await store.close()

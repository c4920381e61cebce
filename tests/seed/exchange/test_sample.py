"""The sample library in a real installation: loaded once, whole, and left alone after that."""

from pathlib import Path

import pytest

from content import checking, drafts, publishing
from content.documents.resolved import Resolved
from content.installation import Installation
from content.values.ids import ContentType
from content.values.locales import LocaleConfig
from seed.exchange import (
    export_library,
    import_library,
    load_sample_library,
    sample,
    sample_library_path,
)
from seed.exchange.loading.publishing import Publisher
from tests.seed.exchange.shelf import BAKERY, BY, put
from tests.seed.exchange.test_exporting import files


async def test_the_sample_library_is_loaded_whole_and_once(
    installation: Installation, tmp_path: Path
) -> None:
    summary = await load_sample_library(installation)
    assert summary is not None
    assert (summary.refused, summary.kept, summary.left_out) == ((), (), ())
    assert summary.created > 400
    assert await Resolved.count() == summary.published
    noticed = [
        (document.key, document.locale, issue)
        for document in await Resolved.find({"issues": {"$ne": []}}).to_list()
        for issue in document.issues
    ]
    assert noticed == []
    assert await checking.check(installation) == []
    assert await load_sample_library(installation) is None
    again = await import_library(installation, sample_library_path(), by=BY)
    assert (again.unchanged, again.created, again.published) == (summary.created, 0, 0)
    await export_library(installation, tmp_path / "out")
    assert len(files(tmp_path / "out")) == summary.created


async def test_what_was_withdrawn_from_the_sample_stays_withdrawn(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = put(tmp_path, BAKERY)
    monkeypatch.setattr(sample, "sample_library_path", lambda: library)
    await load_sample_library(installation)
    bakes = await drafts.by_key(installation, ContentType.STATEMENT, "bakes")
    assert bakes is not None
    await publishing.unpublish(installation, bakes.id, "en", by=BY)
    assert await load_sample_library(installation) is None


async def test_a_sample_cut_short_is_completed_at_the_next_start(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(Exception):
        pass

    async def killed(_self: Publisher, _groups: object) -> None:
        raise Killed

    library = put(tmp_path, BAKERY)
    monkeypatch.setattr(sample, "sample_library_path", lambda: library)
    with monkeypatch.context() as patched:
        patched.setattr(Publisher, "publish", killed)
        with pytest.raises(Killed):
            await load_sample_library(installation)
    summary = await load_sample_library(installation)
    assert summary is not None
    assert summary.published == 11
    assert await load_sample_library(installation) is None


async def test_the_sample_is_not_added_to_other_content(
    installation: Installation, tmp_path: Path
) -> None:
    await import_library(installation, put(tmp_path, BAKERY), by=BY)
    assert await load_sample_library(installation) is None


async def test_the_sample_loads_where_there_is_no_german(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = put(tmp_path, BAKERY)
    monkeypatch.setattr(sample, "sample_library_path", lambda: library)
    installation.locales = LocaleConfig.parse("en")
    summary = await load_sample_library(installation)
    assert summary is not None
    assert summary.left_out == ("de",)

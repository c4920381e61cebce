"""Export, import into an empty database, export again: the same bytes, and nothing more public."""

from pathlib import Path

import pytest

from content import drafts
from content.documents.resolved import Resolved
from content.installation import Installation
from content.values.ids import ContentType
from seed.exchange import export_library, import_library
from tests.seed.exchange.editors import Editors
from tests.seed.exchange.shelf import BY

EDITS = 40


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


async def empty(installation: Installation) -> None:
    """Removes all content."""
    database = installation.store.database
    for name in await database.list_collection_names():
        await database[name].delete_many({})


async def heads(installation: Installation) -> dict[str, tuple[object, ...]]:
    """What editors see of each entity, ids and versions aside."""
    found: dict[str, tuple[object, ...]] = {}
    for content_type in ContentType:
        async for entity in drafts.listing(installation, content_type):
            served = sorted(filter(entity.is_published, entity.published))
            name = f"{content_type}/{entity.key}"
            found[name] = (served, entity.abstract, entity.home is not None)
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_an_export_comes_back_byte_for_byte(
    installation: Installation, tmp_path: Path, seed: int
) -> None:
    await comes_back(installation, tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 30))
async def test_many_exports_come_back_byte_for_byte(
    installation: Installation, tmp_path: Path, seed: int
) -> None:
    await comes_back(installation, tmp_path, seed)


async def comes_back(installation: Installation, tmp_path: Path, seed: int) -> None:
    """Holds that what editors made of this seed survives the way out and in."""
    await Editors(installation, seed).work(EDITS)
    first = await export_library(installation, tmp_path / "first")
    served = await heads(installation)
    public = await Resolved.count()
    assert first.drafts > 5
    assert first.published > 5
    await empty(installation)
    summary = await import_library(installation, tmp_path / "first", by=BY)
    assert summary.refused == ()
    assert await heads(installation) == served
    assert await Resolved.count() == public
    await export_library(installation, tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    again = await import_library(installation, tmp_path / "first", by=BY)
    assert (again.unchanged, again.created, again.published) == (first.entities, 0, 0)
    rewritten = await export_library(installation, tmp_path / "second")
    assert rewritten.removed == 0
    assert contents(tmp_path / "second") == contents(tmp_path / "first")

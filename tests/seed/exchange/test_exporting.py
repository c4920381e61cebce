"""Exporting: what is in which file, and what an export leaves alone."""

from pathlib import Path
from textwrap import dedent

import pytest

from content import drafts, editing, publishing
from content.documents.heads import HEADS
from content.installation import Installation
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.sources import Source, dump_source, parse_source
from seed.exchange import ExchangeError, ExportSummary, export_library, import_library
from tests.seed.exchange.shelf import BAKERY, BY, put


def files(folder: Path) -> dict[str, str]:
    """The texts of all YAML files under a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.yaml"))
    }


@pytest.fixture
async def bakery(installation: Installation, tmp_path: Path) -> Installation:
    """An installation with the small library in it."""
    await import_library(installation, put(tmp_path / "bakery", BAKERY), by=BY)
    return installation


async def change(installation: Installation, found: Entity, **fields: object) -> Entity:
    """The entity saved with some fields replaced."""
    source: Source = parse_source(found.type, {**dump_source(found.source), **fields})
    saved = await editing.save(
        installation, found.id, source, expected_version=found.version, by=BY
    )
    return saved.entity


async def statement(installation: Installation, key: str) -> Entity:
    """The statement of that key."""
    found = await drafts.by_key(installation, ContentType.STATEMENT, key)
    assert found is not None
    return found


async def test_published_and_unpublished_stand_apart(bakery: Installation, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    summary = await export_library(
        bakery, tmp_path / "out", progress=lambda *step: told.append(step)
    )
    assert summary == ExportSummary(entities=9, published=8, drafts=1, removed=0)
    assert told[-1] == ("exporting", 9, 9)
    assert list(files(tmp_path / "out")) == [
        "drafts/statements/hates-mornings.yaml",
        "published/interview-questions/burnt.yaml",
        "published/role-pages/baker.yaml",
        "published/role-pages/head-baker.yaml",
        "published/roles/baker.yaml",
        "published/skills/kneading.yaml",
        "published/skills/tasting.yaml",
        "published/statements/bakes.yaml",
        "published/statements/opens.yaml",
    ]


async def test_a_file_reads_as_it_was_written(bakery: Installation, tmp_path: Path) -> None:
    await export_library(bakery, tmp_path / "out")
    found = files(tmp_path / "out")
    assert found["published/statements/opens.yaml"] == dedent("""\
        type: STATEMENT
        key: opens
        publish: [de, en]
        kind: RESPONSIBILITY
        heading:
          de: Aufschließen
          en: Open up
        text:
          de: Öffnet den Laden um fünf.
          en: Opens the shop at five.
        skills: [kneading]
    """)
    page = found["published/role-pages/head-baker.yaml"]
    assert "extends: baker\n" in page
    assert dedent(page.partition("blocks:\n")[2]) == dedent("""\
      - inherited: duties
        heading:
          en: More duties
        items:
          - {inherited: opens, hidden: true}
          - {use: STATEMENT/opens, id: opens-again}
      - id: related-to-head
        type: RELATED_ROLES
        picks: [baker]
    """)


async def test_a_changed_draft_has_a_file_of_its_own(bakery: Installation, tmp_path: Path) -> None:
    await change(bakery, await statement(bakery, "bakes"), text={"en": "Bakes rolls."})
    await export_library(bakery, tmp_path / "out")
    found = files(tmp_path / "out")
    assert "Bakes the bread." in found["published/statements/bakes.yaml"]
    assert "Bakes rolls." in found["drafts/statements/bakes.yaml"]
    assert "publish" not in found["drafts/statements/bakes.yaml"]


async def test_locales_that_serve_different_texts_have_a_file_each(
    bakery: Installation, tmp_path: Path
) -> None:
    texts = {"en": "Opens at six.", "de": "Öffnet um sechs."}
    opens = await change(bakery, await statement(bakery, "opens"), text=texts)
    await publishing.publish(bakery, opens.id, "en", opens.version, by=BY)
    await export_library(bakery, tmp_path / "out")
    found = files(tmp_path / "out")
    assert "publish: [en]\nrevision: 2\n" in found["published/statements/opens@en.yaml"]
    assert "publish: [de]\nrevision: 1\n" in found["published/statements/opens@de.yaml"]
    assert "um fünf." in found["published/statements/opens@de.yaml"]
    assert not any(name.startswith("drafts/statements/opens") for name in found)


async def test_a_part_readers_do_not_see_is_in_the_draft_alone(
    bakery: Installation, tmp_path: Path
) -> None:
    bakes = await statement(bakery, "bakes")
    await publishing.unpublish(bakery, bakes.id, "en", by=BY)
    await export_library(bakery, tmp_path / "out")
    found = files(tmp_path / "out")
    assert "use: bakes" not in found["published/role-pages/baker.yaml"]
    assert "use: bakes" in found["drafts/role-pages/baker.yaml"]
    assert "drafts/statements/bakes.yaml" in found


async def test_archived_entities_are_named_and_left_out(
    bakery: Installation, tmp_path: Path
) -> None:
    await (
        HEADS[ContentType.SKILL].find_one({"key": "kneading"}).update({"$set": {"archived": True}})
    )
    summary = await export_library(bakery, tmp_path / "out")
    assert summary.archived == ("SKILL/kneading",)
    assert "kneading" not in "".join(files(tmp_path / "out").values())


async def test_an_export_replaces_the_last_one_and_nothing_else(
    bakery: Installation, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    await export_library(bakery, out)
    put(out, {"README.md": "mine", "drafts/statements/mine.yaml": "mine: too"})
    draft = await statement(bakery, "hates-mornings")
    await publishing.publish(bakery, draft.id, "en", draft.version, by=BY)
    summary = await export_library(bakery, out)
    assert summary.removed == 1
    found = files(out)
    assert "published/statements/hates-mornings.yaml" in found
    assert "drafts/statements/hates-mornings.yaml" not in found
    assert "drafts/statements/mine.yaml" in found
    assert (out / "README.md").read_text() == "mine"


async def test_a_folder_with_something_else_in_it_is_refused(
    bakery: Installation, tmp_path: Path
) -> None:
    other = put(tmp_path / "other", {"notes.txt": "mine"})
    with pytest.raises(ExchangeError, match="is not empty and holds no export"):
        await export_library(bakery, other)
    with pytest.raises(ExchangeError, match="is a file"):
        await export_library(bakery, other / "notes.txt")
    await export_library(bakery, tmp_path / "out")
    (tmp_path / "out" / ".rolebook-export").write_text("rolebook library 1\n")
    with pytest.raises(ExchangeError, match="in the way"):
        await export_library(bakery, tmp_path / "out")


async def test_a_forged_list_of_files_removes_nothing_outside(
    bakery: Installation, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    await export_library(bakery, out)
    mine = put(tmp_path, {"mine.yaml": "a: b"}) / "mine.yaml"
    with (out / ".rolebook-export").open("a") as manifest:
        manifest.write("../mine.yaml\npublished/../../mine.yaml\n/etc/hosts.yaml\n")
    await export_library(bakery, out)
    assert mine.exists()

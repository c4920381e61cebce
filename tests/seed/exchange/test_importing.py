"""Importing a library into a real installation: what appears, what stays, what never goes live."""

from pathlib import Path

import pytest

from content import checking, drafts, editing, publishing
from content.documents.resolved import Resolved
from content.documents.revisions import RevisionDocument
from content.installation import Installation
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.locales import LocaleConfig
from content.values.sources import RolePage, Statement
from seed.exchange import ExchangeError, ImportSummary, LibraryError, import_library
from seed.exchange.loading.publishing import Publisher
from tests.seed.exchange.shelf import BAKERY, BY, put

STATEMENTS = BAKERY["statements.yaml"]


async def load(
    installation: Installation, folder: Path, files: dict[str, str], *, update: bool = False
) -> ImportSummary:
    """What importing these files did."""
    return await import_library(installation, put(folder, files), by=BY, update=update)


async def entity(installation: Installation, content_type: ContentType, key: str) -> Entity:
    """The entity of that name."""
    found = await drafts.by_key(installation, content_type, key)
    assert found is not None
    return found


async def body(found: Entity, locale: str = "en") -> str:
    """The finished document of an entity, as text."""
    document = await Resolved.get(f"{found.id}:{locale}")
    assert document is not None
    return document.body.decode()


async def test_a_library_is_created_and_published(
    installation: Installation, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    summary = await import_library(
        installation,
        put(tmp_path, BAKERY),
        by=BY,
        progress=lambda doing, done, total: told.append((doing, done, total)),
    )
    assert summary == ImportSummary(created=9, published=11)
    assert told[0] == ("reading", 0, 1)
    assert told[-1] == ("publishing", 11, 11)
    page = await entity(installation, ContentType.ROLE_PAGE, "baker")
    assert page.saved_by == BY
    assert "Bakes the bread before dawn." in await body(page)
    assert "Öffnet den Laden um fünf." in await body(page, "de")
    head = await entity(installation, ContentType.ROLE_PAGE, "head-baker")
    assert "More duties" in await body(head)
    assert await checking.check(installation) == []


async def test_a_draft_stays_a_draft(installation: Installation, tmp_path: Path) -> None:
    await load(installation, tmp_path, BAKERY)
    draft = await entity(installation, ContentType.STATEMENT, "hates-mornings")
    assert draft.published == {}
    assert not (await entity(installation, ContentType.STATEMENT, "bakes")).is_published("de")


async def test_importing_again_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    await load(installation, tmp_path, BAKERY)
    revisions = await RevisionDocument.count()
    for update in (False, True):
        summary = await load(installation, tmp_path, BAKERY, update=update)
        assert summary == ImportSummary(unchanged=9)
    assert await RevisionDocument.count() == revisions


async def test_an_override_knows_what_it_was_written_against(
    installation: Installation, tmp_path: Path
) -> None:
    await load(installation, tmp_path, BAKERY)
    page = await entity(installation, ContentType.ROLE_PAGE, "baker")
    assert isinstance(page.source, RolePage)
    overrides = [
        override
        for block in page.source.blocks
        for use in getattr(block, "items", ())
        for override in use.overrides
    ]
    assert [override.base is not None for override in overrides] == [True, True]


async def test_a_load_that_was_cut_short_is_completed(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(Exception):
        pass

    publish = Publisher.publish
    for calls in range(4):
        left = calls

        async def killed(self: Publisher, groups: list[object]) -> None:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            await publish(self, groups)  # type: ignore[arg-type]

        monkeypatch.setattr(Publisher, "publish", killed)
        try:
            await load(installation, tmp_path, BAKERY)
        except Killed:
            continue
        break
    else:
        pytest.fail("the load never ended")
    assert await load(installation, tmp_path, BAKERY) == ImportSummary(unchanged=9)
    monkeypatch.undo()
    assert await Resolved.count() == 11
    assert await checking.check(installation) == []


async def test_what_an_editor_changed_is_kept_or_updated_as_asked(
    installation: Installation, tmp_path: Path
) -> None:
    await load(installation, tmp_path, BAKERY)
    opens = await entity(installation, ContentType.STATEMENT, "opens")
    assert isinstance(opens.source, Statement)
    theirs = opens.source.model_copy(
        update={"text": Statement.model_validate({"kind": "REASON", "text": {"en": "Mine."}}).text}
    )
    saved = await editing.save(installation, opens.id, theirs, expected_version=1, by="editor")
    await publishing.publish(installation, opens.id, "en", saved.entity.version, by="editor")
    kept = await load(installation, tmp_path, BAKERY)
    assert kept == ImportSummary(unchanged=8, kept=("STATEMENT/opens",))
    opens = await entity(installation, ContentType.STATEMENT, "opens")
    assert (opens.version, opens.published["en"].revision) == (2, 2)
    updated = await load(installation, tmp_path, BAKERY, update=True)
    assert updated == ImportSummary(unchanged=8, updated=("STATEMENT/opens",), published=1)
    opens = await entity(installation, ContentType.STATEMENT, "opens")
    assert (opens.version, opens.published["en"].revision, opens.saved_by) == (3, 3, BY)
    assert await load(installation, tmp_path, BAKERY, update=True) == ImportSummary(unchanged=9)


async def test_a_changed_library_updates_what_is_there(
    installation: Installation, tmp_path: Path
) -> None:
    await load(installation, tmp_path, BAKERY)
    files = {"statements.yaml": STATEMENTS.replace("at five.", "at six.")}
    summary = await load(installation, tmp_path, files, update=True)
    assert summary == ImportSummary(unchanged=8, updated=("STATEMENT/opens",), published=2)
    page = await entity(installation, ContentType.ROLE_PAGE, "baker")
    assert "at six." in await body(page)
    assert await checking.check(installation) == []


async def test_what_an_editor_unpublished_is_not_published_again(
    installation: Installation, tmp_path: Path
) -> None:
    await load(installation, tmp_path, BAKERY)
    bakes = await entity(installation, ContentType.STATEMENT, "bakes")
    await publishing.unpublish(installation, bakes.id, "en", by="editor")
    assert await load(installation, tmp_path, BAKERY) == ImportSummary(unchanged=9)
    assert not (await drafts.get(installation, bakes.id)).is_published("en")


async def test_a_library_may_build_on_what_is_there(
    installation: Installation, tmp_path: Path
) -> None:
    first = {name: text for name, text in BAKERY.items() if not name.startswith("pages")}
    await load(installation, tmp_path / "first", first)
    pages = {name: text for name, text in BAKERY.items() if name.startswith("pages")}
    summary = await load(installation, tmp_path / "second", pages)
    assert summary == ImportSummary(created=2, published=3)


async def test_nothing_is_written_of_a_library_with_a_mistake(
    installation: Installation, tmp_path: Path
) -> None:
    files = BAKERY | {"statements.yaml": STATEMENTS.replace("[kneading]", "[flying]")}
    with pytest.raises(LibraryError, match="there is no SKILL with the key 'flying'"):
        await load(installation, tmp_path, files)
    assert await RevisionDocument.count() == 0


async def test_what_cannot_be_published_is_told_and_the_rest_is(
    installation: Installation, tmp_path: Path
) -> None:
    text = STATEMENTS.replace("publish: [en]\n          kind", "kind", 1)
    assert text != STATEMENTS
    summary = await load(installation, tmp_path, BAKERY | {"statements.yaml": text})
    assert summary.created == 9
    assert {(each.name, each.locales) for each in summary.refused} == {
        ("ROLE_PAGE/baker", ("en", "de")),
        ("ROLE_PAGE/head-baker", ("en",)),
    }
    assert "not published yet: bakes" in summary.refused[0].reason
    assert summary.published == 7


async def test_locales_the_installation_does_not_have_are_refused_or_left_out(
    installation: Installation, tmp_path: Path
) -> None:
    installation.locales = LocaleConfig.parse("en")
    path = put(tmp_path, BAKERY)
    with pytest.raises(ExchangeError, match="published in de, which this installation"):
        await import_library(installation, path, by=BY)
    assert await RevisionDocument.count() == 0
    summary = await import_library(installation, path, by=BY, leave_out_locales=True)
    assert summary == ImportSummary(created=9, published=8, left_out=("de",))
    opens = await entity(installation, ContentType.STATEMENT, "opens")
    assert isinstance(opens.source, Statement)
    assert opens.source.text.keys() == {"en"}


AT_HOME = {
    "published/a.yaml": """
        - {type: ROLE, key: baker, publish: [en], title: {en: Baker}}
        - type: ROLE_PAGE
          key: baker
          publish: [en]
          role: baker
          slug: {en: baker}
          title: {en: What is a Baker?}
          blocks:
            - {id: duties, type: STATEMENT_LIST, kind: REASON, items: [own]}
        - {type: STATEMENT, key: own, home: baker, publish: [en], kind: REASON, text: {en: Old.}}
    """,
    "drafts/a.yaml": """
        {type: STATEMENT, key: own, home: baker, kind: REASON, text: {en: New.}}
    """,
}


async def test_a_part_at_home_is_published_as_the_library_says(
    installation: Installation, tmp_path: Path
) -> None:
    summary = await load(installation, tmp_path, AT_HOME)
    assert summary == ImportSummary(created=3, published=3)
    own = await entity(installation, ContentType.STATEMENT, "own")
    page = await entity(installation, ContentType.ROLE_PAGE, "baker")
    assert (own.home, own.version, own.published["en"].revision) == (page.id, 2, 1)
    assert "Old." in await body(page)


async def test_a_draft_at_home_does_not_go_live_with_its_page(
    installation: Installation, tmp_path: Path
) -> None:
    page = AT_HOME["published/a.yaml"].replace("home: baker, publish: [en], ", "home: baker, ")
    summary = await load(installation, tmp_path, {"a.yaml": page})
    assert [each.name for each in summary.refused] == ["ROLE_PAGE/baker"]
    own = await entity(installation, ContentType.STATEMENT, "own")
    assert own.published == {}
    assert await Resolved.count() == 1

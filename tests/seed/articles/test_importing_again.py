"""Articles that are imported a second time, as they were or changed since."""

from pathlib import Path

from content import drafts, editing
from content.installation import Installation
from content.values.ids import ContentType
from content.values.sources import RolePage
from seed.articles.storing import Status
from tests.seed.articles.importing import FIXTURES, body_of, run


async def test_importing_again_changes_nothing(installation: Installation) -> None:
    path = FIXTURES / "beekeeper.txt"
    await run(installation, path)
    page = await drafts.by_key(installation, ContentType.ROLE_PAGE, "beekeeper")
    code, (report,) = await run(installation, path)
    assert code == 0
    assert report.outcome is not None
    assert report.outcome.status is Status.UNCHANGED
    assert await drafts.by_key(installation, ContentType.ROLE_PAGE, "beekeeper") == page


async def test_publishing_later_publishes_what_was_imported(installation: Installation) -> None:
    path = FIXTURES / "beekeeper.txt"
    await run(installation, path)
    code, (report,) = await run(installation, path, publish=True)
    assert (code, report.problem) == (0, "")
    assert (await body_of(installation, "beekeeper"))["role"]["title"] == "Beekeeper"


async def test_a_changed_article_is_refused_with_what_changed(
    installation: Installation, tmp_path: Path
) -> None:
    text = (FIXTURES / "beekeeper.txt").read_text()
    path = tmp_path / "beekeeper.txt"
    path.write_text(text)
    await run(installation, path)
    path.write_text(text.replace("Cut what", "Drop what").replace("about £220", "about £240"))
    code, (report,) = await run(installation, path)
    assert code == 2
    assert "--update" in report.problem
    assert report.outcome is not None
    assert [line for line in report.outcome.diff if line.startswith("+")] == [
        "+A colony costs about £240 to replace. Someone who weighs hives in October and treats"
        " for mites in August loses one in ten, not one in three."
    ]


async def test_an_update_keeps_what_editors_changed(
    installation: Installation, tmp_path: Path
) -> None:
    text = (FIXTURES / "beekeeper.txt").read_text()
    path = tmp_path / "beekeeper.txt"
    path.write_text(text)
    await run(installation, path, publish=True)
    page = await drafts.by_key(installation, ContentType.ROLE_PAGE, "beekeeper")
    assert page is not None
    source = page.source
    assert isinstance(source, RolePage)
    edited = source.model_copy(
        update={"intro": {"en": source.intro["en"].model_copy(update={"value": "Shorter."})}}
    )
    await editing.save(installation, page.id, edited, expected_version=page.version, by="editor")
    changed = (
        text.replace("about £220", "about £240")
        .replace("Most orchards rent", "Nearly all orchards rent")
        .replace("•  Train one apprentice a year\n", "•  Train two apprentices a year\n")
        .replace(
            "5. Keep the workshop",
            "5. Teach neighbours: Gives a talk in March.\n6. Keep the workshop",
        )
    )
    path.write_text(changed)
    code, (report,) = await run(installation, path, update=True, publish=True)
    assert (code, report.problem) == (0, "")
    assert report.outcome is not None
    assert report.outcome.status is Status.UPDATED
    assert report.outcome.conflicts == ["beekeeper: intro.en"]
    assert report.outcome.created == {"STATEMENT": 1}
    body = await body_of(installation, "beekeeper")
    assert body["intro"]["plain"] == "Shorter."
    duties = body["blocks"][2]["items"]
    assert [item["heading"] for item in duties][-2:] == ["Teach neighbours", "Keep the workshop"]
    assert "about £240" in body["blocks"][1]["items"][1]["text"]["plain"]
    job = body["blocks"][3]["jobDescription"]
    assert job["blocks"][0]["items"][-1]["text"]["plain"] == "Train two apprentices a year"
    code, (report,) = await run(installation, path)
    assert report.outcome is not None
    assert report.outcome.status is Status.UNCHANGED

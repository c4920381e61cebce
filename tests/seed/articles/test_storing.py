"""Articles stored on a real MongoDB and read back as readers get them."""

from pathlib import Path

import httpx
import pytest

from content import drafts, editing
from content.installation import Installation
from content.values.ids import ContentType, new_id
from content.values.sources import Role, RolePage, Statement
from seed.articles.storing import Status
from tests.seed.articles.importing import FIXTURES, body_of, letters, run, texts_of
from tests.seed.articles.word_files import from_outline


@pytest.mark.parametrize("name", ["beekeeper.txt", "sommelier.md", "tour-guide.html"])
async def test_every_piece_is_read_back_after_publishing(
    installation: Installation, name: str
) -> None:
    code, reports = await run(installation, FIXTURES / name, publish=True)
    assert (code, [report.problem for report in reports]) == (0, [""])
    (report,) = reports
    assert report.outcome is not None
    assert report.outcome.status is Status.CREATED
    assert report.account is not None
    assert report.account.percent == 100
    shown = letters(" ".join(texts_of(await body_of(installation, report.outcome.slug))))
    for entry in report.account.entries:
        if any("label of" in field for field in entry.fields) or not entry.fields:
            continue
        for sentence in entry.text.replace("! ", ". ").replace("? ", ". ").split(". "):
            assert letters(sentence) in shown or ":" in sentence, sentence


async def test_another_article_reuses_statements_and_questions(
    installation: Installation, tmp_path: Path
) -> None:
    await run(installation, FIXTURES / "beekeeper.txt", publish=True)
    path = tmp_path / "orchardist.txt"
    path.write_text(
        "What is an Orchardist?\n\nAn orchardist grows fruit for a living and bees for fruit.\n\n"
        "Why hire an Orchardist?\n\n"
        "1. Fruit set you can plan: Rented hives arrive when the contractor has time. Your own"
        " colonies stand in the rows two days before the first blossom opens.\n"
        "2. Pruning: Done in February.\n\n"
        "Orchardist Interview Questions\n\n"
        "A grower sprays without telling you. What do you do first?\n"
        "- I am the grower, so I would begin with myself.\n\n"
        "How do you know that a colony is about to swarm?\n"
        "- I look for queen cells along the bottom bar, and for a brood nest with no empty cell"
        " left. If I see charged cells, I split the same day.\n"
        "- Bees hanging idle at the entrance at noon in May worry me more than any count.\n"
    )
    code, (report,) = await run(installation, path, publish=True)
    assert (code, report.problem) == (0, "")
    assert report.outcome is not None
    assert [(reuse.type, reuse.overridden) for reuse in report.outcome.reused] == [
        ("STATEMENT", False),
        ("INTERVIEW_QUESTION", True),
        ("INTERVIEW_QUESTION", False),
    ]
    questions = (await body_of(installation, "orchardist"))["blocks"][-1]["items"]
    assert questions[0]["sampleAnswer"]["plain"].startswith("I am the grower")
    first = (await body_of(installation, "beekeeper"))["blocks"][-1]["items"][1]
    assert first["sampleAnswer"]["plain"].startswith("Close the entrances")


async def test_a_role_that_exists_is_reused(installation: Installation) -> None:
    role = editing.NewEntity(
        type=ContentType.ROLE,
        key="beekeeper",
        source=Role.model_validate({"title": {"en": "Bee keeper"}}),
    )
    await editing.create(installation, role, by="editor")
    code, (report,) = await run(installation, FIXTURES / "beekeeper.txt", publish=True)
    assert (code, report.problem) == (0, "")
    assert report.outcome is not None
    assert report.outcome.role_reused
    body = await body_of(installation, "beekeeper")
    assert body["role"]["title"] == "Bee keeper"
    assert body["role"]["summary"]["plain"].startswith("A beekeeper looks after")


async def test_a_second_locale_joins_the_role_it_is_given(installation: Installation) -> None:
    await run(installation, FIXTURES / "sommelier.md", publish=True)
    code, (report,) = await run(
        installation, FIXTURES / "konditor.de.txt", publish=True, locale="de", role="sommelier"
    )
    assert (code, report.problem) == (0, "")
    assert report.outcome is not None
    body = await body_of(installation, report.outcome.slug, "de")
    assert body["role"]["title"] == "Konditor"
    english = await body_of(installation, "sommelier")
    assert english["role"]["title"] == "Sommelier"


async def test_a_page_of_the_same_key_keeps_its_place(installation: Installation) -> None:
    await run(installation, FIXTURES / "beekeeper.txt", publish=True)
    code, (report,) = await run(installation, FIXTURES / "beekeeper.html", page="beekeeper-too")
    assert (code, report.problem) == (0, "")
    assert report.outcome is not None
    assert report.outcome.page == "beekeeper-too"
    assert not report.outcome.created.get("STATEMENT")


async def test_a_bad_file_does_not_stop_the_others(
    installation: Installation, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 500)
    word = tmp_path / "bees.docx"
    word.write_bytes(from_outline((FIXTURES / "beekeeper.outline").read_text()))
    code, reports = await run(installation, bad, word)
    assert code == 2
    assert [bool(report.problem) for report in reports] == [True, False]
    assert await drafts.by_key(installation, ContentType.ROLE_PAGE, "beekeeper") is not None


async def test_a_dry_run_writes_nothing(installation: Installation) -> None:
    code, (report,) = await run(installation, FIXTURES / "beekeeper.txt", dry_run=True)
    assert code == 0
    assert report.account is not None
    assert report.account.percent == 100
    assert await drafts.by_key(installation, ContentType.ROLE_PAGE, "beekeeper") is None


async def test_statements_keep_their_importance(installation: Installation) -> None:
    await run(installation, FIXTURES / "crane-operator.html")
    found = [entity async for entity in drafts.listing(installation, ContentType.STATEMENT)]
    preferred = [
        entity.source.text["en"].value
        for entity in found
        if isinstance(entity.source, Statement) and entity.source.importance == "PREFERRED"
    ]
    assert preferred == ["A mobile licence up to 60 t"]


async def test_a_page_that_was_not_imported_is_left_alone(installation: Installation) -> None:
    role = editing.NewEntity(
        type=ContentType.ROLE,
        key="beekeeper",
        id=new_id(ContentType.ROLE),
        source=Role.model_validate({"title": {"en": "Beekeeper"}}),
    )
    page = editing.NewEntity(
        type=ContentType.ROLE_PAGE,
        key="beekeeper",
        source=RolePage.model_validate(
            {"role": role.id, "title": {"en": "Mine"}, "slug": {"en": "beekeeper"}}
        ),
    )
    await editing.create_all(installation, [role, page], by="editor")
    code, (report,) = await run(installation, FIXTURES / "beekeeper.txt", publish=True)
    assert (code, report.problem) == (0, "")
    assert report.outcome is not None
    assert (report.outcome.page, report.outcome.slug) == ("beekeeper-2", "beekeeper-2")


async def test_every_sentence_comes_back_over_graphql(
    client: httpx.AsyncClient, installation: Installation
) -> None:
    _, (report,) = await run(installation, FIXTURES / "tour-guide.html", publish=True)
    query = """query ($slug: String!) { rolePage(slug: $slug) {
      title intro { plain } role { title } blocks { __typename
        ... on Prose { heading intro { plain } body { plain } outro { plain } }
        ... on StatementList { heading intro { plain } outro { plain }
          items { heading text { plain } } }
        ... on QuestionList { heading intro { plain } outro { plain }
          items { prompt { plain } sampleAnswer { plain } } }
        ... on Faq { heading outro { plain } items { question answer { plain } } }
        ... on SnippetUse { body { plain } }
        ... on JobDescriptionUse { heading intro { plain } jobDescription {
          title location overview { plain } blocks { __typename
            ... on StatementList { heading items { heading text { plain } } }
            ... on Prose { heading body { plain } } ... on SnippetUse { body { plain } } } } }
      } } }"""
    assert report.outcome is not None
    variables = {"slug": report.outcome.slug}
    answer = await client.post("/graphql", json={"query": query, "variables": variables})
    assert "errors" not in answer.json(), answer.text
    shown = letters(" ".join(texts_of(answer.json()["data"])))
    assert report.account is not None
    for entry in report.account.entries:
        if not any("label of" in field for field in entry.fields):
            assert letters(entry.text) in shown, entry.text

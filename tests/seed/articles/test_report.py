"""What the importer tells people and machines."""

import io
import json
from pathlib import Path

from rich.console import Console

from seed.articles.command import ArticleReport, dry_run, render
from seed.articles.storing import Outcome, Reuse, Status

FIXTURES = Path(__file__).parent / "fixtures"


def printed(report: ArticleReport) -> str:
    """The report as it looks in a terminal of 80 columns."""
    console = Console(width=80, record=True, force_terminal=False, file=io.StringIO())
    console.print(render(report))
    return console.export_text()


def reported(*paths: Path, locale: str = "en") -> tuple[int, list[ArticleReport]]:
    """A dry run's exit code and reports."""
    reports: list[ArticleReport] = []
    return dry_run(paths, locale, reports.append), reports


def test_the_account_names_every_piece_and_its_field() -> None:
    code, (report,) = reported(FIXTURES / "beekeeper.txt")
    assert code == 0
    text = printed(report)
    assert "100 % of" in text
    assert max(map(len, text.split("\n"))) <= 80
    assert "page: why-hire: reason 1" in " ".join(text.split())
    account = json.loads(json.dumps(report.to_json()))["account"]
    assert account["percent"] == 100
    assert account["entries"][0] == {
        "position": "line 1",
        "text": "Beekeeper: the role, the job description and what to ask",
        "fields": ["page: title"],
    }


def test_a_file_that_is_no_article_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "Remember to buy milk, and to call the plumber before the end of the week.\n\n"
        "The car needs new tyres. It has needed them since March, and the garage closes at six.\n"
    )
    code, (report,) = reported(path, FIXTURES / "none.txt")[0], reported(path)[1]
    assert code == 2
    assert "no line tells which role" in report.problem
    assert len(printed(report).strip().split("\n")) <= 3


def test_reuse_conflicts_and_differences_are_told() -> None:
    outcome = Outcome(
        Status.UPDATED,
        "beekeeper",
        created={"STATEMENT": 1},
        reused=[Reuse("INTERVIEW_QUESTION", "a", "How?", overridden=True)],
        conflicts=["beekeeper: intro.en"],
        unused=["old"],
        published=True,
    )
    text = printed(ArticleReport(Path("a.txt"), "Beekeeper", "en", outcome=outcome))
    assert "updated the page beekeeper, published" in text
    assert "new: 1 statement" in text
    assert "reused interview question “How?” with another answer here" in text
    assert "kept the editor's text of beekeeper: intro.en" in text
    assert "no longer used by the article: old" in text
    changed = Outcome(Status.CHANGED, "beekeeper", diff=["@@ -1 +1 @@", "-old", "+new"])
    text = printed(ArticleReport(Path("a.txt"), outcome=changed, problem="it has changed"))
    assert "-old" in text
    assert "+new" in text


def test_placeholders_without_a_job_description_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "cook.txt"
    path.write_text("What is a Cook?\n\nA cook at [Company Name] cooks.\n")
    _, (report,) = reported(path)
    assert report.notes == ["placeholders stay as text: no job description declares them"]
    assert "note: placeholders" in printed(report)

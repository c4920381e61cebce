"""An article goes in by the command line, and every sentence comes out over HTTP."""

import html
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.travelling import ask, healthy, page, sentences, serving, words
from tests.serving import REPOSITORY, Server, rolebook

EXAMPLE = REPOSITORY / "docs" / "examples" / "documentation-engineer.md"
LABELS = {"Title", "Location", "Overview"}
"""What stands before a field of the job description, and is that field's name."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running server."""
    return tmp_path_factory.mktemp("articles") / "data"


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """A server with its own MongoDB, empty at first."""
    with serving(folder) as running:
        yield running


def imported(folder: Path, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What `rolebook import article` says."""
    return rolebook("import", "article", str(file), "--data-dir", str(folder), *options)


def test_every_sentence_of_an_article_is_read_back(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    first = imported(folder, EXAMPLE, "--publish")
    assert first.returncode == 0, first.stderr
    assert "100 % of 36 pieces placed" in first.stdout
    said = page(server, "documentation-engineer")
    expected = [each for each in sentences(EXAMPLE.read_text()) if each not in LABELS]
    assert len(expected) > 40
    assert [each for each in expected if words(each) not in said] == []

    again = imported(folder, EXAMPLE, "--publish")
    assert again.returncode == 0, again.stderr
    assert "nothing changed" in again.stdout
    changed = tmp_path / EXAMPLE.name
    changed.write_text(EXAMPLE.read_text().replace("a page you deleted", "a page you wrote"))
    refused = imported(folder, changed, "--publish")
    assert refused.returncode == 2
    assert "+Tell me about a page you wrote." in refused.stderr
    assert page(server, "documentation-engineer") == said
    merged = imported(folder, changed, "--publish", "--update")
    assert merged.returncode == 0, merged.stderr
    new = said.replace("a page you deleted", "a page you wrote")
    assert page(server, "documentation-engineer") == new
    healthy(folder)


def test_a_draft_is_read_by_nobody_until_it_is_published(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "article.md"
    text = EXAMPLE.read_text().replace("Documentation Engineer", "Course Author")
    file.write_text(text.replace("documentation engineer", "course author"))
    assert imported(folder, file).returncode == 0
    query = '{ rolePage(slug: "course-author") { title } }'
    assert ask(server, query) == {"rolePage": None}
    unknown = rolebook("publish", "course-autor", "--data-dir", str(folder))
    assert unknown.returncode == 2
    assert unknown.stderr == "rolebook: There is no ROLE_PAGE with the key course-autor.\n"
    alone = rolebook("publish", "course-author", "--data-dir", str(folder))
    assert alone.returncode == 2
    assert alone.stderr.startswith("rolebook: not published yet: ")
    whole = ("publish", "course-author", "--include-unpublished", "--data-dir", str(folder))
    assert rolebook(*whole).returncode == 0
    assert ask(server, query) == {"rolePage": {"title": "Course Author"}}


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_signs_that_mean_something_elsewhere_come_out_as_they_went_in(
    server: Server, folder: Path, tmp_path: Path, suffix: str
) -> None:
    name = f"{suffix.title()} Parser"
    lines = [
        f"What is a {name}?",
        "Reads C# & C++, <T>, a*b*c, snake_case, 1. and 100% without changing any of it.",
        f"{name} responsibilities",
        "1. Keep the asterisk: *args and **kwargs stay as they are.",
        "2. Escape late: <script>alert(1)</script> is text, and so is [link](https://x.example).",
    ]
    file = tmp_path / f"article.{suffix}"
    file.write_text("\n\n".join(lines))
    if suffix == "html":
        tags = ("h2", "p", "h2", "p", "p")
        file.write_text(
            "".join(f"<{t}>{html.escape(x)}</{t}>" for t, x in zip(tags, lines, strict=True))
        )
    done = imported(folder, file, "--publish")
    assert done.returncode == 0, done.stderr
    said = page(server, f"{suffix}-parser")
    for sentence in (
        lines[1],
        "Keep the asterisk",
        "*args and **kwargs stay as they are.",
        "<script>alert(1)</script> is text, and so is [link](https://x.example).",
    ):
        assert sentence in said
    lists = "{ rolePage(slug: $slug) { responsibilities { text { html } } } }"
    assert "<script" not in str(
        ask(server, f"query ($slug: String!) {lists}", slug=f"{suffix}-parser")
    )

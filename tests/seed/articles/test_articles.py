"""Whole articles: every sentence in its field, whatever the article looks like."""

import textwrap
from collections.abc import Callable, Iterable
from html import escape
from itertools import zip_longest
from pathlib import Path

import docx
import pytest

from seed.articles.document import Document
from seed.articles.parsing import parse
from seed.articles.reading import read_bytes, read_file
from tests.seed.articles.reading_back import agrees, outline_of
from tests.seed.articles.word_files import from_outline, midwife, saved

FIXTURES = Path(__file__).parent / "fixtures"
ARTICLES = sorted(
    path.name
    for path in FIXTURES.iterdir()
    if path.suffix in (".txt", ".md", ".html", ".outline") and path.name != "README.md"
)


def expected_for(path: Path) -> list[str]:
    """The hand-written outline of an article."""
    own = path.with_name(path.name + ".expected")
    found = own if own.exists() else path.with_suffix(".expected")
    return [line.rstrip() for line in found.read_text().split("\n") if line.strip()]


def check(document: Document, expected: Iterable[str], locale: str = "en") -> None:
    """Compares an article with its outline and holds that all of it was placed."""
    parsed = parse(document, locale)
    for wanted, found in zip_longest(expected, outline_of(parsed.draft), fillvalue=""):
        assert agrees(wanted, found), f"wanted {wanted!r}, found {found!r}"
    assert parsed.account.percent == 100


@pytest.mark.parametrize("name", ARTICLES)
def test_every_sentence_is_in_its_field(name: str) -> None:
    path = FIXTURES / name
    if path.suffix == ".outline":
        document = read_bytes(from_outline(path.read_text()), ".docx")
    else:
        document = read_file(path)
    check(document, expected_for(path), "de" if ".de." in name else "en")


def test_word_tables_links_boxes_and_notes_are_read() -> None:
    path = FIXTURES / "midwife.expected"
    lines = [line for line in path.read_text().split("\n") if line.strip()]
    check(read_bytes(midwife(), ".docx"), lines)


def bullets(marker: str) -> Callable[[str], str]:
    """The text with another marker at its bullets."""
    return lambda text: text.replace("\n•  ", f"\n{marker}")


def numbers(form: str) -> Callable[[str], str]:
    """The text with its numbers in another form."""

    def change(text: str) -> str:
        for number in range(1, 6):
            text = text.replace(f"\n{number}. ", "\n" + form.replace("N", str(number)))
        return text

    return change


def wrapped(text: str) -> str:
    """The text with lines broken at 72 columns, items hanging."""
    lines = []
    for line in text.split("\n"):
        indent = "   " if line.startswith("•") or line[:2].endswith(".") else ""
        lines.append(textwrap.fill(line, 72, subsequent_indent=indent) if line else "")
    return "\n".join(lines)


VARIANTS: dict[str, Callable[[str], str]] = {
    "no blank lines": lambda text: "\n".join(filter(None, text.split("\n"))),
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n\n"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: text.replace("e", "e\u200b"),
    "indented": lambda text: "    " + text.replace("\n", "\n    "),
    "wrapped": wrapped,
    **{f"bullets {marker!r}": bullets(marker) for marker in ("- ", "* ", "– ", "o ", "· ", "▪\t")},
    "bullets of a symbol font": bullets("\uf0b7\t"),
    "no bullets": bullets(""),
    **{f"numbers {form!r}": numbers(form) for form in ("N) ", "(N) ", "#N ", "N – ", "")},
    "neither bullets nor numbers": lambda text: numbers("")(bullets("")(text)),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_layout_does_not_matter(name: str) -> None:
    text = VARIANTS[name]((FIXTURES / "beekeeper.txt").read_text())
    check(read_bytes(text.encode(), ".txt"), expected_for(FIXTURES / "beekeeper.txt"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings_do_not_matter(encoding: str) -> None:
    text = (FIXTURES / "beekeeper.txt").read_text()
    check(read_bytes(text.encode(encoding), ".txt"), expected_for(FIXTURES / "beekeeper.txt"))


def as_paragraphs(text: str) -> bytes:
    """The lines of a text as HTML paragraphs without any other markup."""
    lines = filter(None, text.split("\n"))
    return "".join(f"<p>{escape(line)}</p>" for line in lines).encode()


def as_breaks(text: str) -> bytes:
    """The lines of a text with line breaks between."""
    return "<br>".join(escape(line) for line in text.split("\n")).encode()


def as_word(text: str) -> bytes:
    """The lines of a text as plain paragraphs of a Word document."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


@pytest.mark.parametrize(
    ("write", "suffix"),
    [
        (as_paragraphs, ".html"),
        (as_breaks, ".html"),
        (as_word, ".docx"),
        (str.encode, ".md"),
    ],
)
@pytest.mark.parametrize("name", ["beekeeper.txt", "bookbinder.txt"])
def test_plain_paragraphs_of_any_format_are_understood(
    name: str, write: Callable[[str], bytes], suffix: str
) -> None:
    text = (FIXTURES / name).read_text()
    check(read_bytes(write(text), suffix), expected_for(FIXTURES / name))


SECTIONS = (
    "What is a Beekeeper?",
    "Why hire a Beekeeper?",
    "Beekeeper Responsibilities",
    "Beekeeper Job Description",
    "Beekeeper Interview Questions",
)


def cut_at(text: str, starts: Iterable[str]) -> list[str]:
    """The text cut before each of those lines."""
    parts = []
    for start in starts:
        before, _, text = text.partition(start)
        parts.append(before)
        text = start + text
    return [*parts, text]


@pytest.mark.parametrize(
    "order", [(1, 5, 3, 2, 4), (4, 3, 5), (1, 3, 4, 5), (2, 4), (5, 4), (3, 5)]
)
def test_sections_may_be_missing_or_in_another_order(order: tuple[int, ...]) -> None:
    text = (FIXTURES / "beekeeper.txt").read_text()
    parts = cut_at(text, SECTIONS)
    lines = "\n".join(expected_for(FIXTURES / "beekeeper.txt")) + "\n"
    heads = [f"{kind} {title}" for kind, title in zip(KINDS, SECTIONS, strict=True)]
    expected = cut_at(lines, heads)
    article = parts[0] + "\n\n".join(parts[at] for at in order)
    wanted = "".join(expected[at] for at in (0, *order))
    check(read_bytes(article.encode(), ".txt"), wanted.rstrip("\n").split("\n"))


KINDS = ("PROSE", "REASON", "RESPONSIBILITY", "JOB", "QUESTIONS")

"""Files to documents: what is content, what is not, and what cannot be read at all."""

import contextlib
import io
import zipfile
from pathlib import Path

import docx
import pytest

from seed.articles.document import Kind, Table
from seed.articles.problems import ArticleError
from seed.articles.reading import MAX_BYTES, read_bytes, read_file
from tests.seed.articles.word_files import saved


def texts(data: str | bytes, suffix: str) -> list[str]:
    """The text of each piece."""
    raw = data.encode() if isinstance(data, str) else data
    return [piece.text for piece in read_bytes(raw, suffix).pieces()]


def zipped(*names: str) -> bytes:
    """A ZIP archive of empty files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "sentence"),
    [
        (b"", ".txt", "it is empty"),
        (b" \n\r\n\t ", ".txt", "it is empty"),
        ("\u00a0\u200b\n".encode(), ".txt", "it holds no text"),
        (b"<html><body><script>x</script></body></html>", ".html", "it holds no text"),
        (bytes(range(256)) * 4, ".txt", "binary"),
        (b"text\x00" * 50, ".txt", "binary"),
        (b"%PDF-1.7 ...", ".pdf", "PDF"),
        (b"{\\rtf1 hello}", ".rtf", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx", "encrypted"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 300, ".png", "binary"),
        (b"plain text", ".docx", "not a DOCX file"),
        (zipped("a.txt"), ".docx", "ZIP archive"),
        (zipped("[Content_Types].xml", "word/document.xml"), ".docx", "damaged"),
        (zipped("a.txt")[:-30], ".docx", "damaged"),
        (b"a" * (MAX_BYTES + 1), ".txt", "larger than 10 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    data: bytes, suffix: str, sentence: str
) -> None:
    with pytest.raises(ArticleError, match=sentence):
        read_bytes(data, suffix)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="folder"):
        read_file(tmp_path)


def test_deep_nesting_is_refused_or_read() -> None:
    with contextlib.suppress(ArticleError):
        assert texts("<div>" * 5000 + "deep" + "</div>" * 5000, ".html") == ["deep"]


def test_html_shows_what_a_reader_sees() -> None:
    html = """<head><title>no</title><style>no</style></head><body><nav>no</nav>
    <!-- no --><script>no</script><noscript>no</noscript><p hidden>no</p>
    <p style="display:none">no</p><img alt="no"><template>no</template>
    <h1>Yes <small>too</small></h1>loose text<p>A<sup>2</sup> &amp; <b>b</b></p>
    <details><summary>More</summary>inside</details>
    <dl><dt>term</dt><dd>meaning</dd></dl><blockquote>quoted</blockquote>
    <figure><figcaption>caption</figcaption></figure>
    <table><caption>table caption</caption><tr><td>cell</td></tr></table>
    <button>Question?</button><p>one<br>two</p><pre>code
  here</pre><p>He said <q>so</q>.</p></body>"""
    assert texts(html, ".html") == [
        "Yes too",
        "loose text",
        "A2 & b",
        "More",
        "inside",
        "term",
        "meaning",
        "quoted",
        "caption",
        "table caption",
        "cell",
        "Question?",
        "one\ntwo",
        "code\n  here",
        "He said “so”.",
    ]


def test_a_table_of_contents_is_navigation() -> None:
    html = (
        '<h1>T</h1><p>Contents</p><ul><li><a href="#a">A</a></li><li><a href="#b">B</a></li></ul>'
        '<p>See <a href="#a">above</a> and <a href="https://example.org">there</a>.</p>'
    )
    document = read_bytes(html.encode(), ".html")
    assert [piece.text for piece in document.pieces()] == ["T", "See above and there."]
    assert [span.href for span in document.pieces()[1].inline] == ["", "https://example.org", ""]
    assert texts("# T\n\n- [A](#a)\n- [B](#b)\n\ntext", ".md") == ["T", "text"]


def test_markdown_keeps_what_only_looks_like_html() -> None:
    found = texts(
        "---\ntitle: no\n---\n\nA List<T> of <b>x</b><br>y\n\n<!-- no -->\n\n<Company Name>\n\n"
        "<div>in <i>html</i></div>\n\n- [ ] open\n- [x] done\n\n    indented\n",
        ".md",
    )
    assert found == [
        "A List<T> of x\ny",
        "<Company Name>",
        "in html",
        "[ ] open",
        "[x] done",
        "indented",
    ]


def test_nested_lists_and_paragraphs_in_items_have_depth() -> None:
    document = read_bytes(b"1. a\n\n   b\n   - c\n     - d\n2. e\n", ".md")
    assert [(p.kind, p.depth, p.marker, p.text) for p in document.pieces()] == [
        (Kind.ITEM, 0, "1", "a"),
        (Kind.PARAGRAPH, 1, "", "b"),
        (Kind.ITEM, 1, "-", "c"),
        (Kind.ITEM, 2, "-", "d"),
        (Kind.ITEM, 0, "2", "e"),
    ]
    html = b"<ol><li>a<p>b</p><ul><li>c<ul><li>d</li></ul></li></ul></li><li>e</li></ol>"
    assert read_bytes(html, ".html").pieces()[3].depth == 2


def test_lists_in_text_are_told_by_indent_and_by_marker() -> None:
    found = read_bytes(b"1. a\n  - b\n  - c\n2. d\n- e\n3. f\n", ".txt").pieces()
    assert [(p.depth, p.marker, p.text) for p in found] == [
        (0, "1", "a"),
        (1, "-", "b"),
        (1, "-", "c"),
        (0, "2", "d"),
        (1, "-", "e"),
        (0, "3", "f"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2.5 years of experience",
        "24. December is busy",
        "A. Smith wrote this",
        "o tempora",
        "-5 degrees",
        "10 - 20 people",
        "I. Newton",
    ],
)
def test_what_only_looks_like_a_marker_is_text(line: str) -> None:
    (piece,) = read_bytes(line.encode(), ".txt").pieces()
    assert (piece.kind, piece.text) == (Kind.PARAGRAPH, line)


def test_tables_in_text_are_columns() -> None:
    (table,) = read_bytes(b"| a | b |\n|---|---|\n| c | d |\n", ".txt").blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["c", "d"]]
    (table,) = read_bytes(b"a\tb\nc\td\n", ".txt").blocks
    assert isinstance(table, Table)


def test_word_lists_headings_and_breaks() -> None:
    document = docx.Document()
    document.add_heading("Title", 0)
    document.add_heading("One", 1)
    document.add_paragraph("bullet", style="List Bullet")
    document.add_paragraph("deeper", style="List Bullet 2")
    document.add_paragraph("number", style="List Number")
    run = document.add_paragraph().add_run("first")
    run.add_break()
    run.add_text("second\tthird")
    hidden = document.add_paragraph().add_run("hidden")
    hidden.font.hidden = True
    found = read_bytes(saved(document), "").pieces()
    assert [(p.kind, p.level, p.depth, p.marker, p.text) for p in found] == [
        (Kind.HEADING, 1, 0, "", "Title"),
        (Kind.HEADING, 1, 0, "", "One"),
        (Kind.ITEM, 0, 0, "-", "bullet"),
        (Kind.ITEM, 0, 1, "-", "deeper"),
        (Kind.ITEM, 0, 0, "1", "number"),
        (Kind.PARAGRAPH, 0, 0, "", "first\nsecond third"),
    ]


def test_a_format_is_told_from_the_bytes_when_the_name_says_nothing() -> None:
    assert texts("<!doctype html><p>a</p>", "") == ["a"]
    assert texts("# a", "") == ["# a"]


def test_declared_encodings_of_html_are_followed() -> None:
    page = '<html><head><meta charset="iso-8859-15"></head><body>1 €</body></html>'
    assert texts(page.encode("iso-8859-15"), ".html") == ["1 €"]


def test_markdown_in_a_text_file_is_markdown_when_its_headings_are() -> None:
    found = read_bytes(b"# A\n\n**x**\n\n## B\n\ntext\n\n## C\n\ntext", ".txt").pieces()
    assert [(p.kind, p.text) for p in found][:2] == [(Kind.HEADING, "A"), (Kind.PARAGRAPH, "x")]
    assert texts("# one\n\n# two\n\ntext **bold**", ".txt") == ["# one", "# two", "text **bold**"]

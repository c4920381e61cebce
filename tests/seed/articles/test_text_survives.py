"""Text comes back exactly as it was written, whatever Markdown would make of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.rules.markdown import render
from content.rules.placeholders import mark, names_in
from seed.articles.document import Kind, Piece
from seed.articles.inline import Inline, Span, join, text_of, tidy
from seed.articles.marking import to_line, to_markdown
from seed.articles.placeholders import Names, find
from seed.articles.reading import read_bytes
from seed.articles.writing import write

AWKWARD = [
    "C# and C++ and F#",
    "# not a heading",
    "## 2 #",
    "List<T> of <b>nothing</b> & &amp; &lt;",
    "1. is not a list",
    "2019. Was a good year",
    "- neither is this",
    "+ nor this",
    "> quoted?",
    "*stars* and **more** and _under_scores_ and snake_case_name",
    "`ticks` and ``two``",
    "[x] [ ] [1] [text](https://example.org) ![image](a.png)",
    "{{company.name}} and {{ x }} and {{{three}}}",
    "a \\ backslash, \\* two \\\\ and \\\\{{x}}",
    "~~struck~~ ~~~",
    "=== and --- and ***",
    "| a | b |",
    "https://example.org/a_b*c and mailto:x@example.org",
    "Title\n=====",
    "fn(x)[0] = y[i]",
    "$5 & 10% @ 3° «quoted» „so“ – dash — em… ½ 😀 👩‍🚀",
    "ends with a hash #",
    ": starts with a colon",
    "“Quotes”, 'single' and it’s",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_plain_text_survives(text: str) -> None:
    markdown = to_markdown(tidy((Span(text),)), Names())
    assert render(markdown).plain == text
    assert not list(names_in(markdown))


@pytest.mark.parametrize("text", [text for text in AWKWARD if "\n" not in text])
def test_lines_survive(text: str) -> None:
    line = to_line((Span(text),), Names())
    assert mark(line, is_markdown=False) == text


SPANS = st.lists(
    st.builds(
        Span,
        st.text("aB1 .*_`[]()<>#&\\{}-+!~=|:\"'\n", min_size=1, max_size=8),
        bold=st.booleans(),
        italic=st.booleans(),
        code=st.booleans(),
        href=st.sampled_from(["", "", "https://example.org/a_(b)"]),
    ),
    max_size=5,
)


def squeezed(text: str) -> str:
    """Spaces and breaks as one space each."""
    return re.sub(r"\s+", " ", text).strip()


@settings(max_examples=400, deadline=None)
@given(SPANS)
def test_formatted_text_survives(spans: list[Span]) -> None:
    inline = tidy(spans)
    markdown = to_markdown(inline, Names())
    assert squeezed(render(markdown).plain) == squeezed(text_of(inline))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.CODE]),
            st.integers(0, 3),
            st.sampled_from(["-", "1", "7"]),
            st.text("aB1 .*_`[]()<>#&-+!~=\n", min_size=1, max_size=12).filter(str.strip),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_blocks_survive(parts: list[tuple[Kind, int, str, str, bool]]) -> None:
    pieces = [
        Piece(
            number,
            kind,
            (Span(text.strip("\n")),) if kind is Kind.CODE else tidy((Span(text),)),
            "",
            depth=depth,
            marker=marker if kind is Kind.ITEM else "",
            quote=quote,
        )
        for number, (kind, depth, marker, text, quote) in enumerate(parts)
    ]
    plain = render(write(pieces, Names())).plain
    assert squeezed(plain).replace(" ", "") == "".join(
        squeezed(piece.text).replace(" ", "") for piece in pieces
    )


def formatted(*spans: Span) -> str:
    """The HTML of spans."""
    return render(to_markdown(join(spans), Names())).html


def test_formats_become_commonmark() -> None:
    bold, italic = Span("bold ", bold=True), Span("slanted", italic=True)
    assert formatted(Span("a "), bold, Span("b ")) == "<p>a <strong>bold</strong> b</p>"
    assert formatted(Span("a "), italic) == "<p>a <em>slanted</em></p>"
    assert formatted(Span("x`y", code=True)) == "<p><code>x`y</code></p>"
    assert formatted(Span("one\ntwo")) == "<p>one<br>\ntwo</p>"
    link = formatted(Span("here", href="https://example.org/a b"))
    assert 'href="https://example.org/a%20b"' in link


def test_bold_that_ends_in_punctuation_before_a_letter_keeps_its_text() -> None:
    assert (
        formatted(Span("Label:", bold=True), Span("text")) == "<p><strong>Label</strong>:text</p>"
    )


def labels(text: str) -> list[str]:
    """The labels of the placeholders of a text."""
    return [label for _, _, label in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At [Company Name] in [City, State].", ["Company Name", "City, State"]),
        ("Earn [$50,000–$60,000] from [start date]", ["$50,000–$60,000", "start date"]),
        ("[company] and [salary]", ["company", "salary"]),
        ("[x] done [ ] open [1] cited [12] [X] years", []),
        ("[link](https://example.org) and [text][ref]", []),
        ("array[Index] and developer[s] and [sic] [they]", []),
        ("[Note: see below.] [Applicants must be local.]", []),
        ("[^1] and [@name] and [[Wiki Link]]", []),
        ("[Ort, Bundesland] und [Firma]", ["Ort, Bundesland", "Firma"]),
    ],
)
def test_placeholders_are_told_from_other_brackets(text: str, found: list[str]) -> None:
    assert labels(text) == found


def test_placeholders_become_variables_once_a_label() -> None:
    names = Names()
    names.declare(
        ["[Company Name] pays [salary range] from [Start Date]; [company name] again; [role]."],
        "[City, State]",
    )
    told = {v.name: (v.type.value, v.label["en"].value) for v in names.variables("en")}
    assert told == {
        "location": ("TEXT", "City, State"),
        "company.name": ("TEXT", "Company Name"),
        "salary_range": ("MONEY", "salary range"),
        "start_date": ("DATE", "Start Date"),
        "the_role": ("TEXT", "role"),
    }
    markdown = to_markdown((Span("At [Company Name], {{x}} & [1]"),), names)
    assert list(names_in(markdown)) == ["company.name"]
    assert names.shown(render(markdown).plain) == "At [Company Name], {{x}} & [1]"


def test_a_placeholder_keeps_its_format_and_stays_in_code() -> None:
    names = Names()
    names.declare(["[Company Name]"])
    inline: Inline = (
        Span("[Company Name]", bold=True),
        Span(" "),
        Span("[Company Name]", code=True),
    )
    assert to_markdown(inline, names) == "**{{company.name}}** `[Company Name]`"


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_awkward_text_survives_reading(suffix: str) -> None:
    sentences = [
        text for text in AWKWARD if "\n" not in text and not text.startswith(("-", "+", "|", "="))
    ]
    from html import escape

    lines = ["What is a Tester?", *(f"We say: {text}" for text in sentences)]
    if suffix == ".html":
        data = "".join(f"<p>{escape(line)}</p>" for line in lines)
    else:
        data = "\n\n".join(lines)
    found = [piece.text for piece in read_bytes(data.encode(), suffix).pieces()]
    assert found == lines

"""CommonMark in; nothing dangerous out, in whatever form."""

import re

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from content.rules.markdown import (
    ALLOWED_ATTRIBUTES,
    ALLOWED_SCHEMES,
    ALLOWED_TAGS,
    broken_links,
    escape,
    is_safe,
    plain,
    render,
)
from content.rules.safe_markdown import safe

PRINTABLE = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), include_characters="\n"
)
TEXT = st.text(PRINTABLE, max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            *"\\`*_[]<>()!#+-=~|&;:.\"'{} \n\t",
            "a", "1", "](", "][", "]: ", "![", "<b>", "</b>", "<!--", "-->", "<?", "&amp;",
            "&#x6a;", "javascript:", "http://x.y/z", "data:text/html,", "    ", "```", "~~~",
            "<script>",
            "<a href='x'>", "1. ", "- ", "> ", "\n\n", "mailto:a@b.c", "<http://x.y>", "word",
            "<javascript:x>", "[a]: javascript:x\n", "<img src=x onerror=y>", "vbscript:", "//x.y",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip
LIKE = settings(max_examples=400, deadline=None, derandomize=True)

_TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"<>]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")


def assert_harmless(html: str) -> None:
    """Only allowed tags, attributes and schemes; whatever else looks like HTML is escaped."""
    assert "<" not in _TAG.sub("", html)
    for _, tag, attributes in _TAG.findall(html):
        assert tag in ALLOWED_TAGS
        for name, value in _ATTRIBUTE.findall(attributes):
            assert name in ALLOWED_ATTRIBUTES.get(tag, set()) | {"rel"}
            if name == "href":
                scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", value)
                assert scheme is None or scheme[1].lower() in ALLOWED_SCHEMES


@LIKE
@given(PIECES | TEXT)
def test_html_holds_only_what_is_allowed(text: str) -> None:
    assert_harmless(render(text).html)


@LIKE
@given(PIECES | TEXT)
def test_html_is_what_the_sanitiser_lets_through(text: str) -> None:
    html = render(text).html
    assert nh3.clean(html, link_rel="noopener noreferrer").strip() == html


@LIKE
@given(TEXT | PIECES)
def test_escaped_text_renders_as_itself(text: str) -> None:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    expected = "\n".join(line for line in lines if line)
    shown = "\n".join(" ".join(line.split()) for line in plain(escape(text)).split("\n"))
    assert shown == expected
    assert re.fullmatch(r"(<p>[^<]*(<br>\n[^<]*)*</p>)?", render(escape(text)).html)


@pytest.mark.parametrize(
    "text",
    ["C# and <T>", "1. first", "1) first", "* not a list", "a_b_c", "`code`", "R&amp;D", "-", "+ 1",
     "# no heading", "=====", "a\n===", "[x](y)", "![x](y)", "{{company.name}}", "\\", "a\\\nb",
     "~~~", "2024. A year", "<https://x.y>", "&copy;", "    indented", "***", "a\n- b"],
)  # fmt: skip
def test_common_texts_survive_escaping(text: str) -> None:
    assert plain(escape(text)) == text.strip()


@LIKE
@given(PIECES | TEXT)
def test_delivered_markdown_shows_in_any_renderer_what_our_html_does(text: str) -> None:
    delivered = safe(text)
    assert is_safe(delivered)
    assert " ".join(plain(delivered).split()) == " ".join(plain(text).split())
    trusting = MarkdownIt("commonmark", {"html": True})
    trusting.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    html = trusting.render(delivered)
    assert "<script" not in html
    names = "|".join(ALLOWED_TAGS)
    assert not re.search(rf"<(?!/?(?:{names})[ >/])", html)


def test_harmless_markdown_is_delivered_as_it_was_written() -> None:
    text = (
        "# A *b* **c**\n\n1. [d](https://e.f 'g')\n2. `<h>`\n\n```\n<i>\n```\n\n<https://j.k> 1 < 2"
    )
    assert safe(text) == text


def test_dangerous_markdown_is_delivered_as_text() -> None:
    assert safe("a <b>c</b> *d*") == "a \\<b>c\\</b> *d*"
    assert safe("[a](javascript:b) [c](d)") == "[a\\](javascript:b) [c](d)"
    assert safe("![a](https://b.c)") == "\\![a](https://b.c)"
    assert safe("`<b>` <b>\n\n    <b>") == "`<b>` \\<b>\n\n    <b>"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[a](javascript:b)", ("javascript:b",)),
        ("[a](java&#115;cript:b)", ("javascript:b",)),
        ("[a]\n\n[a]: data:b", ("data:b",)),
        ("<vbscript:b>", ("vbscript:b",)),
        ("`[a](javascript:b)` [c](https://d) [e](/f) [g](mailto:h@i)", ()),
        ("\\[a](javascript:b)", ()),
    ],
)
def test_broken_links_are_told_as_written(text: str, broken: tuple[str, ...]) -> None:
    assert broken_links(text) == broken


def test_plain_text_keeps_blocks_apart() -> None:
    assert plain("# A\n\nb\nc\\\nd\n\n- e\n- `f`\n\n```\ng\nh\n```") == "A\nb c\nd\ne\nf\ng\nh"

"""Placeholders: where they are, how they show, and that what readers bind stays text."""

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content.rules import placeholders
from content.rules.markdown import render, tokens
from content.rules.placeholders import mark, names_in, substitute, template
from content.rules.resolution.showing import Bindings, line, rich
from content.rules.safe_markdown import safe
from tests.content.rules.test_markdown import PIECES, PRINTABLE, assert_harmless

VALUE = st.text(PRINTABLE, min_size=1, max_size=30).map(lambda text: text.replace("\n", " "))
SHARP = st.sampled_from(
    ["](javascript:x)", "<script>", "**", "`", "``", "1.", "1", "-", "#", "=", "---", "&amp;",
     "amp;", "![x](y)", "<b", ">", "x\\", "\\", "(x)", '"t"', "'t'", ": http://x", "[x]", "~~~",
     "|", "!", "- x", "+", "2) y", ". x", ") x", "<http://x.y>", "<!--", "    x", " ", "&#60;",
     "{{pay}}", ""]
)  # fmt: skip
AROUND = st.sampled_from(
    ["{}", "{}. x", "{}) x", "1{}", "a {} b", "- {}", "> {}", "# {}", "[x]{}", "[x{}", "[{}](y)",
     "![{}", "<{}>", "<a {}", "`{}", "a`{} b", "*{}*", "**{}**", "_{}_", "&{}", "&{};", "!{}",
     "\\\\{}", "({})", "[a]({}", "[x]: {}", "\n{}", "a\n{}", "x\n\n{}\n===", "{}\n===",
     "{}\n---", "1. {}", "a\n{} b", "<{}", "`` {} ` x", "~{}~", "={}", "-{}", "+{}", "~~~\n{}",
     "http://x.y/{}"]
)  # fmt: skip
LIKE = settings(max_examples=600, deadline=None, derandomize=True)


def structure(markdown: str) -> Counter[str]:
    """The kinds of things a text is made of, emphasis and text left out."""
    found: Counter[str] = Counter()
    for token in tokens(markdown):
        found[token.type] += 1
        found.update(child.type for child in token.children or ())
    ignored = ("em_", "strong_", "text", "softbreak")
    return Counter({kind: n for kind, n in found.items() if not kind.startswith(ignored)})


@LIKE
@given(AROUND | PIECES, VALUE | SHARP)
def test_a_bound_value_is_text_in_markdown(around: str, value: str) -> None:
    source = around.replace("{}", "{{pay}}") if "{}" in around else f"{around}{{{{pay}}}}"
    marked = safe(template(source))
    assume(placeholders.is_template(marked))
    bound = substitute(marked, "markdown", {"pay": value})
    harmless = substitute(marked, "markdown", {"pay": "word"})
    assert structure(bound) == structure(harmless)
    shown = " ".join(
        render(bound).plain.replace("\u200b", "").replace("*", "").replace("_", "").split()
    )
    wanted = render(marked).plain.replace("\ufdd0pay\ufdd1", value)
    assert shown == " ".join(wanted.replace("*", "").replace("_", "").split())


@LIKE
@given(AROUND | PIECES, VALUE | SHARP)
def test_a_bound_value_is_text_in_html(around: str, value: str) -> None:
    source = around.replace("{}", "{{pay}}") if "{}" in around else f"{around}{{{{pay}}}}"
    marked = render(template(source)).html
    assert_harmless(substitute(marked, "html", {"pay": value}))
    without = marked.replace("\ufdd0pay\ufdd1", "")
    bound = substitute(marked, "html", {"pay": "<b a=\"'&"})
    assert bound.replace("&lt;b a=&quot;&#x27;&amp;", "") == without


@LIKE
@given(st.lists(VALUE | SHARP, min_size=2, max_size=3))
def test_values_beside_each_other_stay_text(values: list[str]) -> None:
    names = ["a", "b", "c"][: len(values)]
    marked = template("".join(f"{{{{{name}}}}}" for name in names))
    bound = substitute(marked, "markdown", dict(zip(names, values, strict=True)))
    assert structure(bound) == structure("word")
    shown = render(bound).plain.replace("\u200b", "")
    assert shown.split() == "".join(values).split()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{a}} {{ b.c }} {{  d_1  }}", ["a", "b.c", "d_1"]),
        ("\\{{a}} \\\\{{b}} \\\\\\{{c}}", ["b"]),
        ("`{{a}}` ``{{b}}`` {{c}}", ["c"]),
        ("```\n{{a}}\n```\n\n    {{b}}\n\n{{c}}", ["c"]),
        ("{{{a}}} {a} {{}} {{A}} {{a b}} {{1}}", ["a"]),
        ("**{{a}}** [{{b}}](x) <b>{{c}}</b>", ["a", "b", "c"]),
        ("[x](https://y.z/{{a}}) <https://y.z/{{b}}>", ["a", "b"]),
    ],
)
def test_names_are_found_where_markdown_has_text(source: str, names: list[str]) -> None:
    assert list(names_in(source)) == names


def test_a_template_marks_running_text_alone() -> None:
    source = '{{a}} [{{b}}]({{c}} "{{d}}") `{{e}}` \\{{f}} <https://x.y/{{g}}>'
    assert placeholders.marked_names(template(source)) == ["a", "b"]
    assert placeholders.marked_names(mark(source)) == ["a", "b", "c", "d", "g"]
    assert "\ufdd0" not in template("[a]: {{b}}")


def test_a_line_is_plain_text() -> None:
    assert mark("`{{a}}` *{{b}}*", is_markdown=False) == "`\ufdd0a\ufdd1` *\ufdd0b\ufdd1*"
    assert mark("\\{{a}} C:\\new {{b}}", is_markdown=False) == "{{a}} C:\\new \ufdd0b\ufdd1"


BINDINGS = Bindings(
    built_ins={"role.title": "C# *dev*"},
    shown={"pay": "[pay]", "place": "Wien"},
    defaults={"place": "Wien"},
    declared={"pay": None, "place": None},  # type: ignore[dict-item]  # only the names matter
)


def test_texts_show_values_defaults_and_labels() -> None:
    shown = rich("A {{role.title}} in {{place}} for {{pay}}, {{nobody}}.", BINDINGS)
    assert shown["plain"] == "A C# *dev* in Wien for [pay], [nobody]."
    assert shown["html"] == "<p>A C# *dev* in Wien for [pay], [nobody].</p>"
    assert render(shown["markdown"]).plain == shown["plain"]
    assert shown.clean == "A C# *dev* in Wien for,."
    assert list(shown.templates) == ["markdown", "html", "plain"]
    assert placeholders.marked_names(shown.templates["plain"]) == ["place", "pay"]


def test_lines_show_values_defaults_and_labels() -> None:
    shown = line("{{role.title}} ({{pay}})", BINDINGS)
    assert (shown, shown.clean) == ("C# *dev* ([pay])", "C# *dev* ()")
    assert shown.template == "C# *dev* (\ufdd0pay\ufdd1)"
    assert line("Nothing", BINDINGS).template is None

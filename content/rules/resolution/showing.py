"""Texts as readers see them: placeholders shown, HTML and plain text rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from content.rules import markdown, placeholders
from content.rules.placeholders import Format
from content.rules.safe_markdown import safe
from content.values.sources import Variable


@dataclass(frozen=True)
class Bindings:
    """The variables in force: values of the built-ins, and what readers may bind."""

    built_ins: Mapping[str, str] = field(default_factory=dict)
    declared: Mapping[str, Variable] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    """What an unbound name shows: its default, or its label in brackets."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    composed: bool = False
    """Whether these are all there are: a part read alone cannot know its page's variables."""

    def unknown(self, template: str) -> list[str]:
        """The names a marked text uses that nobody declares."""
        names = placeholders.marked_names(template)
        return [name for name in names if name not in self.declared and name not in self.built_ins]

    def without_labels(self, template: str) -> str:
        """Plain text with values and defaults filled in and no label anywhere."""
        filled = placeholders.substitute(template, "plain", {**self.defaults, **self.built_ins})
        return placeholders.remove_marks(filled) if placeholders.is_template(filled) else filled


PLAIN: Final = frozenset({str, int, bool, type(None)})
"""The exact types of what a body holds besides texts, nodes and lists."""


class Line(str):
    """One line as it is shown; `clean` is the same without labels of unbound variables.

    `template` keeps the places where readers may bind values; None if there are none.
    """

    __slots__ = ("clean", "template")
    clean: str
    template: str | None


class RichText(dict[str, str]):
    """`markdown`, `html` and `plain` as they are shown; `clean` is plain text without labels.

    `templates` keeps the places where readers may bind values, by format.
    """

    __slots__ = ("clean", "templates")
    clean: str
    templates: dict[Format, str]


def line(text: str, bindings: Bindings) -> Line:
    """A line of plain text with its placeholders shown."""
    marked = placeholders.mark(text, is_markdown=False)
    template = _fixed(marked, "line", bindings)
    shown = Line(placeholders.substitute(template, "line", bindings.shown))
    shown.clean = bindings.without_labels(marked)
    shown.template = template if placeholders.is_template(template) else None
    return shown


def rich(text: str, bindings: Bindings) -> RichText:
    """A RichText of Markdown source with its placeholders shown."""
    marked = placeholders.template(text)
    rendered = markdown.render(marked)
    shown = RichText()
    shown.templates = {}
    formats: tuple[tuple[Format, str], ...] = (
        ("markdown", safe(marked)),
        ("html", rendered.html),
        ("plain", rendered.plain),
    )
    for text_format, marked_text in formats:
        template = _fixed(marked_text, text_format, bindings)
        if placeholders.is_template(template):
            shown.templates[text_format] = template
        shown[text_format] = placeholders.substitute(template, text_format, bindings.shown)
    shown.clean = bindings.without_labels(rendered.plain)
    return shown


def empty() -> RichText:
    """A RichText that says nothing, where the schema wants one."""
    return rich("", Bindings())


def shortened(text: str, length: int) -> str:
    """The text's beginning on one line, cut at a word, in at most that many characters."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.–-") + "…"


def _fixed(marked: str, text_format: Format, bindings: Bindings) -> str:
    """The text with what no reader can bind filled in: built-ins, labels of unknown names."""
    if not placeholders.is_template(marked):
        return marked
    labels = {
        name: placeholders.bracketed(placeholders.label_of(name))
        for name in bindings.unknown(marked)
    }
    return placeholders.substitute(marked, text_format, {**labels, **bindings.built_ins})

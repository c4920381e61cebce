"""What one resolution carries along: the reader's locale, the variables, what was noticed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from content.rules import markdown, placeholders
from content.rules.resolution.publications import Publications, ResolveConfig
from content.rules.resolution.speaking import Part, Speaker, Spoken, speak
from content.values.ids import EntityId
from content.values.problems import Issue, Severity, TooLarge
from content.values.sources import Variable
from content.values.value import Value

MAX_NODES = 2_000
MAX_BLOCKS = 500


class Provenance(Value):
    """Where an item came from: OWN, INHERITED or OVERRIDDEN, from which entity and revision."""

    path: str
    kind: str
    entity: EntityId
    revision: int


@dataclass
class Scope:
    """A node being built: its paths of fallback, noted in every node that holds it too."""

    fallbacks: list[str]
    parent: "Scope | None" = None
    prefix: str = ""

    def note(self, path: str) -> None:
        """Records that the text at this path came from another locale."""
        if path not in self.fallbacks:
            self.fallbacks.append(path)
        if self.parent is not None:
            self.parent.note(f"{self.prefix}.{path}")


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


class Context:
    """The state of one resolution; `locale` is the one being published, `chain` its fallbacks."""

    def __init__(self, config: ResolveConfig, locale: str, publications: Publications) -> None:
        self.config = config
        self.locale = locale
        self.chain = config.locales.chain(locale)
        self.publications = publications
        self.issues: list[Issue] = []
        self.provenance: list[Provenance] = []
        self.templates: list[tuple[dict[str, Any], str, placeholders.Format, str]] = []
        self.clean: dict[int, str] = {}
        self.search: list[str] = []
        self.tags: dict[str, None] = {}
        self._parts: dict[str, Part] = {}
        self._nodes = 0

    def part(self, entity_id: str) -> Part:
        """The entity as this reader's chain sees it."""
        if entity_id not in self._parts:
            self._parts[entity_id] = Part(entity_id, self.chain, self.publications)
        return self._parts[entity_id]

    def count_node(self, path: str) -> None:
        """Raises TooLarge when a document holds more than MAX_NODES nodes."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise TooLarge(f"more than {MAX_NODES:,} parts in one document", path)

    def report(
        self, path: str, code: str, message: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Adds an issue of this locale, once."""
        issue = Issue(path=path, code=code, message=message, severity=severity, locale=self.locale)
        if issue not in self.issues:
            self.issues.append(issue)

    def say(self, scope: Scope, path: str, speakers: Iterable[Speaker]) -> Spoken | None:
        """The winning value of a field; a value from another locale is noted in the scope."""
        spoken = speak(speakers, self.chain)
        if spoken is not None and spoken.locale != self.locale:
            scope.note(path)
        return spoken

    def line(self, holder: dict[str, Any], name: str, text: str, bindings: Bindings) -> None:
        """Puts a line of plain text at `holder[name]`, its placeholders shown."""
        template = placeholders.mark(text, is_markdown=False)
        template = placeholders.substitute(template, "line", bindings.built_ins)
        holder[name] = self._show(holder, name, "line", template, bindings)

    def rich(self, text: str, bindings: Bindings, searched: bool = True) -> dict[str, Any]:
        """A RichText of Markdown source; its text is searched unless said otherwise."""
        marked = placeholders.mark(text)
        marked = placeholders.substitute(marked, "markdown", bindings.built_ins)
        rendered = markdown.render(marked)
        html = placeholders.unmark_addresses(rendered.html)
        holder: dict[str, Any] = {}
        holder["markdown"] = self._show(holder, "markdown", "markdown", marked, bindings)
        holder["html"] = self._show(holder, "html", "html", html, bindings)
        holder["plain"] = self._show(holder, "plain", "plain", rendered.plain, bindings)
        clean = self.without_labels(rendered.plain, bindings)
        self.clean[id(holder)] = clean
        if searched:
            self.search.append(clean)
        return holder

    def clean_line(self, text: str, bindings: Bindings) -> str:
        """A line whose unbound placeholders are left out: for slugs, SEO, search, JSON-LD."""
        template = placeholders.mark(text, is_markdown=False)
        template = placeholders.substitute(template, "line", bindings.built_ins)
        return self.without_labels(template, bindings)

    def without_labels(self, template: str, bindings: Bindings) -> str:
        """The text with defaults filled in and no label anywhere."""
        filled = placeholders.substitute(template, "plain", bindings.defaults)
        return placeholders.remove_marks(filled) if placeholders.is_template(filled) else filled

    def _show(
        self,
        holder: dict[str, Any],
        name: str,
        text_format: placeholders.Format,
        template: str,
        bindings: Bindings,
    ) -> str:
        unknown = {
            unknown_name: placeholders.bracketed(placeholders.label_of(unknown_name))
            for unknown_name in placeholders.marked_names(template)
            if unknown_name not in bindings.declared
        }
        if bindings.composed:
            for unknown_name in unknown:
                told = f"{{{{{unknown_name}}}}} is not a variable here"
                self.report(unknown_name, "UNKNOWN_PLACEHOLDER", told)
        template = placeholders.substitute(template, text_format, unknown)
        if not placeholders.is_template(template):
            return template
        self.templates.append((holder, name, text_format, template))
        return placeholders.substitute(template, text_format, bindings.shown)

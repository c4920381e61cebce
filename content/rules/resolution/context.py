"""What one resolution carries along: the reader's locale, what was noticed, how much it is."""

from collections.abc import Iterable

from content.rules import placeholders
from content.rules.resolution import showing
from content.rules.resolution.precedence import Speaker, Spoken, speak
from content.rules.resolution.provenance import Provenance
from content.rules.resolution.publications import Publications, ResolveConfig
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings, Line, RichText
from content.rules.resolution.speaking import Part
from content.values.problems import Issue, Severity, TooLarge

MAX_NODES = 2_000
MAX_BLOCKS = 500


class Context:
    """The state of one resolution; `locale` is the one being published, `chain` its fallbacks."""

    def __init__(self, config: ResolveConfig, locale: str, publications: Publications) -> None:
        self.config = config
        self.locale = locale
        self.chain = config.locales.chain(locale)
        self.publications = publications
        self.provenance: list[Provenance] = []
        self.tags: set[str] = set()
        self._issues: dict[tuple[str, str, str], Issue] = {}
        self._parts: dict[str, Part] = {}
        self._nodes = 0
        self._blocks = 0

    @property
    def issues(self) -> list[Issue]:
        """What was noticed, in order, each once."""
        return list(self._issues.values())

    def part(self, entity_id: str) -> Part:
        """The entity as this reader's chain sees it; what went missing there counts here."""
        if entity_id not in self._parts:
            self._parts[entity_id] = Part(entity_id, self.chain, self.publications)
        part = self._parts[entity_id]
        self.publications.count(part.missed_at)
        return part

    def count_node(self, path: str) -> None:
        """Raises TooLarge when a document holds more than MAX_NODES nodes."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise TooLarge(f"more than {MAX_NODES:,} parts in one document", path)

    def count_block(self, path: str) -> None:
        """Raises TooLarge when a document holds more than MAX_BLOCKS blocks."""
        self._blocks += 1
        if self._blocks > MAX_BLOCKS:
            raise TooLarge(f"more than {MAX_BLOCKS} blocks in one document", path)

    def report(
        self, path: str, code: str, message: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Adds an issue of this locale, once."""
        issue = Issue(path=path, code=code, message=message, severity=severity, locale=self.locale)
        self._issues.setdefault((path, code, message), issue)

    def say(self, scope: Scope, path: str, speakers: Iterable[Speaker]) -> Spoken | None:
        """The winning value of a field; a value from another locale is noted in the scope."""
        spoken = speak(speakers, self.chain)
        if spoken is not None and spoken.locale != self.locale:
            scope.note(path, spoken.locale)
        return spoken

    def line(self, text: str, bindings: Bindings) -> Line:
        """A line of plain text, its placeholders shown."""
        self._report_unknown(text, bindings, is_markdown=False)
        return showing.line(text, bindings)

    def rich(self, text: str, bindings: Bindings) -> RichText:
        """A RichText of Markdown source, its placeholders shown."""
        self._report_unknown(text, bindings, is_markdown=True)
        return showing.rich(text, bindings)

    def _report_unknown(self, text: str, bindings: Bindings, *, is_markdown: bool) -> None:
        if not bindings.composed or "{{" not in text:
            return
        for name in bindings.unknown(placeholders.mark(text, is_markdown=is_markdown)):
            told = f"{{{{{name}}}}} is not a variable here"
            self.report(name, "UNKNOWN_PLACEHOLDER", told)

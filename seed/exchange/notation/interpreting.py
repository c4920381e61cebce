"""One record of a library as a typed source, checked by the model and by the rules."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from content.rules.shape import TargetFacts, shape_issues
from content.values.blocks import StatementKind
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.locales import LocaleConfig
from content.values.problems import Severity
from content.values.sources import Composed, Source, Statement, parse_source
from seed.exchange.files.records import Record
from seed.exchange.notation.bookkeeping import with_current_translations
from seed.exchange.notation.locales import only
from seed.exchange.notation.names import PLACEHOLDER_ID, Names
from seed.exchange.notation.unfolding import unfold
from seed.exchange.notation.validation import placed, told
from seed.exchange.notation.walk import Walk
from seed.exchange.problems import Complaint

_KINDS: Final[Container[str]] = frozenset(StatementKind)
_PAGES: Final = (ContentType.ROLE_PAGE,)
_HOMES: Final = (ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION)


@dataclass(frozen=True)
class LibraryText:
    """One text of an entity, and the locales that serve it; none for a draft."""

    source: Source
    publish: tuple[str, ...]


class Reading:
    """A record on its way to a source; what is wrong is added to the complaints."""

    def __init__(self, record: Record, names: Names, complaints: list[Complaint]) -> None:
        self.record = record
        self._complaints = complaints
        self._walk = Walk(record.fields, names, complaints.append)
        self._data = unfold(self._walk, record.name.type, record.fields)
        self.home: str | None = None
        if record.home is not None:
            types = _HOMES if "/" in getattr(record.home, "text", "") else _PAGES
            self.home = self._walk.reference(record.home, ("home",), *types)

    def facts(self) -> TargetFacts:
        """What others that refer to it need to know, even where it cannot be read whole."""
        kind, extends = str(self._data.get("kind")), self._data.get("extends")
        is_statement = self.record.name.type is ContentType.STATEMENT
        return TargetFacts(
            type=self.record.name.type,
            home=self.home,
            kind=StatementKind(kind) if is_statement and kind in _KINDS else None,
            extends=extends if isinstance(extends, str) else None,
            key=self.record.name.key,
        )

    def text(
        self, entity_id: str, facts: Mapping[str, TargetFacts], locales: LocaleConfig
    ) -> LibraryText | None:
        """The text in the configured locales; None where the model refuses it."""
        content_type = self.record.name.type
        before = len(self._complaints)
        try:
            source = only(content_type, parse_source(content_type, self._data), locales.all)
        except ValidationError as error:
            self._complaints += told(error, self._walk)
            return None
        if len(self._complaints) > before:
            return None
        for issue in shape_issues(
            entity_id,
            content_type,
            source,
            home=self.home,
            targets=facts,
            ancestors=None,
            locales=locales,
        ):
            is_told = issue.code == "UNKNOWN_TARGET" and PLACEHOLDER_ID in issue.message
            if issue.severity is Severity.ERROR and not is_told:
                self._complaints.append(placed(issue, self.record.fields))
        served = [locale for locale in self.record.publish if locale in locales.chains]
        return LibraryText(with_current_translations(source, locales.default), tuple(served))


def facts_of(entity: Entity) -> TargetFacts:
    """What is known of an entity that is there already."""
    source = entity.source
    return TargetFacts(
        type=entity.type,
        archived=entity.archived,
        home=entity.home,
        kind=source.kind if isinstance(source, Statement) else None,
        extends=source.extends if isinstance(source, Composed) else None,
        key=entity.key,
    )

"""The records of a library by entity: one each, or several texts of an export."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from seed.exchange.files.records import DRAFTS, Record
from seed.exchange.notation.names import Name
from seed.exchange.problems import Complaint

Complain = Callable[[Complaint], None]


@dataclass(frozen=True)
class Group:
    """The texts of one entity, the one editors go on with last."""

    name: Name
    records: tuple[Record, ...]

    @property
    def head(self) -> Record:
        """The text editors go on with."""
        return self.records[-1]


def grouped(records: Iterable[Record], complain: Complain) -> Iterator[Group]:
    """The groups in the order of their first records; tells which texts do not fit together."""
    by_name: dict[Name, list[Record]] = {}
    for record in records:
        by_name.setdefault(record.name, []).append(record)
    for name, texts in by_name.items():
        if len(texts) > 1:
            _compare(name, texts, complain)
        yield Group(name, tuple(sorted(texts, key=_age)))


def _age(record: Record) -> tuple[bool, int]:
    """What texts of one entity are sorted by: oldest first, a draft last."""
    return (record.apart == DRAFTS, record.revision)


def _compare(name: Name, texts: list[Record], complain: Complain) -> None:
    first = texts[0]
    place = f"{first.fields.file}:{first.fields.line}"
    if any(record.apart is None for record in texts):
        for record in texts[1:]:
            complain(record.fields.wrong(f"{name} is there twice, first in {place}"))
        return
    ages: dict[tuple[bool, int], Record] = {}
    for record in texts:
        known = ages.setdefault(_age(record), record)
        if known is not record:
            told = f"`revision` must tell this text of {name} from the one in {known.fields.file}"
            complain(record.fields.wrong(told))
    served: dict[str, Record] = {}
    for record in texts:
        for locale in record.publish:
            if served.setdefault(locale, record) is not record:
                told = f"{locale} serves {name} twice, first in {served[locale].fields.file}"
                complain(record.fields.entries["publish"].wrong(told))
        if record.abstract is not first.abstract or _home(record) != _home(first):
            told = f"`abstract` and `home` must be the same in every text, as in {place}"
            complain(record.fields.wrong(told))


def _home(record: Record) -> str | None:
    return record.fields.text("home")

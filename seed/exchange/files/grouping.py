"""The records of a library by entity: one each, or several texts of an export."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from seed.exchange.files.records import Record
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
        heads = [record for record in texts if record.is_head]
        head = heads[0] if heads else texts[-1]
        yield Group(name, (*(record for record in texts if record is not head), head))


def _compare(name: Name, texts: list[Record], complain: Complain) -> None:
    first = texts[0]
    place = f"{first.fields.file}:{first.fields.line}"
    if any(record.apart is None for record in texts):
        for record in texts[1:]:
            complain(record.fields.wrong(f"{name} is there twice, first in {place}"))
        return
    heads = [record for record in texts if record.is_head]
    if not heads:
        told = f"one of the {len(texts)} texts of {name} must say `head: true`"
        complain(first.fields.wrong(told))
    for record in heads[1:]:
        other = f"{heads[0].fields.file}:{heads[0].fields.line}"
        complain(record.fields.wrong(f"the head of {name} is there twice, first in {other}"))
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

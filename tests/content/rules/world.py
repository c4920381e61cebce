"""Published content written by hand: `statement/opens` stands where an id would.

A world is a mapping, usually read from YAML:

    locales: en,de>en                # the default is en alone
    published:                       # in order, a minute apart
      role/baker en de: {title: {en: Baker, de: Bäcker}}
    abstract: [page/trades]
    withdrawn: [statement/opens de]
    resolve: page/baker de

Order keys are filled in by position. An item with `times: 3` stands for three, numbered; a
text `{filler: 100}` for that many characters.
"""

import copy
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import yaml

from content.rules import order_keys
from content.rules.resolution import Published, Resolution, ResolveConfig, Withdrawn, resolve
from content.values.ids import PREFIXES, ContentType
from content.values.locales import LocaleConfig
from content.values.problems import Cycle, TooLarge
from content.values.sources import parse_source

TYPES = {
    "role": ContentType.ROLE,
    "statement": ContentType.STATEMENT,
    "question": ContentType.INTERVIEW_QUESTION,
    "snippet": ContentType.SNIPPET,
    "description": ContentType.JOB_DESCRIPTION,
    "page": ContentType.ROLE_PAGE,
    "organization": ContentType.ORGANIZATION,
    "family": ContentType.JOB_FAMILY,
    "skill": ContentType.SKILL,
    "competency": ContentType.COMPETENCY,
}
PAGE_URL = "https://careers.example/{locale}/{slug}"
_WIDTH = 120
BEGIN = datetime(2027, 1, 1, tzinfo=UTC)

_NAME = re.compile(rf"(?:{'|'.join(TYPES)})/[a-z0-9-]+")
_LISTS = ("blocks", "items", "picks", "pairs")
_WORDS = "word by word by word by word by word by word by word by word by word "


class World:
    """What is published, and what is to be resolved of it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._ids: dict[str, str] = {}
        self.config = ResolveConfig(
            locales=LocaleConfig.parse(data.get("locales", "en")), page_url=PAGE_URL
        )
        self.snapshot: dict[tuple[str, str], Published | Withdrawn] = {}
        abstract = set(data.get("abstract", ()))
        for name, source in data["published"].items():
            label, *locales = name.split()
            for locale in locales:
                self.publish(label, locale, source, abstract=label in abstract)
        for name in data.get("withdrawn", ()):
            label, locale = name.split()
            self.withdraw(label, locale)
        label, self.locale = data.get("resolve", "page/none en").split()
        self.entity_id = self.id(label)

    @classmethod
    def read(cls, file: Path) -> "World":
        """The world in a YAML file."""
        return cls(yaml.safe_load(file.read_text(encoding="utf-8")))

    def id(self, label: str) -> str:
        """The id that the label stands for."""
        if label not in self._ids:
            prefix = PREFIXES[TYPES[label.partition("/")[0]]]
            self._ids[label] = f"{prefix}_{len(self._ids) + 1:026d}"
        return self._ids[label]

    def label(self, entity_id: str) -> str:
        """The label that stands for the id."""
        return next(label for label, known in self._ids.items() if known == entity_id)

    def publish(
        self, label: str, locale: str, source: dict[str, Any], *, abstract: bool = False
    ) -> Published:
        """Publishes a source in a locale, a minute after whatever came before."""
        entity_id = self.id(label)
        before = self.snapshot.get((entity_id, locale))
        content_type = TYPES[label.partition("/")[0]]
        known = [each for (entity, _), each in self.snapshot.items() if entity == entity_id]
        at = self._now()
        published = Published(
            entity=entity_id,
            type=content_type,
            key=label.partition("/")[2],
            locale=locale,
            revision=len(known) + 1,
            seq=before.seq + 1 if before else 1,
            source=parse_source(content_type, self._expand(source)),
            at=at,
            first_at=before.first_at if isinstance(before, Published) else at,
            abstract=abstract,
        )
        self.snapshot[entity_id, locale] = published
        return published

    def withdraw(self, label: str, locale: str) -> None:
        """That locale serves it no more."""
        entity_id = self.id(label)
        before = self.snapshot.get((entity_id, locale))
        seq = before.seq + 1 if before else 2
        self.snapshot[entity_id, locale] = Withdrawn(
            entity=entity_id, locale=locale, seq=seq, at=self._now()
        )

    def _now(self) -> datetime:
        latest = max((each.at for each in self.snapshot.values()), default=BEGIN)
        return latest + timedelta(minutes=1)

    def resolve(self, label: str = "", locale: str = "") -> Resolution | None:
        """The resolution of what is to be resolved, or of something else."""
        entity_id = self.id(label) if label else self.entity_id
        return resolve(entity_id, locale or self.locale, self.snapshot, self.config)

    def body(self, label: str = "", locale: str = "") -> dict[str, Any]:
        """The body as readers get it: parsed from its stored bytes."""
        resolution = self.resolve(label, locale)
        assert resolution is not None
        body: dict[str, Any] = orjson.loads(orjson.dumps(resolution.body))
        return body

    def told(self) -> str:
        """The whole answer as JSON for people, with labels in place of ids."""
        try:
            resolution = self.resolve()
        except (TooLarge, Cycle) as error:
            answer: Any = {"refused": error.code, "path": getattr(error, "path", None)}
            answer["message"] = str(error)
        else:
            # The row repeats the body; a test of its own holds that.
            answer = resolution and resolution.model_dump(exclude={"row"})
        text = orjson.dumps(answer).decode()
        for label, entity_id in self._ids.items():
            text = text.replace(entity_id, label)
        return "\n".join(_lines(orjson.loads(text))) + "\n"

    def _expand(self, source: dict[str, Any]) -> dict[str, Any]:
        expanded: dict[str, Any] = self._value(copy.deepcopy(source), "")
        return expanded

    def _value(self, value: Any, name: str) -> Any:
        if isinstance(value, str):
            return self.id(value) if _NAME.fullmatch(value) else value
        if isinstance(value, list):
            items = [each for item in value for each in _times(item)]
            if name in _LISTS:
                items = [_placed(item, position) for position, item in enumerate(items)]
            return [self._value(item, "") for item in items]
        if isinstance(value, dict):
            if value.keys() == {"filler"}:
                return (_WORDS * (value["filler"] // len(_WORDS) + 1))[: value["filler"]]
            if name == "use":
                value = _placed(value, 0)
            return {step: self._value(inner, step) for step, inner in value.items()}
        return value


def _lines(value: Any, indent: str = "", lead: str = "", end: str = "") -> Iterator[str]:
    """JSON in lines; what fits on one line stays there."""
    short = indent + lead + json.dumps(value, ensure_ascii=False) + end
    if not isinstance(value, list | dict) or not value or len(short) <= _WIDTH:
        yield short
        return
    if isinstance(value, list):
        opening, closing = "[", "]"
        members = [("", inner) for inner in value]
    else:
        opening, closing = "{", "}"
        members = [(f"{json.dumps(name)}: ", inner) for name, inner in value.items()]
    yield indent + lead + opening
    for position, (name, inner) in enumerate(members, 1):
        yield from _lines(inner, f"{indent}  ", name, "," if position < len(members) else "")
    yield indent + closing + end


def _times(item: Any) -> list[Any]:
    if not isinstance(item, dict) or "times" not in item:
        return [item]
    times = item.pop("times")
    ids = [name for name in ("block_id", "use_id", "pair_id") if name in item]
    return [
        {**item, **{name: f"{item[name]}-{number:04d}" for name in ids}}
        for number in range(1, times + 1)
    ]


def _placed(item: dict[str, Any], position: int) -> dict[str, Any]:
    """An own item gets the order key of its position; a change to an inherited one none."""
    is_change = item.get("type") == "INHERITED" or ("use_id" in item and "target" not in item)
    if is_change or "order_key" in item:
        return item
    return {**item, "order_key": order_keys.at(position)}

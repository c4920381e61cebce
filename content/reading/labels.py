"""What families, skills and competencies are called, kept in this process until one changes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import orjson

from content.installation import Installation
from content.news import Change
from content.reading.documents import Document, find
from content.reading.reader import Reader

NAMED: Final = frozenset({"JobFamily", "Skill", "Competency"})


class Labels:
    """The published names of what facets are made of, by type, locale and key.

    They are kept while this process hears the news; otherwise MongoDB is asked each time.
    """

    def __init__(self, installation: Installation) -> None:
        self._news = installation.news
        self._catalogue = installation.catalogue
        self._kept: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._news.listen(self)

    async def named(
        self, reader: Reader, keys: Mapping[str, Collection[str]], locale: str
    ) -> dict[tuple[str, str], str]:
        """By type and key, the names of those that are published; raises Unavailable."""
        is_current, epoch = self._news.is_current, self._news.epoch
        names: dict[tuple[str, str], str] = {}
        unknown: dict[str, list[str]] = {}
        for typename, wanted in keys.items():
            kept = self._kept.get((typename, locale), {}) if is_current else {}
            names |= {(typename, key): kept[key] for key in wanted if key in kept}
            if missing := [key for key in wanted if key not in kept]:
                unknown[typename] = missing
        for document in await _find(reader, unknown, locale) if unknown else ():
            typename, key = document["typename"], document["key"]
            name = names[typename, key] = orjson.loads(document["body"])["name"]
            if is_current and epoch == self._news.epoch and self._may_keep(document):
                self._kept[typename, locale][key] = name
        return names

    def _may_keep(self, document: Document) -> bool:
        # While there is no primary, a secondary that lags may answer.
        known = self._catalogue.facts(document["_id"])
        is_old = known is not None and known.stamp > document["stamp"]
        return self._news.is_current and not is_old

    def changed(self, changes: Sequence[Change]) -> None:
        """Drops the names of each type that something of it was changed of."""
        facts = (facts for change in changes for facts in (change.before, change.after))
        typenames = {one.typename for one in facts if one is not None} & NAMED
        for place in [place for place in self._kept if place[0] in typenames]:
            del self._kept[place]

    def everything_changed(self) -> None:
        """Drops everything."""
        self._kept.clear()

    def lost(self) -> None:
        """What is kept waits: it is told again once the news are current."""

    def regained(self) -> None:
        """Whatever changed meanwhile was told and is dropped."""


async def _find(
    reader: Reader, keys: Mapping[str, Collection[str]], locale: str
) -> Sequence[Document]:
    either = [
        {"typename": typename, "key": {"$in": list(some)}, "serves": locale}
        for typename, some in keys.items()
    ]
    return await find(reader, {"$or": either}, {"typename": 1, "key": 1, "body": 1, "stamp": 1})

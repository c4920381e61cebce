"""Which drafts a list is of, and the filter that finds them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from content.documents.heads import HEADS
from content.installation import Installation
from content.reading.refusal import BadArgument
from content.rules.draft_text import comparable
from content.rules.locale_states import LocaleState
from content.values.ids import ContentType, EntityId
from content.values.locales import Locale
from content.values.value import Value

LONGEST_SEARCH = 200
MOST_WORDS = 10
MOST_ROLES = 1_000
"""How many roles a family may have for pages to be found by it."""


class DraftOrder(StrEnum):
    """How a list of drafts is ordered; ties are broken by id."""

    SAVED_AT_DESC = "SAVED_AT_DESC"
    SAVED_AT_ASC = "SAVED_AT_ASC"
    CREATED_AT_DESC = "CREATED_AT_DESC"
    KEY_ASC = "KEY_ASC"


class Wanted(Value):
    """What drafts are narrowed to; whatever is None narrows nothing.

    `family` is a job family's key, `of` a principal who made or last saved them, `kind` that of
    statements, questions and snippets.
    """

    state: LocaleState | None = None
    locale: Locale | None = None
    archived: bool | None = False
    family: str | None = None
    of: str | None = None
    ids: tuple[EntityId, ...] | None = None
    keys: tuple[str, ...] | None = None
    home: EntityId | None = None
    kind: str | None = None


class DraftQuery(Value):
    """Drafts of one type, narrowed, searched and ordered; same query, same `canonical` bytes."""

    type: ContentType
    wanted: Wanted = Wanted()
    search: str | None = None
    order: DraftOrder = DraftOrder.SAVED_AT_DESC

    def canonical(self) -> bytes:
        """What the list's cursors are bound to."""
        return b"drafts" + self.model_dump_json().encode()


async def condition(installation: Installation, query: DraftQuery) -> dict[str, Any]:
    """The filter that finds the whole list; raises BadArgument."""
    wanted = query.wanted
    parts: list[Mapping[str, Any]] = []
    if wanted.archived is not None:
        parts.append({"archived": wanted.archived})
    if wanted.state is not None:
        locale = wanted.locale or installation.locales.default
        parts.append(_in_state(wanted.state, locale))
    if wanted.family is not None:
        parts.append(await _of_family(query.type, wanted.family))
    if wanted.of is not None:
        parts.append({"$or": [{"saved_by": wanted.of}, {"created_by": wanted.of}]})
    if wanted.ids is not None:
        parts.append({"_id": {"$in": list(wanted.ids)}})
    if wanted.keys is not None:
        parts.append({"key": {"$in": list(wanted.keys)}})
    if wanted.home is not None:
        parts.append({"home": wanted.home})
    if wanted.kind is not None:
        parts.append({"source.kind": wanted.kind})
    parts += [{"search": {"$regex": re.escape(word)}} for word in _words(query.search)]
    return {"$and": [dict(part) for part in parts]} if parts else {}


def _in_state(state: LocaleState, locale: str) -> dict[str, Any]:
    revision = f"published.{locale}.revision"
    if state is LocaleState.DRAFT:
        return {revision: None}
    operator = "$eq" if state is LocaleState.PUBLISHED else "$ne"
    hashes = [f"$hashes.{locale}", f"$published.{locale}.hash"]
    return {revision: {"$ne": None}, "$expr": {operator: hashes}}


async def _of_family(content_type: ContentType, family: str) -> dict[str, Any]:
    """The filter for roles of a family, and for pages and job descriptions of those roles."""
    families = HEADS[ContentType.JOB_FAMILY].get_motor_collection()
    found = await families.find_one({"key": family}, {"_id": 1})
    if found is None:
        return {"_id": {"$in": []}}
    of_family = {"references": found["_id"], "source.family": found["_id"]}
    if content_type is ContentType.ROLE:
        return of_family
    if content_type not in (ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION):
        raise BadArgument("where.family", "Roles, role pages and job descriptions have a family.")
    roles = HEADS[ContentType.ROLE].get_motor_collection().find(of_family, {"_id": 1})
    ids = [role["_id"] for role in await roles.to_list(MOST_ROLES)]
    return {"references": {"$in": ids}, "source.role": {"$in": ids}}


def _words(search: str | None) -> list[str]:
    """The words that must all occur, as they are compared; raises BadArgument."""
    if search is None:
        return []
    if len(search) > LONGEST_SEARCH or "\x00" in search:
        raise BadArgument("search", f"Search for at most {LONGEST_SEARCH} characters of text.")
    words = list(dict.fromkeys(comparable(search).split()))
    if len(words) > MOST_WORDS:
        raise BadArgument("search", f"Search for at most {MOST_WORDS} words.")
    return words

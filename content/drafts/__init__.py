"""Content as its editors see it, published or not: one entity, several, or a list of them."""

from content.drafts.filling import fill, is_incomplete
from content.drafts.finding import Placed, Run, find, run, total
from content.drafts.query import DraftOrder, DraftQuery, Wanted
from content.drafts.reading import (
    by_key,
    by_keys,
    by_texts,
    get,
    get_all,
    head,
    heads,
    listing,
)
from content.drafts.saves import count_saves, save_of, saves
from content.rules.locale_states import LocaleState, locale_state

__all__ = [
    "DraftOrder",
    "DraftQuery",
    "LocaleState",
    "Placed",
    "Run",
    "Wanted",
    "by_key",
    "by_keys",
    "by_texts",
    "count_saves",
    "fill",
    "find",
    "get",
    "get_all",
    "head",
    "heads",
    "is_incomplete",
    "listing",
    "locale_state",
    "run",
    "save_of",
    "saves",
    "total",
]

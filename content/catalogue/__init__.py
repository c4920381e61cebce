"""Everything published, known in this process, so that lists and searches need no find."""

from content.catalogue.building import build, catch_up, keep_built
from content.catalogue.catalogue import Catalogue
from content.catalogue.query import SORT_KEYS, ListQuery, Order, SortKey
from content.catalogue.shelf import Found

__all__ = [
    "SORT_KEYS",
    "Catalogue",
    "Found",
    "ListQuery",
    "Order",
    "SortKey",
    "build",
    "catch_up",
    "keep_built",
]

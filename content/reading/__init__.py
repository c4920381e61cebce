"""Reading what is published: every operation of the delivery API, over `resolved` alone."""

from content.catalogue import ListQuery, Order
from content.reading.addressing import Node
from content.reading.cursors import CursorSeal
from content.reading.facets import Facet, FacetValue, facets
from content.reading.highlighting import Highlight, Part
from content.reading.listing import Item, Stretch, listing, total
from content.reading.nodes import node, nodes
from content.reading.one import by_key, role_page
from content.reading.paths import Redirect, resolve_path
from content.reading.presenting import Presented
from content.reading.reader import Reader, Reads
from content.reading.reference import job_families
from content.reading.refusal import BadArgument
from content.reading.searching import excerpt, search_text
from content.reading.variables import check as check_variables
from content.reading.window import Window, window

__all__ = [
    "BadArgument",
    "CursorSeal",
    "Facet",
    "FacetValue",
    "Highlight",
    "Item",
    "ListQuery",
    "Node",
    "Order",
    "Part",
    "Presented",
    "Reader",
    "Reads",
    "Redirect",
    "Stretch",
    "Window",
    "by_key",
    "check_variables",
    "excerpt",
    "facets",
    "job_families",
    "listing",
    "node",
    "nodes",
    "resolve_path",
    "role_page",
    "search_text",
    "total",
    "window",
]

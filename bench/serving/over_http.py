"""Reads over the loopback from a real `rolebook serve`, and the memory it takes for them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bench.measuring import Side, alternate
from bench.opening import PAGES, bare, opened
from bench.pages.filling import Page, published_pages
from bench.plan import Plan
from bench.reading.answers import data_of
from bench.reading.bare_reads import BareReads
from bench.reading.queries import FILTERED, LIST, PAGE, SEARCH, WORDS, filtered_by, request
from bench.report import Chapter, Fact
from bench.serving.process_figures import cpu_seconds, resident_megabytes
from bench.serving.server import Server, bare_server, rolebook_server

_SETTLING_SECONDS = 2.0

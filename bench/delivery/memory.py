"""What a server process holds: idle, and for each page whose answer it keeps."""

import time
from typing import Final

from bench.delivery.material import Material
from bench.plan import Plan
from bench.reading.queries import PAGE
from bench.report import Chapter, Fact
from bench.serving.process_figures import resident_megabytes
from bench.serving.server import rolebook_server

_IDLE_SECONDS: Final = 2.0
_MOST_SECONDS: Final = 60.0
_SAME_MEGABYTES: Final = 1.0


def measure_memory(uri: str, database: str, material: Material, _plan: Plan) -> Chapter:
    """Row 14: no page is held but as an answer, plain and gzipped."""
    chapter = Chapter("Memory of the server process")
    settings = {"RATE_LIMIT": "off", "CACHE_MEGABYTES": "1000", "SNAPSHOT_MEGABYTES": "0"}
    with rolebook_server(uri, database, **settings) as server:
        idle = _idle_megabytes(server.pid)
        for slug in material.slugs:
            server.ask(PAGE, slug=slug)
        plain = resident_megabytes(server.pid)
        for _ in range(2):
            for slug in material.slugs:
                server.ask_for_gzip(PAGE, slug=slug)
            time.sleep(_IDLE_SECONDS)
        both = resident_megabytes(server.pid)
    pages = len(material.slugs)
    size = sum(map(len, material.answers)) / pages / 1_000
    chapter.facts += [
        Fact("14 idle", idle, "MB", "bar 90, goal 60"),
        Fact("an answer", size, "kB"),
        Fact("a kept answer", (plain - idle) * 1_000 / pages, "kB"),
        Fact("14 a kept answer with its gzip form", (both - idle) * 1_000 / pages, "kB", "bar 60"),
    ]
    return chapter


def _idle_megabytes(pid: int) -> float:
    """What it holds once that stays the same: it answers before it has read the whole library."""
    deadline = time.monotonic() + _MOST_SECONDS
    last, now = 0.0, resident_megabytes(pid)
    while abs(now - last) > _SAME_MEGABYTES and time.monotonic() < deadline:
        time.sleep(_IDLE_SECONDS)
        last, now = now, resident_megabytes(pid)
    return now

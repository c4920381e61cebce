"""How much the bench does: fixed counts, so that two runs can be compared."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """The counts of one run; `seconds` bounds each single measurement, whatever its count."""

    name: str
    pages: int
    reads: int
    list_reads: int
    warm_ups: int
    articles: int
    saves: int
    shared_uses: int
    seconds: float
    load_rounds: int
    load_seconds: int
    many_pages: int
    publishes: int


FULL = Plan(
    name="full",
    pages=1_000,
    reads=600,
    list_reads=200,
    warm_ups=50,
    articles=120,
    saves=100,
    shared_uses=200,
    seconds=15,
    load_rounds=3,
    load_seconds=4,
    many_pages=100_000,
    publishes=200,
)
QUICK = Plan(
    name="quick",
    pages=60,
    reads=100,
    list_reads=30,
    warm_ups=10,
    articles=9,
    saves=12,
    shared_uses=30,
    seconds=3,
    load_rounds=1,
    load_seconds=1,
    many_pages=5_000,
    publishes=20,
)

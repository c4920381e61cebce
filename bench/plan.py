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
)

"""What a scenario answers: timings beside their reference, and plain facts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bench.delivery.load import Loaded
from bench.measuring import Figures, Side


@dataclass(frozen=True)
class Timing:
    """What Rolebook took for something, and what the named reference took for it."""

    what: str
    ours: Figures
    reference: str
    theirs: Figures

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the reference, medians."""
        return self.ours.median / self.theirs.median

    @property
    def cpu_ratio(self) -> float | None:
        """Ours as a multiple of the reference, CPU; None where one is not known."""
        if self.ours.cpu is None or not self.theirs.cpu:
            return None
        return self.ours.cpu / self.theirs.cpu


@dataclass(frozen=True)
class Load:
    """A server under load beside its reference; `of` says which of their figures are compared.

    `bar` is what Rolebook promises, `goal` what it aims at; both are ratios of ours to theirs.
    """

    what: str
    of: Literal["requests/s", "CPU"]
    ours: Loaded
    theirs: Loaded
    bar: float
    goal: float

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the reference."""
        if self.of == "CPU":
            return self.ours.cpu / self.theirs.cpu
        return self.ours.per_second / self.theirs.per_second

    @property
    def verdict(self) -> str:
        """Whether the bar or the goal is reached; less CPU is better, more requests are."""
        reached = [
            self.ratio <= mark if self.of == "CPU" else self.ratio >= mark
            for mark in (self.bar, self.goal)
        ]
        return "goal" if reached[1] else "bar" if reached[0] else "missed"


@dataclass(frozen=True)
class Fact:
    """One number; `against` says what it is to be held against."""

    what: str
    value: float
    unit: str
    against: str = ""


@dataclass
class Chapter:
    """The rows of one scenario, and remarks that are needed to read them."""

    title: str
    timings: list[Timing] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, what: str, sides: Sequence[Side], figures: Sequence[Figures]) -> None:
        """A row for each reference: the first side is ours, the others are what it is held to."""
        ours, *theirs = figures
        for side, one in zip(sides[1:], theirs, strict=True):
            self.timings.append(Timing(what, ours, side.name, one))

    def as_json(self) -> dict[str, Any]:
        """All of it, with the ratios."""
        timings = [
            {**asdict(row), "ratio": row.ratio, "cpu_ratio": row.cpu_ratio} for row in self.timings
        ]
        loads = [{**asdict(row), "ratio": row.ratio, "verdict": row.verdict} for row in self.loads]
        return {**asdict(self), "timings": timings, "loads": loads}

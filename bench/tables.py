"""The report for people: Rich tables."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bench.measuring import Figures
from bench.report import Chapter, Fact, Load, Timing


def show_about(console: Console, about: Mapping[str, str]) -> None:
    """What the figures were measured on and how."""
    for name, value in about.items():
        console.print(f"{name}: {value}", markup=False)


def show(console: Console, chapter: Chapter) -> None:
    """The rows of one chapter."""
    console.print()
    console.print(chapter.title, style="bold", markup=False)
    if chapter.timings:
        console.print(_timings(chapter.timings))
    if chapter.loads:
        console.print(_loads(chapter.loads))
    if chapter.facts:
        console.print(_facts(chapter.facts))
    for remark in chapter.remarks:
        console.print(remark, markup=False)


def _loads(rows: Sequence[Load]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("", overflow="fold")
    table.add_column("held against", overflow="fold")
    for name in ("requests/s", "CPU µs", "p50 µs", "p99 µs"):
        table.add_column(f"{name}\nours", justify="right")
        table.add_column("\ntheirs", justify="right")
    for name in ("ratio", "bar", "goal", "reached"):
        table.add_column(name, justify="right")
    for row in rows:
        sign = "≤" if row.of == "CPU" else "≥"
        table.add_row(
            row.what,
            row.theirs.name,
            *_both(row),
            f"{row.ratio:.2f}× {row.of}",
            f"{sign} {row.bar:g}×",
            f"{sign} {row.goal:g}×",
            row.verdict,
        )
    return table


def _both(row: Load) -> Sequence[str]:
    names = ("per_second", "cpu", "median", "p99")
    return [f"{getattr(one, name):,.0f}" for name in names for one in (row.ours, row.theirs)]


def _timings(rows: Sequence[Timing]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("", overflow="fold")
    table.add_column("held against", overflow="fold")
    for name in ("median µs", "p99 µs", "CPU µs"):
        table.add_column(f"{name}\nours", justify="right")
        table.add_column("\ntheirs", justify="right")
    table.add_column("ratio\nmedian", justify="right")
    table.add_column("\nCPU", justify="right")
    table.add_column("\ncalls", justify="right")
    for row in rows:
        table.add_row(row.what, row.reference, *_pairs(row.ours, row.theirs), *_ratios(row))
    return table


def _pairs(ours: Figures, theirs: Figures) -> Sequence[str]:
    pairs = ((ours.median, theirs.median), (ours.p99, theirs.p99), (ours.cpu, theirs.cpu))
    return [_whole(value) for pair in pairs for value in pair]


def _ratios(row: Timing) -> Sequence[str]:
    cpu = "–" if row.cpu_ratio is None else _times(row.cpu_ratio)
    return [_times(row.ratio), cpu, str(row.ours.calls)]


def _times(ratio: float) -> str:
    return f"{ratio:.1f}×" if ratio >= 1 else f"{ratio:.3f}×"


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:,.2f}"


def _facts(rows: Sequence[Fact]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("left", "right", "left", "left"):
        table.add_column(justify=justify)
    for row in rows:
        table.add_row(row.what, _short(row.value), row.unit, row.against)
    return table

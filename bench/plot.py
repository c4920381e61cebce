"""The figures of the read path as a picture: requests a second, on a logarithmic scale."""

import math
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from bench.delivery.load import Loaded
from bench.report import Chapter

_ROW: Final = 26
_LEFT, _RIGHT, _TOP, _BOTTOM = 320, 90, 34, 14
_WIDTH: Final = 900
_LEAST: Final = 50.0
_STYLE: Final = """
text { font: 13px system-ui, sans-serif; fill: #333; }
.title { font-weight: 600; }
.grid { stroke: #ddd; }
.ours { fill: #2457a6; }
.theirs { fill: #a9a9a9; }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd; } .grid { stroke: #444; } .ours { fill: #7aa7ee; } .theirs { fill: #777; }
}
"""


def plot(chapters: Iterable[Chapter], file: Path) -> None:
    """Writes the picture of every load that the chapters hold, the fastest first."""
    loaded: dict[str, Loaded] = {}
    for chapter in chapters:
        for row in chapter.loads:
            loaded |= {row.ours.name: row.ours, row.theirs.name: row.theirs}
    rows = sorted(loaded.values(), key=lambda each: -each.per_second)
    if not rows:
        raise ValueError("there is no load to draw: run the delivery scenario")
    file.write_text(_svg(rows), "utf-8")


def _svg(rows: list[Loaded]) -> str:
    most = 10 ** math.ceil(math.log10(rows[0].per_second))
    height = _TOP + len(rows) * _ROW + _BOTTOM

    def x(value: float) -> float:
        share = math.log(max(value, _LEAST) / _LEAST) / math.log(most / _LEAST)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        "<title>Requests a second, one server process, 32 connections</title>",
        f"<style>{_STYLE}</style>",
        '<text class="title" x="8" y="18">Requests a second (logarithmic)</text>',
    ]
    mark = 100
    while mark <= most:
        parts.append(
            f'<line class="grid" x1="{x(mark):.0f}" x2="{x(mark):.0f}" y1="{_TOP - 8}" '
            f'y2="{height - _BOTTOM}"/>'
            f'<text x="{x(mark):.0f}" y="{_TOP - 12}" text-anchor="middle">{mark:,}</text>'
        )
        mark *= 10
    for place, row in enumerate(rows):
        y = _TOP + place * _ROW
        kind = "ours" if row.name.startswith("Rolebook") else "theirs"
        parts.append(
            f'<text x="{_LEFT - 10}" y="{y + 17}" text-anchor="end">{escape(row.name)}</text>'
            f'<rect class="{kind}" x="{_LEFT}" y="{y + 4}" height="{_ROW - 8}" '
            f'width="{x(row.per_second) - _LEFT:.0f}"/>'
            f'<text x="{x(row.per_second) + 6:.0f}" y="{y + 17}">{row.per_second:,.0f}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])

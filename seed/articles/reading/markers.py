"""List markers typed by hand: what they look like, and how deep the item behind one stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_GLYPHS = "•·▪▫◦‣⁃●○■□◆◇►▸▶➢➤➔→✓✔★☆❖☐☑"
_BULLET = re.compile(
    rf"(?P<glyph>[{_GLYPHS}])\ufe0f?\s*(?=\S)|(?P<plain>[*+–—-]|[-=]>|>>)\s+(?=\S)"
)
_TIGHT = re.compile(r"(?P<glyph>[*–-])(?=[^\W\d_])")
_CIRCLE = re.compile(r"o\s+(?=[^\W_])")
_NUMBER = re.compile(r"(?P<open>[(#]?)(?P<n>\d{1,3})(?P<close>[.)])(?:\s+(?=\S)|(?=[^\W\d_]))")
_HASH = re.compile(r"#(?P<n>\d{1,3})[.:)]?\s+(?=\S)")
_DASHED = re.compile(r"(?P<n>\d{1,2})\s+[–—-]\s+(?=\S)")
_BARE = re.compile(r"(?P<n>\d{1,2})\s+(?=[^\W\d_a-zäöüß])")
_LEVELS = re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)")
_LETTER = re.compile(r"\(?(?P<n>[A-Za-z])(?P<close>[.)])\s+(?=\S)")
_ROMAN = re.compile(r"\(?(?P<n>[ivx]{1,5}|[IVX]{1,5})(?P<close>[.)])\s+(?=\S)")
_COUNTED = re.compile(
    r"(?:reason|responsibility|duty|question|grund|frage|aufgabe)\s*#?(?P<n>\d{1,3})"
    r"\s*[:.)–-]\s+(?=\S)",
    re.IGNORECASE,
)
_COUNTED_STYLES = "1aAi#c"
_ROMANS = {
    n: i
    for i, n in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
    )
}


@dataclass(frozen=True)
class Marker:
    """A marker found: `number` is `-` for a bullet, `style` tells lists apart."""

    number: str
    style: str
    length: int


class Markers:
    """Recognises markers, knowing all lines: `o` and `a.` are markers only among their kind."""

    def __init__(self, lines: Iterable[str]) -> None:
        lines = [line.lstrip() for line in lines]
        self._numbers = {int(m["n"]) for line in lines if (m := _NUMBER.match(line))}
        self._dashed = {int(m["n"]) for line in lines if (m := _DASHED.match(line))}
        bare = {int(m["n"]) for line in lines if (m := _BARE.match(line))}
        self._bare = {n for n in bare if n and set(range(1, n + 1)) <= bare and len(bare) > 1}
        self._letters = {m["n"] for line in lines if (m := _LETTER.match(line))}
        self._romans = {m["n"].lower() for line in lines if (m := _ROMAN.match(line))}
        self._levels = {m["n"] for line in lines if (m := _LEVELS.match(line))}
        bullets = any(_BULLET.match(line) for line in lines)
        circles = sum(1 for line in lines if _CIRCLE.match(line))
        self._circle = circles > 1 or (circles == 1 and bullets)
        self._tight = {
            glyph
            for glyph in "*–-"
            if sum(1 for line in lines if line[:1] == glyph and _TIGHT.match(line)) > 1
        }

    def find(self, line: str) -> Marker | None:
        """The marker a line begins with, leading spaces taken off."""
        if match := _BULLET.match(line):
            return Marker("-", match["glyph"] or match["plain"], match.end())
        if (match := _TIGHT.match(line)) and match["glyph"] in self._tight:
            return Marker("-", match["glyph"], match.end())
        if self._circle and (match := _CIRCLE.match(line)):
            return Marker("-", "o", match.end())
        return self._counted(line)

    def _counted(self, line: str) -> Marker | None:
        if match := _COUNTED.match(line):
            return Marker(match["n"], "counted", match.end())
        if match := _HASH.match(line):
            return Marker(match["n"], "#", match.end())
        if match := _NUMBER.match(line):
            number = int(match["n"])
            if number <= 1 or number - 1 in self._numbers:
                return Marker(str(number), "1" + match["open"] + match["close"], match.end())
            return None
        if (match := _DASHED.match(line)) and {1, 2} <= self._dashed:
            return Marker(match["n"], "1-", match.end())
        if (match := _BARE.match(line)) and int(match["n"]) in self._bare:
            return Marker(match["n"], "1", match.end())
        if match := _LEVELS.match(line):
            stem, _, last = match["n"].rpartition(".")
            if f"{stem}.1" in self._levels and (f"{stem}.2" in self._levels or stem == "1"):
                return Marker(last, "1." * (stem.count(".") + 2), match.end())
            return None
        return self._lettered(line)

    def _lettered(self, line: str) -> Marker | None:
        if match := _ROMAN.match(line):
            number = _ROMANS.get(match["n"].lower(), 0)
            if number and {"i", "ii"} <= self._romans:
                return Marker(str(number), "i" + match["close"], match.end())
        if match := _LETTER.match(line):
            letter = match["n"]
            first, second = ("a", "b") if letter.islower() else ("A", "B")
            before = chr(ord(letter) - 1)
            if {first, second} <= self._letters and (letter == first or before in self._letters):
                number = ord(letter) - ord(first) + 1
                return Marker(str(number), first + match["close"], match.end())
        return None


@dataclass
class Depths:
    """Follows hand-made lists down the page and tells how deep each item stands.

    A deeper indent is a deeper list; so is, at one indent, another kind of marker right
    below an item, until the first kind returns.
    """

    stack: list[tuple[int, str]] = field(default_factory=list)
    counts: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    """The last number of each indent and style, and how deep that list stood."""

    def item(self, indent: int, marker: Marker, gap: bool) -> int:
        """The depth of an item that begins at that indent with that marker."""
        style = marker.style
        number = int(marker.number) if marker.number != "-" else 0
        last, depth = self.counts.get((indent, style), (0, 0))
        if 1 < number == last + 1:  # it carries on a list, whatever stood between
            del self.stack[depth:]
            self.stack.append((indent, style))
        else:
            self._place(indent, style, gap)
        if number:
            self.counts[indent, style] = (number, len(self.stack) - 1)
        return len(self.stack) - 1

    def _place(self, indent: int, style: str, gap: bool) -> None:
        while self.stack and indent < self.stack[-1][0] - 1:
            self.stack.pop()
        level = [at for at, (start, _) in enumerate(self.stack) if abs(start - indent) <= 1]
        known = [at for at in level if self.stack[at][1] == style]
        if known:
            del self.stack[known[0] + 1 :]
        elif level and gap and self.stack[-1][1][0] not in _COUNTED_STYLES:
            self.stack[-1] = (indent, style)
        else:
            self.stack.append((indent, style))

    def paragraph(self, indent: int) -> int:
        """The depth of text without a marker that begins at that indent: 0 ends every list."""
        while self.stack and indent <= self.stack[-1][0]:
            self.stack.pop()
        return len(self.stack)

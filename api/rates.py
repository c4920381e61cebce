"""How often something may be done, as an operator writes it."""

import math
import re
from dataclasses import dataclass
from typing import Final

_BURST_SECONDS: Final = 10
"""For how many seconds the rate may be used up at once, if no burst is given."""


@dataclass(frozen=True)
class Rate:
    """So many operations a second in the long run, and so many at once after a pause."""

    per_second: float
    burst: int

    @classmethod
    def parse(cls, text: str) -> "Rate | None":
        """From `50/s`, `600/m` or, with the burst, `50/s:200`; None for `off`."""
        if text.strip().lower() == "off":
            return None
        found = re.fullmatch(r"([1-9]\d{0,6})/([sm])(?::([1-9]\d{0,6}))?", text.strip())
        if found is None:
            raise ValueError("it must be like 50/s, 600/m or 50/s:200, or off")
        per_second = int(found[1]) / (1 if found[2] == "s" else 60)
        return cls(per_second, int(found[3] or max(1, math.ceil(per_second * _BURST_SECONDS))))

    def divided(self, by: int) -> "Rate":
        """A stricter one."""
        return Rate(self.per_second / by, max(1, self.burst // by))

    def __str__(self) -> str:
        """As `parse` takes it."""
        minutely = self.per_second * 60
        often = f"{self.per_second:g}/s" if self.per_second.is_integer() else f"{minutely:g}/m"
        usual = max(1, math.ceil(self.per_second * _BURST_SECONDS))
        return often if self.burst == usual else f"{often}:{self.burst}"

"""Memory that was freed is given back to the operating system."""

import platform
import sys
from pathlib import Path

import pytest

from content.catalogue.giving_back import _trim, give_back_memory

MEGABYTES = 40
AT_ONCE = 10_000


def resident_megabytes() -> float:
    """The memory of this process that is in RAM."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can")
def test_what_was_freed_below_something_in_use_is_given_back() -> None:
    taken = [b"x" * AT_ONCE for _ in range(MEGABYTES * 1_000_000 // AT_ONCE)]
    in_use = taken[::50]
    taken.clear()
    before = resident_megabytes()
    give_back_memory()
    assert before - resident_megabytes() > MEGABYTES / 2
    assert sum(map(len, in_use)) == MEGABYTES * 1_000_000 // 50


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    _trim.cache_clear()
    try:
        give_back_memory()
    finally:
        _trim.cache_clear()

"""Giving memory that was used for a while back to the operating system."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back_memory() -> None:
    """What this process has freed is no longer resident, where the C library can do that.

    glibc keeps what was freed below something that is still in use, which after reading a
    library is most of what the reading took: malloc_trim(3).
    """
    _trim()(0)


@cache
def _trim() -> Callable[[int], object]:
    # musl and the C library of macOS have no such function.
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return getattr(library, "malloc_trim", _nothing)


def _nothing(_pad: int) -> None:
    """Where there is nothing to call."""

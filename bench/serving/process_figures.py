"""CPU time and memory of a process, as the kernel tells them."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

_PROC = Path("/proc")
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_UTIME, _STIME = 11, 12
"""Places in /proc/PID/stat, counted from the field after the command (proc(5))."""


def cpu_seconds(pid: int) -> Callable[[], float | None]:
    """A clock of the CPU time a process has used, all its threads; None where there is no /proc."""

    def clock() -> float | None:
        try:
            stat = (_PROC / str(pid) / "stat").read_text()
        except FileNotFoundError:
            return None
        fields = stat.rpartition(")")[2].split()
        return (int(fields[_UTIME]) + int(fields[_STIME])) / _TICKS_A_SECOND

    return clock


def cpu_seconds_with_children(pid: int) -> Callable[[], float | None]:
    """The same for a process and those it started, such as nginx with its worker."""
    children = (_PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    clocks = [cpu_seconds(each) for each in (pid, *map(int, children))]

    def clock() -> float | None:
        told = [each() for each in clocks]
        return None if None in told else sum(each or 0.0 for each in told)

    return clock


def resident_megabytes(pid: int) -> float:
    """The memory of a process that is in RAM, in MB of a million bytes."""
    status = _PROC / str(pid) / "status"
    if status.exists():
        found = re.search(r"^VmRSS:\s+(\d+) kB", status.read_text(), re.MULTILINE)
        kibibytes = int(found[1]) if found else 0
    else:
        told = subprocess.run(  # noqa: S603  # a number is all that is passed
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
        )
        kibibytes = int(told.stdout)
    return kibibytes * 1024 / 1e6

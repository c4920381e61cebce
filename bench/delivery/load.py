"""wrk as the reader: so many connections for so long, sending prepared requests in turn."""

import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from bench.serving.process_figures import cpu_seconds
from bench.serving.server import Server

CONNECTIONS: Final = 32

_SCRIPT = Path(__file__).with_name("requests.lua")
_WARM_UP_SECONDS: Final = 1


class CannotLoad(Exception):
    """A program that the load needs is not installed, or a server refused what it was asked."""


@dataclass(frozen=True)
class Target:
    """A server under load: where it listens, the processes that work for it, what it is asked."""

    name: str
    port: int
    cpu_seconds: Callable[[], float | None]
    requests: Sequence[bytes]

    @classmethod
    def of(cls, name: str, server: Server, requests: Sequence[bytes]) -> Self:
        """A server of one process."""
        return cls(name, server.port, cpu_seconds(server.pid), requests)


@dataclass(frozen=True)
class Round:
    """One run of wrk: requests a second, latencies and CPU in microseconds."""

    per_second: float
    median: float
    p99: float
    cpu: float


@dataclass
class Loaded:
    """The rounds of one target; figures are their medians."""

    name: str
    rounds: list[Round] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return statistics.median(each.per_second for each in self.rounds)

    @property
    def cpu(self) -> float:
        """CPU of the server for one request, in microseconds."""
        return statistics.median(each.cpu for each in self.rounds)

    @property
    def median(self) -> float:
        """Half of the requests were answered within so many microseconds."""
        return statistics.median(each.median for each in self.rounds)

    @property
    def p99(self) -> float:
        """99 of 100 requests were answered within so many microseconds."""
        return statistics.median(each.p99 for each in self.rounds)


def alternate_loads(
    targets: Sequence[Target], *, rounds: int, seconds: int, connections: int = CONNECTIONS
) -> list[Loaded]:
    """Each target loaded in turn, in an order that alternates; raises CannotLoad."""
    loaded = [Loaded(target.name) for target in targets]
    for target in targets:
        _run(target, _WARM_UP_SECONDS, connections)
    pairs = list(zip(targets, loaded, strict=True))
    for turn in range(rounds):
        for target, one in pairs if turn % 2 == 0 else reversed(pairs):
            one.rounds.append(_run(target, seconds, connections))
    return loaded


def _run(target: Target, seconds: int, connections: int) -> Round:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise CannotLoad("wrk is not installed: on Debian, apt-get install wrk.")
    with tempfile.NamedTemporaryFile(prefix="rolebook-bench-") as file:
        sizes = " ".join(str(len(each)) for each in target.requests)
        file.write(f"{sizes}\n".encode() + b"".join(target.requests))
        file.flush()
        before = target.cpu_seconds() or 0.0
        told = subprocess.run(  # noqa: S603  # our own arguments
            [
                wrk,
                f"-c{connections}",
                "-t1",
                f"-d{seconds}s",
                "--timeout=10s",
                f"-s{_SCRIPT}",
                f"http://127.0.0.1:{target.port}/",
                "--",
                file.name,
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        after = target.cpu_seconds() or 0.0
    return _round(target, told, after - before)


def _round(target: Target, told: str, cpu: float) -> Round:
    line = next((each for each in told.splitlines() if each.startswith("figures ")), "")
    if not line:
        raise CannotLoad(f"wrk told no figures: {told!r}")
    requests, seconds, median, p99, refused, failed = map(float, line.split()[1:])
    if not requests or refused or failed:
        raise CannotLoad(
            f"{target.name}: of {requests:.0f} requests {refused:.0f} were refused and "
            f"{failed:.0f} failed."
        )
    return Round(requests / seconds, median, p99, cpu * 1e6 / requests)

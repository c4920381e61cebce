"""One answer for all processes of a server: each leaves its numbers where the others find them.

A scrape reaches one process, and nobody knows which.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

FOLDER_VARIABLE: Final = "ROLEBOOK_METRICS_DIR"
"""Set by the process that starts the others, for them alone."""
_EVERY_SECONDS: Final = 5.0
_SUFFIX: Final = ".metrics"


@contextlib.contextmanager
def shared_folder() -> Iterator[None]:
    """A folder of the processes that are started meanwhile, gone afterwards."""
    with TemporaryDirectory(prefix="rolebook-metrics-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER_VARIABLE]


class Shared:
    """The numbers of this process and of those beside it."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        given = os.environ.get(FOLDER_VARIABLE)
        self._folder = Path(given) if given else None

    def text(self) -> bytes:
        """All of them as Prometheus reads them; those of other processes are seconds old."""
        registry = CollectorRegistry()
        registry.register(_Merged([self._own(), *self._others()]))
        return generate_latest(registry)

    @asynccontextmanager
    async def left_for_others(self) -> AsyncIterator[None]:
        """Leaves this process's numbers where the others look, every few seconds."""
        if self._folder is None:
            yield
            return
        file = self._folder / f"{os.getpid()}{_SUFFIX}"
        leaving = asyncio.create_task(self._leave(file))
        try:
            yield
        finally:
            leaving.cancel()
            file.unlink(missing_ok=True)

    async def _leave(self, file: Path) -> None:
        draft = file.with_suffix(".draft")
        while True:
            with contextlib.suppress(OSError):
                draft.write_bytes(self._own())
                draft.replace(file)
            await asyncio.sleep(_EVERY_SECONDS)

    def _own(self) -> bytes:
        registry = CollectorRegistry()
        registry.register(self._collector)
        return generate_latest(registry)

    def _others(self) -> Iterator[bytes]:
        if self._folder is None:
            return
        for file in sorted(self._folder.glob(f"*{_SUFFIX}")):
            pid = int(file.stem)
            if pid == os.getpid():
                continue
            with contextlib.suppress(OSError):
                if _is_alive(pid):
                    yield file.read_bytes()
                else:
                    file.unlink(missing_ok=True)


class _Merged(Collector):
    def __init__(self, texts: list[bytes]) -> None:
        self._texts = texts

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for text in self._texts:
            for family in text_string_to_metric_families(text.decode()):
                known = families.setdefault(family.name, family)
                if known is not family:
                    known.samples += family.samples
        return iter(families.values())


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True

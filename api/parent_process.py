"""Ending with the process that started this one, however that one ended."""

import multiprocessing
import os
import signal
import threading
import time
from multiprocessing.process import BaseProcess
from typing import Final

_ORPHAN_SECONDS: Final = 5


def end_with_parent() -> None:
    """From now on this process ends when its parent has; without a parent nothing happens."""
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    # In order if it can: with the parent its MongoDB has gone, which every question waits for.
    parent.join()
    signal.raise_signal(signal.SIGTERM)
    time.sleep(_ORPHAN_SECONDS)
    os._exit(1)

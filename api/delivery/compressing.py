"""Encoded forms of kept answers, made in a thread: half a millisecond each is too long a wait."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from api.delivery.encodings import COMPRESSED, Encoding
from api.delivery.entry import Entry, Form

_MOST_WAITING: Final = 64
_THREADS = ThreadPoolExecutor(1, "compressing")


class Compressor:
    """Encodes the bodies of entries, each once; `made` is given what came of it."""

    def __init__(self, made: Callable[[Entry, Encoding, bytes], None]) -> None:
        self._made = made
        self._waiting: set[tuple[Entry, Encoding]] = set()

    def soon(self, entry: Entry, encoding: Encoding) -> None:
        """Makes a form meanwhile, if not too many wait; the next who asks may have it."""
        wanted = (entry, encoding)
        if wanted in self._waiting or len(self._waiting) >= _MOST_WAITING:
            return
        self._waiting.add(wanted)
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(_THREADS, COMPRESSED[encoding], entry.body)
        future.add_done_callback(partial(self._done, entry, encoding))

    def _done(self, entry: Entry, encoding: Encoding, future: "asyncio.Future[bytes]") -> None:
        self._waiting.discard((entry, encoding))
        if not future.cancelled() and entry.form(encoding) is None:
            self._made(entry, encoding, future.result())


async def formed(entry: Entry, encoding: Encoding) -> Form:
    """The form of an answer that may not be sent as it is, or that was asked for this once."""
    form = entry.form(encoding)
    if form is not None:
        return form
    loop = asyncio.get_running_loop()
    body = await loop.run_in_executor(_THREADS, COMPRESSED[encoding], entry.body)
    return entry.form(encoding) or Form(entry.headers, entry.etag(encoding), encoding, body)

"""Answering an operation afresh: to an entry that may be kept, or to an answer that may not."""

import asyncio
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.delivery.answered import Answered
from api.delivery.entry import Entry, Headers
from api.delivery.fields import labels
from api.delivery.fingerprints import fingerprint
from api.delivery.refusing import told, written, written_data
from api.running_operations import QUERY_SECONDS, too_long
from content.installation import Installation
from content.reading import CursorSeal, Reader, Reads
from schema.delivery import Context
from schema.delivery.answering import (
    Answer,
    PreparedOperation,
    Variables,
    answer,
    answer_at_once,
)
from schema.delivery.schema import LIMITS


@dataclass(frozen=True)
class Work:
    """An operation to be answered in a media type."""

    operation: PreparedOperation
    variables: Variables
    media_type: str

    @cached_property
    def key(self) -> bytes:
        """The same for all that have the same answer, however it was asked for."""
        values = hashlib.blake2b(self.variables.canonical, digest_size=16).digest()
        return b"%b%b%b" % (self.operation.hash, values, self.media_type.encode())


class Computing:
    """Answers from an installation; `fields` are those of every answer that may be kept."""

    def __init__(self, installation: Installation, seal: CursorSeal, fields: Headers) -> None:
        self._installation, self._seal, self._fields = installation, seal, fields

    async def make(self, work: Work) -> Entry | Answered:
        """The answer; errors are never an entry. Raises Refused when it takes too long."""
        context = self._context()
        outcome = await self._run(work, context)
        extensions = _extensions(context)
        if outcome.errors:
            return told(outcome, work.media_type, extensions)
        return self._entry(work, written(outcome, extensions), context.reader.reads)

    def make_at_once(self, work: Work) -> Entry | None:
        """The answer, if it takes no waiting and holds no error."""
        context = Context(Reader(self._installation, waits=False), self._seal)
        data = answer_at_once(work.operation, work.variables, context)
        if data is None:
            return None
        written = written_data(data, _extensions(context))
        return self._entry(work, written, context.reader.reads)

    async def make_with_cost(self, work: Work) -> Answered:
        """The answer with `extensions.cost`, which nobody keeps."""
        context = self._context()
        outcome = await self._run(work, context)
        cost = work.variables.cost
        extensions = _extensions(context) | {"cost": cost.told(LIMITS)}
        return told(outcome, work.media_type, extensions)

    def _context(self) -> Context:
        return Context(Reader(self._installation), self._seal)

    async def _run(self, work: Work, context: Context) -> Answer:
        try:
            async with asyncio.timeout(QUERY_SECONDS):
                return await answer(work.operation, work.variables, context)
        except TimeoutError as error:
            raise too_long(QUERY_SECONDS) from error

    def _entry(self, work: Work, body: bytes, reads: Reads) -> Entry:
        # What was withdrawn and is still carried is left out: hashes do not tell of that.
        tags, carried = frozenset(reads.tags), frozenset(reads.carried)
        is_altered = self._installation.withdrawn.affects(reads.carried)
        own = (b"content-type", work.media_type.encode())
        return Entry(
            fingerprint=fingerprint(work.key, reads, body, is_altered=is_altered),
            headers=(own, *self._fields, *labels(tags, carried)),
            body=body,
            tags=tags,
            carried=carried,
        )


def _extensions(context: Context) -> dict[str, Any]:
    unused = list(context.unused_variables)
    return {"unusedVariables": unused} if unused else {}

"""The documents that clients name in place of sending them: trusted ones, and persisted ones."""

import hashlib
from collections.abc import Mapping
from typing import Final

import structlog

from api.graphql_over_http import Refused, Sent
from schema.delivery.answering import Prepared, Refusal, known, prepare
from schema.kept import Kept

_log = structlog.stdlib.get_logger("rolebook.documents")

_MOST_PERSISTED: Final = 1_000
_MOST_PERSISTED_BYTES: Final = 8 * 1024 * 1024
_SHA256: Final = "sha256:"


class Documents:
    """Which text a request means.

    Trusted documents are known from the start and stay prepared. Persisted ones are registered by
    whoever sends a text with its hash, in this process alone: a client that meets another one
    sends the text again, as Apollo's protocol has it, so nothing need be shared.
    """

    def __init__(
        self, trusted: Mapping[str, str] | None = None, *, only_trusted: bool = False
    ) -> None:
        self._only_trusted = only_trusted
        self._trusted = dict(trusted or {})
        self._hashes = {sha256_of(text): text for text in self._trusted.values()}
        self._ready: dict[str, Prepared] = {}
        self._persisted: Kept[str] = Kept(_MOST_PERSISTED, _MOST_PERSISTED_BYTES)
        for name, text in self._trusted.items():
            try:
                self._ready[text] = prepare(text)
                self._ready[text].operation()
            except Refusal as refusal:
                if refusal.outcome.codes != {"OPERATION_RESOLUTION_FAILURE"}:
                    _log.warning("trusted document is refused", document=name, reason=str(refusal))

    def text_of(self, sent: Sent) -> str:
        """The text that a request sends or names; raises Refused if it is unknown or unfit."""
        text = self._named(sent) if sent.query is None else self._given(sent, sent.query)
        if self._only_trusted and sha256_of(text) not in self._hashes:
            told = "This server runs trusted documents alone, and this is none of them."
            raise Refused(403, "DOCUMENT_NOT_TRUSTED", told)
        return text

    def prepared(self, text: str) -> Prepared:
        """The text, parsed and checked; raises Refusal if it cannot be parsed."""
        return self._ready.get(text) or prepare(text)

    def known(self, text: str) -> Prepared | None:
        """The same, if it was done before."""
        return self._ready.get(text) or known(text)

    def is_new(self, sent: Sent, text: str) -> bool:
        """Whether a text was sent with its hash and is not yet known by that."""
        return (
            sent.query is not None
            and _hash_in(sent) is not None
            and self._persisted.get(sha256_of(text)) is None
        )

    def register(self, text: str) -> None:
        """Keeps the text of a valid operation, to be named by its hash."""
        self._persisted.put(sha256_of(text), text, 2 * len(text))

    def _given(self, sent: Sent, text: str) -> str:
        sha256 = _hash_in(sent)
        if sha256 is None and sent.document_id is not None:
            raise Refused(400, "BAD_REQUEST", "Send a documentId or a query, not both.")
        if sha256 is not None and sha256 != sha256_of(text):
            told = "provided sha does not match query"
            raise Refused(400, "PERSISTED_QUERY_HASH_MISMATCH", told)
        return text

    def _named(self, sent: Sent) -> str:
        sha256 = _hash_in(sent)
        text = self._trusted.get(sent.document_id or sent.sha256 or "")
        if text is None and sha256 is not None:
            text = self._hashes.get(sha256) or self._persisted.get(sha256)
        if text is not None:
            return text
        if sent.sha256 is not None:
            # With this status and these words, Apollo's clients send the text as well.
            raise Refused(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        told = f"There is no document {(sent.document_id or '')[:80]!r} here."
        raise Refused(400, "DOCUMENT_NOT_FOUND", told)


def sha256_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _hash_in(sent: Sent) -> str | None:
    """The hash that names a document, said in Apollo's way or in GraphQL over HTTP's."""
    named = sent.document_id or ""
    return named.removeprefix(_SHA256) if named.startswith(_SHA256) else sent.sha256

"""What ETags are made of: equal for equal answers, in every process and after every restart."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

from content.reading import Reads

_BYTES: Final = 16
# Another version may write the same documents in another way.
_VERSION: Final = version("rolebook").encode()


def of_documents(operation_key: bytes, documents: Mapping[str, str]) -> bytes:
    """The fingerprint of an answer that follows from these documents alone, by content hash."""
    parts = [_VERSION, operation_key]
    for name in sorted(documents):
        parts.append(f"{name}={documents[name]}".encode())
    return _digest(b"\n".join(parts))


def of_body(body: bytes) -> bytes:
    """The fingerprint of any answer.

    A list's is made of its body, since no hash at hand says what the list holds. Counting the
    changes of each list would tell as much, but no two processes count alike.
    """
    return _digest(body)


def fingerprint(operation_key: bytes, reads: Reads, body: bytes, *, is_altered: bool) -> bytes:
    """The cheaper of the two that holds; `is_altered` when documents were not served as stored."""
    if reads.is_of_documents_alone and reads.documents and not is_altered:
        return of_documents(operation_key, reads.documents)
    return of_body(body)


def _digest(text: bytes) -> bytes:
    digest = hashlib.blake2b(text, digest_size=_BYTES).digest()
    return urlsafe_b64encode(digest).rstrip(b"=")

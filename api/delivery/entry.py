"""One answer, ready to be sent: its header fields, its body, and what would change it."""

from collections.abc import Iterable
from typing import Final

from api.delivery.encodings import TOKENS, Encoding

Headers = tuple[tuple[bytes, bytes], ...]
"""Header fields in order, their names in lower case."""

_SUFFIXES: Final[dict[Encoding, bytes]] = {
    Encoding.IDENTITY: b'"',
    Encoding.GZIP: b'-gz"',
    Encoding.BROTLI: b'-br"',
}
_OF_SUFFIX: Final = {suffix: encoding for encoding, suffix in _SUFFIXES.items()}

_FIXED_BYTES: Final = 1_600
"""What an entry takes beside its texts: objects, and places in the cache's tables."""
_TAG_BYTES: Final = 120


class Form:
    """An entry in one encoding. It does not know its entry: both are freed with their last use."""

    __slots__ = ("_etag", "_head", "_headers", "_shared", "body", "encoding")

    def __init__(self, shared: Headers, etag: bytes, encoding: Encoding, body: bytes) -> None:
        self._shared = shared
        self._etag = etag
        self.encoding = encoding
        self.body = body
        self._head: bytes | None = None
        self._headers: Headers | None = None

    @property
    def headers(self) -> Headers:
        """Every header field of a 200 with this body, put together once."""
        if self._headers is None:
            length = str(len(self.body)).encode()
            own = [(b"etag", self._etag), (b"content-length", length)]
            if self.encoding is not Encoding.IDENTITY:
                own.append((b"content-encoding", TOKENS[self.encoding]))
            self._headers = (*self._shared, *own)
        return self._headers

    @property
    def head(self) -> bytes:
        """The lines of a 200 after its status line, the empty line at the end included, made once.

        Date and X-Request-Id are the server's to add before them.
        """
        if self._head is None:
            self._head = _lines(self.headers)
        return self._head


class Entry:
    """A cached answer; of what it holds only the encoded forms are added to.

    `headers` are all fields but ETag, Content-Length, Content-Encoding, Date and X-Request-Id:
    Content-Type, Cache-Control, Vary, Surrogate-Key, Cache-Tag, CORS for all origins, security.
    `tags` are evicted by news, `carried` by withdrawals (`content.reading.Reads`).
    """

    __slots__ = (
        "_etag",
        "_forms",
        "_not_modified",
        "carried",
        "headers",
        "is_asked_for",
        "operation_key",
        "raw_keys",
        "size",
        "tags",
    )

    def __init__(
        self,
        *,
        fingerprint: bytes,
        headers: Headers,
        body: bytes,
        tags: Iterable[str] = (),
        carried: Iterable[str] = (),
    ) -> None:
        """`fingerprint` is equal for equal answers alone; ETags are made of it, in base64url."""
        self._etag = b'"' + fingerprint
        self.headers = headers
        self.tags = frozenset(tags)
        self.carried = frozenset(carried)
        plain = Form(headers, self.etag(Encoding.IDENTITY), Encoding.IDENTITY, body)
        self._forms: list[Form | None] = [plain, None, None]
        self._not_modified: list[bytes | None] = [None, None, None]
        self.is_asked_for = False
        self.raw_keys: list[bytes] = []
        self.operation_key = b""
        texts = sum(len(name) + len(value) for name, value in headers)
        names = len(self.tags) + len(self.carried)
        self.size = len(body) + 2 * texts + names * _TAG_BYTES + _FIXED_BYTES

    @property
    def body(self) -> bytes:
        """The body as it is."""
        return self.identity.body

    @property
    def identity(self) -> Form:
        """The form that nothing was encoded in."""
        form = self._forms[0]
        assert form is not None
        return form

    def form(self, encoding: Encoding) -> Form | None:
        """The entry in an encoding, if it was made."""
        return self._forms[encoding]

    def add_form(self, encoding: Encoding, body: bytes) -> int:
        """Keeps another encoding of the body; by how many bytes that grows the entry."""
        form = Form(self.headers, self.etag(encoding), encoding, body)
        self._forms[encoding] = form
        return len(body) + len(form.head)

    def etag(self, encoding: Encoding) -> bytes:
        """The strong ETag of an encoding, quoted: the same in every process, after restarts too."""
        return self._etag + _SUFFIXES[encoding]

    def matched(self, if_none_match: bytes) -> Encoding | None:
        """The encoding whose ETag an If-None-Match holds: the client has that, and it is fresh.

        It need not be the one that would be sent now: what is encoded is the same.
        """
        etag, length = self._etag, len(self._etag)
        for told in if_none_match.split(b","):
            given = told.strip().removeprefix(b"W/")
            if given == b"*":
                return Encoding.IDENTITY
            if given[:length] == etag:
                encoding = _OF_SUFFIX.get(given[length:])
                if encoding is not None:
                    return encoding
        return None

    def not_modified_headers(self, encoding: Encoding) -> Headers:
        """Every header field of a 304 for who holds that encoding."""
        kept = (field for field in self.headers if field[0] != b"content-type")
        return (*kept, (b"etag", self.etag(encoding)))

    def not_modified(self, encoding: Encoding) -> bytes:
        """The lines of a 304 after its status line, as of `Form.head`, made once."""
        lines = self._not_modified[encoding]
        if lines is None:
            lines = self._not_modified[encoding] = _lines(self.not_modified_headers(encoding))
        return lines


def _lines(headers: Headers) -> bytes:
    return b"".join(b"%b: %b\r\n" % field for field in headers) + b"\r\n"

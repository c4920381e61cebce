"""ETags and heads of one kept answer."""

import pytest

from api.delivery.encodings import Encoding
from api.delivery.entry import Entry

JSON = (b"content-type", b"application/json; charset=utf-8")
KEPT = Entry(fingerprint=b"abc", headers=(JSON, (b"vary", b"Accept")), body=b"{}")


@pytest.mark.parametrize(
    ("if_none_match", "encoding"),
    [
        (b'"abc"', Encoding.IDENTITY),
        (b'W/"abc"', Encoding.IDENTITY),
        (b'"abc-gz"', Encoding.GZIP),
        (b'W/"abc-br"', Encoding.BROTLI),
        (b'"x", W/"abc-gz" ,"y"', Encoding.GZIP),
        (b"*", Encoding.IDENTITY),
        (b'"abcd"', None),
        (b'"ab"', None),
        (b"abc", None),
        (b'"abc', None),
        (b'"abc-zz"', None),
        (b"", None),
    ],
)
def test_the_etags_a_client_may_hold(if_none_match: bytes, encoding: Encoding | None) -> None:
    assert KEPT.matched(if_none_match) is encoding


def test_heads() -> None:
    assert KEPT.identity.head == (
        b"content-type: application/json; charset=utf-8\r\nvary: Accept\r\n"
        b'etag: "abc"\r\ncontent-length: 2\r\n\r\n'
    )
    assert KEPT.not_modified(Encoding.GZIP) == b'vary: Accept\r\netag: "abc-gz"\r\n\r\n'


def test_each_encoding_is_an_answer_of_its_own() -> None:
    kept = Entry(fingerprint=b"abc", headers=(JSON,), body=b"{}")
    assert kept.form(Encoding.BROTLI) is None
    kept.add_form(Encoding.BROTLI, b"encoded")
    form = kept.form(Encoding.BROTLI)
    assert form is not None
    assert form.body == b"encoded"
    assert form.headers[1:] == (
        (b"etag", b'"abc-br"'),
        (b"content-length", b"7"),
        (b"content-encoding", b"br"),
    )

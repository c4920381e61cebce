"""Accept-Encoding, as RFC 9110 section 12.5.3 reads it."""

import gzip

import brotli
import pytest

from api.delivery.encodings import COMPRESSED, Encoding, accepted

IDENTITY, GZIP, BROTLI = Encoding.IDENTITY, Encoding.GZIP, Encoding.BROTLI


@pytest.mark.parametrize(
    ("header", "encodings"),
    [
        (None, (IDENTITY,)),
        (b"", (IDENTITY,)),
        (b"gzip", (GZIP, IDENTITY)),
        (b"x-gzip", (GZIP, IDENTITY)),
        (b"gzip, deflate, br, zstd", (BROTLI, GZIP, IDENTITY)),
        (b"GZIP;Q=0.8 , Br;q=0.5", (GZIP, BROTLI, IDENTITY)),
        (b"br;q=0.001", (BROTLI, IDENTITY)),
        (b"gzip;q=0", (IDENTITY,)),
        (b"gzip;q=x", (IDENTITY,)),
        (b"identity, gzip;q=0.5", (IDENTITY, GZIP)),
        (b"identity;q=0, gzip", (GZIP,)),
        (b"identity;q=0", ()),
        (b"*;q=0", ()),
        (b"*;q=0, br", (BROTLI,)),
        (b"*", (BROTLI, GZIP, IDENTITY)),
        (b"*;q=0.5, gzip", (GZIP, BROTLI, IDENTITY)),
        (b"deflate", (IDENTITY,)),
        (b"zstd;q=1, identity;q=0", ()),
    ],
)
def test_what_a_client_takes(header: bytes | None, encodings: tuple[Encoding, ...]) -> None:
    assert accepted(header) == encodings


def test_an_encoded_body_is_the_same_bytes_every_time() -> None:
    body = b"bread " * 1_000
    for encoding, decoded in ((GZIP, gzip.decompress), (BROTLI, brotli.decompress)):
        encoded = COMPRESSED[encoding](body)
        assert decoded(encoded) == body
        assert encoded == COMPRESSED[encoding](body)
        assert len(encoded) < len(body) / 10

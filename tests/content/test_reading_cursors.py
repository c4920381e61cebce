"""Cursors are sealed: what was given out opens, and nothing else does."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.reading import BadArgument, CursorSeal
from content.reading.cursors import Place

SEAL = CursorSeal(b"k" * 32)
places = st.builds(
    Place,
    value=st.text(st.characters(codec="utf-8"))
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False),
    entity=st.text(st.characters(codec="ascii"), max_size=30),
)


@given(places)
@settings(deadline=None)
def test_a_place_survives(place: Place) -> None:
    assert SEAL.open(SEAL.seal(place, b"q"), b"q", "after") == place


@given(places, st.data())
@settings(deadline=None)
def test_a_changed_byte_is_noticed(place: Place, data: st.DataObject) -> None:
    raw = bytearray(urlsafe_b64decode(SEAL.seal(place, b"q") + "=="))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadArgument):
        SEAL.open(urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode(), b"q", "after")


def test_another_key_or_another_list_opens_nothing() -> None:
    cursor = SEAL.seal(Place(1, "e"), b"q")
    with pytest.raises(BadArgument, match="not a cursor"):
        CursorSeal(b"x" * 32).open(cursor, b"q", "after")
    with pytest.raises(BadArgument, match="another list") as refused:
        SEAL.open(cursor, b"other", "before")
    assert refused.value.path == "before"


@given(st.text())
@settings(deadline=None)
def test_no_text_is_taken_for_a_cursor(text: str) -> None:
    with pytest.raises(BadArgument):
        SEAL.open(text, b"q", "after")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        CursorSeal(b"short")

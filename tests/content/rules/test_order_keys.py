"""Order keys: there is always a place between two, and lists stay short to write."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.rules.order_keys import DIGITS, MAX_LENGTH, at, between

KEY = st.from_regex(r"[0-9A-Za-z]{1,12}", fullmatch=True)
LIKE = settings(max_examples=500, deadline=None, derandomize=True)


def test_digits_are_in_the_order_of_text() -> None:
    assert sorted(DIGITS) == list(DIGITS)


def test_a_list_written_whole_is_in_order() -> None:
    keys = [at(position) for position in range(2_000)]
    assert keys == sorted(keys)
    assert keys[:2] == ["0001", "0002"]


@LIKE
@given(KEY, KEY)
def test_a_key_fits_between_any_two(one: str, other: str) -> None:
    before, after = sorted((one, other))
    try:
        key = between(before, after)
    except ValueError:
        # Only zeros could stand between these, and before them nothing could ever be put.
        assert before == after or re.fullmatch("0+", after[len(before) :])
        assert after.startswith(before)
        return
    assert before < key < after
    assert re.fullmatch(r"[0-9A-Za-z]{1,64}", key)
    assert before < between(before, key) < key < between(key, after) < after


@LIKE
@given(KEY)
def test_a_key_fits_at_each_end(key: str) -> None:
    assert between(key, "") > key
    if key.strip("0"):
        assert between("", key) < key


def test_two_who_insert_at_one_place_get_different_keys() -> None:
    assert len({between("0001", "0002") for _ in range(200)}) > 190


@LIKE
@given(st.lists(st.integers(min_value=0, max_value=2**16), max_size=60))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        index = place % (len(keys) + 1)
        before = keys[index - 1] if index else ""
        after = keys[index] if index < len(keys) else ""
        keys.insert(index, between(before, after))
    assert keys == sorted(set(keys))


def test_a_list_may_grow_at_its_end_for_long() -> None:
    key = at(0)
    for _ in range(5_000):
        key, last = between(key, ""), key
        assert key > last
    assert len(key) <= 8


def test_a_place_that_is_used_up_is_refused() -> None:
    keys = ["0001"]
    while len(keys[-1]) < MAX_LENGTH:
        keys.append(between("", keys[-1]))
    assert len(keys) > 200
    with pytest.raises(ValueError, match=f"no key of {MAX_LENGTH} characters"):
        _prepend(keys[-1], times=10)


def _prepend(key: str, times: int) -> None:
    for _ in range(times):
        key = between("", key)


def test_what_does_not_ascend_is_refused() -> None:
    for before, after in (("b", "a"), ("a", "a"), ("a", "a0"), ("", "0")):
        with pytest.raises(ValueError, match=r"does not sort before|nothing fits"):
            between(before, after)

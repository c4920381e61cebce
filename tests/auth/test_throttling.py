"""How fast anybody may guess."""

from datetime import timedelta

import pytest

from auth.signing_in.throttling import address_key, delay_after


def test_the_delay_grows_to_a_minute() -> None:
    seconds = [delay_after(misses).total_seconds() for misses in (0, 4, 5, 6, 7, 10, 11, 10_000)]
    assert seconds == [0, 0, 1, 2, 4, 32, 60, 60]
    assert delay_after(2**40) == timedelta(seconds=60)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        (None, "no address", True),
    ],
)
def test_an_address_is_what_one_caller_has(one: str | None, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same

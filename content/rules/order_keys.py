"""Fractional order keys: a position between any two others, without touching either."""

import secrets
from collections.abc import Callable

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TAIL = 4


def at(position: int) -> str:
    """The key of the n-th item of a list written whole, counting from 0: `0001`, `0002`, …"""
    return f"{position + 1:04d}"


def _random_tail() -> str:
    # A tail never ends in the lowest digit: nothing would fit before it.
    body = "".join(secrets.choice(DIGITS) for _ in range(_TAIL - 1))
    return body + secrets.choice(DIGITS[1:])


def between(before: str, after: str, tail: Callable[[], str] = _random_tail) -> str:
    """A key that sorts after `before` and before `after`; either may be empty for an end.

    Two editors who insert at one place get different keys: each ends in random digits.
    Raises ValueError if `before` does not sort before `after`.
    """
    if after and before >= after:
        raise ValueError(f"{before!r} does not sort before {after!r}")
    prefix = ""
    for index in range(max(len(before), len(after)) + 1):
        low = DIGITS.find(before[index].lower()) if index < len(before) else 0
        high = DIGITS.find(after[index].lower()) if index < len(after) else len(DIGITS)
        if high - low > 1:
            return prefix + DIGITS[(low + high) // 2] + tail()
        prefix += before[index] if index < len(before) else DIGITS[0]
        if high > low:  # adjacent digits: from here on only `before` bounds the key
            return prefix + _after(before[index + 1 :]) + tail()
    raise ValueError(f"nothing fits between {before!r} and {after!r}")


def _after(rest: str) -> str:
    prefix = ""
    for digit in rest:
        low = DIGITS.find(digit.lower())
        if low < len(DIGITS) - 1:
            return prefix + DIGITS[(low + len(DIGITS)) // 2]
        prefix += digit
    return prefix + DIGITS[len(DIGITS) // 2]

"""Fractional order keys: a position between any two others, without touching either.

A key is compared as text; it is read as digits of a fraction, so `1` comes before `10`.
"""

import secrets
from collections.abc import Callable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""The digits in the order in which text compares them."""
MAX_LENGTH = 64
_HEAD = 4
_TAIL = 4
_BASE = len(DIGITS)


def at(position: int) -> str:
    """The key of the n-th item of a list written whole, counting from 0: `0001`, `0002`, …"""
    return f"{position + 1:04d}"


def _random_tail() -> str:
    # A tail never ends in the lowest digit: nothing would fit before it.
    body = "".join(secrets.choice(DIGITS) for _ in range(_TAIL - 1))
    return body + secrets.choice(DIGITS[1:])


def between(before: str, after: str, tail: Callable[[], str] = _random_tail) -> str:
    """A key that sorts after `before` and before `after`; either may be empty for an end.

    Two editors who insert at one place get different keys: each ends in random digits. Keys
    stay short where lists grow at their end. Raises ValueError if `before` does not sort
    before `after`, or if nothing of at most 64 characters fits between them.
    """
    if after and before >= after:
        raise ValueError(f"{before!r} does not sort before {after!r}")
    key = _next(before) if before and not after else None
    key = (key or _middle(before, after)) + tail()
    if len(key) > MAX_LENGTH:
        raise ValueError(f"no key of {MAX_LENGTH} characters fits between {before!r} and {after!r}")
    return key


def _next(before: str) -> str | None:
    """The head of a key counted up by one; None after the last."""
    head = before[:_HEAD].ljust(_HEAD, DIGITS[0])
    number = 0
    for digit in head:
        number = number * _BASE + DIGITS.index(digit)
    number += 1
    if number >= _BASE**_HEAD:
        return None
    digits = []
    for _ in range(_HEAD):
        number, digit_value = divmod(number, _BASE)
        digits.append(DIGITS[digit_value])
    return "".join(reversed(digits))


def _middle(before: str, after: str) -> str:
    """The shortest text halfway, such that whatever follows it stays between the two."""
    middle = ""
    bounded = bool(after)
    for index in range(max(len(before), len(after)) + 1):
        if bounded and index >= len(after):
            break
        low = DIGITS.index(before[index]) if index < len(before) else 0
        high = DIGITS.index(after[index]) if bounded else _BASE
        if high - low > 1:
            return middle + DIGITS[(low + high) // 2]
        middle += DIGITS[low]
        if high > low:
            bounded = False
    raise ValueError(f"nothing fits between {before!r} and {after!r}")

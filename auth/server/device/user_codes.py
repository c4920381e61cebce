"""The code a person types: 34 bits from an alphabet without vowels, so that it spells nothing."""

import secrets
from typing import Final

_ALPHABET: Final = "BCDFGHJKLMNPQRSTVWXZ"  # RFC 8628 section 6.1
_LENGTH: Final = 8


def new_user_code() -> str:
    """A code as it is stored."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def shown(user_code: str) -> str:
    """A code as it is read out: `WDJB-MJHT`."""
    return f"{user_code[:4]}-{user_code[4:]}"


def typed(text: str) -> str | None:
    """The code somebody typed, whatever its case, spaces and hyphens; None if it cannot be one."""
    code = "".join(text.split()).replace("-", "").upper()
    return code if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else None

"""How addresses and names are spelled."""

import re
import unicodedata
from typing import Final

from auth.accounts.errors import UnusableEmail, UnusableLanguage, UnusableName

_LONGEST_EMAIL: Final = 254  # RFC 5321 section 4.5.3.1.3
_LONGEST_NAME: Final = 100
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")  # RFC 5646 section 2.2.1
_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]+\.[^\s@.]{2,}")


def normal_email(text: str) -> str:
    """The one spelling under which an address is stored; raises UnusableEmail."""
    email = unicodedata.normalize("NFKC", text).strip().lower()
    if len(email) > _LONGEST_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise UnusableEmail("That is not an e-mail address such as ada@example.com.")
    return email


def normal_name(text: str) -> str:
    """A name with its spaces tidied; raises UnusableName."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UnusableName(f"A name has 1 to {_LONGEST_NAME} characters.")
    return name


def normal_language(text: str) -> str:
    """A language's tag; raises UnusableLanguage."""
    if not _LANGUAGE.fullmatch(text):
        raise UnusableLanguage("Write a language as two or three letters, such as de.")
    return text

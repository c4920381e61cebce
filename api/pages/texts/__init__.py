"""What the frame of a page says, in every language it speaks."""

from typing import Final

from api.pages.texts.english import ENGLISH
from api.pages.texts.german import GERMAN
from api.pages.texts.texts import Texts

_LANGUAGES: Final[dict[str, Texts]] = {"en": ENGLISH, "de": GERMAN}


def texts_for(locale: str) -> Texts:
    """The texts in a locale's language; English where we do not speak it."""
    return _LANGUAGES.get(locale.partition("-")[0], ENGLISH)


__all__ = ["Texts", "texts_for"]

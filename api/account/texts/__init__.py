"""What the account pages say, in every language they speak."""

from typing import Final

from api.account.texts.english import ENGLISH
from api.account.texts.german import GERMAN
from api.account.texts.texts import Texts

LANGUAGES: Final[dict[str, Texts]] = {"en": ENGLISH, "de": GERMAN}
"""By language subtag, the default first."""

__all__ = ["LANGUAGES", "Texts"]

"""What a browser must know of a locale: its direction, and its name for those who speak it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

_FROM_THE_RIGHT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_SCRIPTS_FROM_THE_RIGHT: Final = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"})
_OWN_NAMES: Final = {
    "ar": "العربية",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hu": "Magyar",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}


def direction(locale: str) -> str:
    """`rtl` for what is written from the right, else `ltr`."""
    language, *subtags = locale.lower().split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _SCRIPTS_FROM_THE_RIGHT else "ltr"
    return "rtl" if language in _FROM_THE_RIGHT else "ltr"


def own_name(locale: str) -> str:
    """What speakers call it: `Deutsch`, `Deutsch (AT)`; the tag itself where we do not know."""
    language, _, rest = locale.partition("-")
    name = _OWN_NAMES.get(language)
    if name is None:
        return locale
    return f"{name} ({rest})" if rest else name


def marked(locale: str | None) -> Markup:
    """The attributes of an element whose language differs from that around it.

    None is a language that is not known.
    """
    if locale is None:
        return Markup(' lang="" dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(locale, direction(locale))


class Tongues:
    """Which parts of a page are in another language than what is around them."""

    def __init__(self, chain: Sequence[str], frame: str) -> None:
        """`chain` is the reader's locale and where it falls back to; `frame` the words around."""
        self._chain = list(chain)
        self._frame = frame

    def frame(self, holder: Mapping[str, Any]) -> Markup:
        """The attributes of our own words inside a node."""
        is_spoken = holder["resolvedLocale"].partition("-")[0] == self._frame
        return Markup("") if is_spoken else marked(self._frame)

    def node(self, node: Mapping[str, Any], holder: Mapping[str, Any]) -> Markup:
        """The attributes of a node inside another."""
        locale = node["resolvedLocale"]
        return Markup("") if locale == holder["resolvedLocale"] else marked(locale)

    def field(self, holder: Mapping[str, Any], path: str) -> Markup:
        """The attributes of a text of a node."""
        if path not in holder["fallbackPaths"]:
            return Markup("")
        locale = holder["resolvedLocale"]
        # One resolved before the locales were configured anew may be in none of the chain.
        further = self._chain[self._chain.index(locale) + 1 :] if locale in self._chain else []
        return marked(further[0] if len(further) == 1 else None)

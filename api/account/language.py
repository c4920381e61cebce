"""Which language a page speaks."""

from typing import Final

from api.account.texts import LANGUAGES, Texts

_MOST_RANGES: Final = 10


def texts_for(accept_language: str, preferred: str | None = None) -> Texts:
    """The texts somebody chose for themselves, else the best of what their browser asks for.

    `accept_language` is the header (RFC 9110 section 12.5.4); English when nothing fits.
    """
    if preferred in LANGUAGES:
        return LANGUAGES[preferred]
    best, texts = 0.0, next(iter(LANGUAGES.values()))
    for each in accept_language.split(",")[:_MOST_RANGES]:
        language, _, parameter = each.strip().partition(";")
        quality = _quality(parameter)
        known = LANGUAGES.get(language.strip().partition("-")[0].lower())
        if known is not None and quality > best:
            best, texts = quality, known
    return texts


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return min(float(value), 1.0) if name == "q" else 1.0
    except ValueError:
        return 0.0

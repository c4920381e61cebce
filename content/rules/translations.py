"""How translations stand to the texts they were made from: MISSING, CURRENT or OUTDATED."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from content.rules.hashing import short_digest
from content.rules.local_texts import Text, texts
from content.values.locales import LocaleConfig
from content.values.problems import Issue, Severity
from content.values.sources import Source
from content.values.text import Base

_UNTRANSLATED = frozenset({"slug"})
"""Written anew in each locale, not translated."""


def originals(source: Source | None, default: str) -> dict[str, Text]:
    """The texts of the default locale, by field: what translations are made from."""
    return originals_among(texts(source) if source is not None else (), default)


def originals_among(found: Iterable[Text], default: str) -> dict[str, Text]:
    """Those of a source's texts that are its originals, by field."""
    return {
        text.field: text
        for text in found
        if text.locale == default and text.lines and text.field not in _UNTRANSLATED
    }


def base_of_translation(original: Text | None) -> Base | None:
    """What a translation remembers of the text it was made from."""
    if original is None:
        return None
    return Base(locale=original.locale, hash=short_digest(original.value))


def translation_issues(
    source: Source, published: Collection[str], locales: LocaleConfig
) -> Iterator[Issue]:
    """OUTDATED_TRANSLATION and MISSING_TRANSLATION warnings, by field and locale.

    A locale counts as translated into when something is written in it or `published` in it;
    texts of another language on its way to the default locale serve it too.
    """
    fields: dict[str, dict[str, Text]] = {}
    for text in texts(source):
        if text.locale is not None and text.field not in _UNTRANSLATED:
            fields.setdefault(text.field, {})[text.locale] = text
    written = {locale for said in fields.values() for locale in said if _is_written(said[locale])}
    wanted = [
        locale
        for locale in locales.all
        if locale != locales.default and (locale in written or locale in published)
    ]
    for field, said in fields.items():
        for locale in wanted:
            if _is_outdated(said, locale):
                told = f"{_default_name(said, locale)} was changed since this was translated"
                yield _warning(f"{field}.{locale}", "OUTDATED_TRANSLATION", told, locale)
            elif _is_missing(said, locale, locales):
                told = f"there is a text in {locales.default}, and none in {locale}"
                yield _warning(f"{field}.{locale}", "MISSING_TRANSLATION", told, locale)


def _warning(path: str, code: str, message: str, locale: str) -> Issue:
    return Issue(path=path, code=code, message=message, severity=Severity.WARNING, locale=locale)


def _default_name(said: Mapping[str, Text], locale: str) -> str:
    base = said[locale].base
    return f"the text in {base.locale}" if base else "the text"


def _is_outdated(said: Mapping[str, Text], locale: str) -> bool:
    text = said.get(locale)
    if text is None or text.place is not None or text.base is None or not text.lines:
        return False
    original = said.get(text.base.locale or "")
    return original is not None and short_digest(original.value) != text.base.hash


def _is_missing(said: Mapping[str, Text], locale: str, locales: LocaleConfig) -> bool:
    """Whether readers of the locale get the default locale's text in a language not theirs."""
    original = said.get(locales.default)
    if original is None or not _is_written(original):
        return False
    for tried in locales.chain(locale):
        if _language(tried) == _language(locales.default):
            break
        text = said.get(tried)
        if text is not None and (_is_written(text) or text.value is None):
            return False
    return _language(locale) != _language(locales.default)


def _is_written(text: Text) -> bool:
    """Whether readers would get it: blank text leaves the word to the next locale."""
    return any(line.strip() for line in text.lines)


def _language(locale: str) -> str:
    return locale.partition("-")[0]

"""A page's public addresses in the languages it is really published in."""

from collections.abc import Sequence

from content.values.locales import LocaleConfig


def alternates(
    published: Sequence[tuple[str, str]], locales: LocaleConfig
) -> list[tuple[str, str]]:
    """The addresses by locale, and that for everybody else as `x-default`."""
    if not published:
        return []
    chosen = dict(published).get(locales.default, published[0][1])
    return [*published, ("x-default", chosen)]

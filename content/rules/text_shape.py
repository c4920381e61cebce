"""What is always true of a text: configured locales, single lines, links that may be shown."""

import re
from collections.abc import Iterable, Iterator

from content.rules.local_texts import Text
from content.rules.markdown import broken_links, is_allowed_link, render
from content.rules.placeholders import mark
from content.values.blocks import Callout
from content.values.locales import LocaleConfig
from content.values.problems import Issue
from content.values.sources import SLUG_PATTERN, Composed, RolePage, Source
from content.values.text import SUBSTITUTION_OPEN

_SLUG = re.compile(SLUG_PATTERN)
_SLUG_LENGTH = 120
_LINE_LENGTH = 300
_LINK_WITH_MARK = re.compile(f'(?:href|title)="[^"]*(?:%EF%B7%90|{SUBSTITUTION_OPEN})')


def text_issues(source: Source, texts: Iterable[Text], locales: LocaleConfig) -> Iterator[Issue]:
    """Issues of every text and override, then of slugs and of links in fields of their own."""
    for text in texts:
        if text.locale is not None and text.locale not in locales.chains:
            told = f"{text.locale} is not configured; the locales are {', '.join(locales.all)}"
            yield _issue(text, "UNKNOWN_LOCALE", told)
        yield from _lines(text) if text.form != "markdown" else _links(text)
    if isinstance(source, RolePage):
        yield from _slugs(source)
    if isinstance(source, Composed):
        yield from _callouts(source)


def _issue(text: Text, code: str, message: str) -> Issue:
    return Issue(path=text.path, code=code, message=message, locale=text.locale)


def _lines(text: Text) -> Iterator[Issue]:
    if any("\n" in line for line in text.lines):
        yield _issue(text, "WRONG_VALUE", f"{text.name} is a single line, without line breaks")
    longest = max(map(len, text.lines), default=0)
    if longest > _LINE_LENGTH:
        told = f"{text.name} has {longest} characters, {_LINE_LENGTH} is the most"
        yield _issue(text, "WRONG_VALUE", told)


def _links(text: Text) -> Iterator[Issue]:
    for markdown in text.lines:
        if "](" not in markdown and "<" not in markdown and "]:" not in markdown:
            continue
        for target in broken_links(markdown):
            yield _issue(text, "BROKEN_LINK", _not_allowed(target))
        # Asked of the rendered text, which knows every way Markdown has to write a link.
        if "{{" in markdown and _LINK_WITH_MARK.search(render(mark(markdown)).html):
            yield _issue(text, "PLACEHOLDER_IN_LINK", _NO_PLACEHOLDER)


def _not_allowed(target: str) -> str:
    return f"{target!r} is not a link that may be shown: use http, https, mailto, tel or relative"


_NO_PLACEHOLDER = "a link's address and title hold no placeholder: readers bind running text"


def _slugs(page: RolePage) -> Iterator[Issue]:
    for locale, entry in page.slug.items():
        slug = entry.value
        if len(slug) > _SLUG_LENGTH:
            told = f"the slug has {len(slug)} characters, {_SLUG_LENGTH} is the most"
        elif not _SLUG.fullmatch(slug) or slug != slug.lower():
            told = f"{slug!r} is no slug: lower-case letters and digits, joined by single hyphens"
        else:
            continue
        yield Issue(path=f"slug.{locale}", code="BAD_SLUG", message=told, locale=locale)


def _callouts(source: Composed) -> Iterator[Issue]:
    for block in source.blocks:
        if not isinstance(block, Callout) or block.url is None:
            continue
        path = f"blocks.{block.block_id}.url"
        if "{{" in block.url:
            yield Issue(path=path, code="PLACEHOLDER_IN_LINK", message=_NO_PLACEHOLDER)
        elif not is_allowed_link(block.url):
            yield Issue(path=path, code="BROKEN_LINK", message=_not_allowed(block.url))

"""The sitemap: every address of every published page, with those in other languages.

https://www.sitemaps.org/protocol.html, and Google's xhtml:link for languages.
"""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from api.delivery.answered import Answered
from api.delivery.entry import Entry, Headers
from api.graphql_over_http import Refused
from api.pages.alternates import alternates
from api.pages.entries import entry, in_time
from api.pages.forms import Form
from api.pages.texts import texts_for
from content.installation import Installation
from content.reading import Reader, Reads
from content.reading.addresses import PageAddress, addresses, parts

_MOST_PARTS: Final = 50_000
"""As many as one index may hold."""
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_OWN: Final = ((b"content-type", b"application/xml; charset=utf-8"),)


class Sitemaps:
    """Sitemaps of an installation at an address; `fields` are those of every kept answer."""

    def __init__(self, installation: Installation, fields: Headers, address: str) -> None:
        self._installation, self._fields, self._address = installation, fields, address

    async def make(self, part: int | None) -> Entry | Answered:
        """All addresses, or those of one part; an index of the parts when there are several."""
        texts = texts_for(self._installation.locales.default)
        return await in_time(self._made(part), Form.JSON, texts)

    async def _made(self, part: int | None) -> Entry:
        reader = Reader(self._installation)
        number = await parts(reader)
        if part is None and number > 1:
            return self._entry(self._index(number), reader.reads)
        if part is not None and part > number:
            raise Refused(404, "NOT_FOUND", f"The sitemap has {number} parts.")
        told = [self._page(each) async for each in addresses(reader, part or 1)]
        return self._entry(
            f'<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n{"".join(told)}</urlset>\n',
            reader.reads,
        )

    def _entry(self, text: str, reads: Reads) -> Entry:
        return entry((_DECLARATION + text).encode(), _OWN, self._fields, reads)

    def _index(self, number: int) -> str:
        place = escape(f"{self._address}/sitemap.xml?part=")
        told = [f"<sitemap><loc>{place}{part}</loc></sitemap>\n" for part in range(1, number + 1)]
        return f'<sitemapindex xmlns="{_SITEMAP}">\n{"".join(told)}</sitemapindex>\n'

    def _page(self, page: PageAddress) -> str:
        links = self._links(page.translations)
        return (
            f"<url><loc>{escape(page.url)}</loc><lastmod>{page.updated_at}</lastmod>{links}</url>\n"
        )

    def _links(self, translations: Sequence[tuple[str, str]]) -> str:
        if len(translations) < 2:
            return ""
        return "".join(
            f'<xhtml:link rel="alternate" hreflang="{locale}" href={quoteattr(url)}/>'
            for locale, url in alternates(translations, self._installation.locales)
        )


def part_of(text: str | None) -> int | None:
    """The number of a part; raises Refused for what is none."""
    if text is None:
        return None
    # Python reads no more than 4,300 digits as a number.
    is_short = len(text) <= len(f"{_MOST_PARTS}")
    if not (is_short and text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_PARTS):
        raise Refused(404, "NOT_FOUND", f"{text[:40]!r} is not a part of the sitemap.")
    return int(text)

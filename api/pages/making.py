"""Making a page in one of its forms: an entry to be kept, or where it is read now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from urllib.parse import quote

import orjson

from api.delivery.answered import Answered
from api.delivery.entry import Entry, Headers
from api.delivery.fields import labels
from api.pages.as_html import CONTENT_SECURITY_POLICY, as_html
from api.pages.as_json import as_json
from api.pages.as_markdown import as_markdown
from api.pages.as_structured_data import as_structured_data
from api.pages.entries import entry, in_time
from api.pages.forms import Form
from api.pages.problems import not_found
from api.pages.texts import texts_for
from content.installation import Installation
from content.reading import Node, Reader, Reads, Redirect, resolve_path, role_page


@dataclass(frozen=True)
class Work:
    """A page to be told in a form; `query` is what a redirect keeps of the address."""

    form: Form
    slug: str
    locale: str
    values: Mapping[str, str]
    query: str

    @cached_property
    def key(self) -> bytes:
        """The same for all that have the same answer, however it was asked for."""
        parts = ["page", self.form.suffix, self.slug, self.locale, sorted(self.values.items())]
        return blake2b(orjson.dumps(parts), digest_size=32).digest()


class Making:
    """Pages of an installation; `fields` are those of every answer that may be kept."""

    def __init__(self, installation: Installation, fields: Headers) -> None:
        self._installation, self._fields = installation, fields

    async def make(self, work: Work) -> Entry | Answered:
        """The page in its form, a redirect to it, or why it is neither."""
        return await in_time(self._made(work), work.form, texts_for(work.locale))

    async def _made(self, work: Work) -> Entry | Answered:
        reader = Reader(self._installation)
        found = await role_page(reader, work.slug, work.locale, work.values or None)
        if found is not None:
            page = found.node
            told = self._told(work.form, page)
            return entry(told, _own(work.form, page), self._fields, reader.reads)
        elsewhere = await resolve_path(reader, quote(work.slug, safe=""), work.locale)
        if isinstance(elsewhere, Redirect):
            return self._redirect(work, elsewhere, reader.reads)
        return not_found(work.slug, work.form, texts_for(work.locale))

    def _told(self, form: Form, page: Node) -> bytes:
        match form:
            case Form.JSON:
                return as_json(page)
            case Form.MARKDOWN:
                return as_markdown(page, texts_for(page["resolvedLocale"]))
            case Form.JSON_LD:
                return as_structured_data(page)
            case Form.HTML:
                return as_html(page, self._installation.locales, self._installation.page_url)

    def _redirect(self, work: Work, found: Redirect, reads: Reads) -> Answered:
        query = f"?{work.query}" if work.query else ""
        place = f"./{quote(found.slug, safe='')}.{work.form.suffix}{query}"
        own = ((b"location", place.encode("latin-1")), (b"content-length", b"0"))
        headers = (*own, *self._fields, *labels(reads.tags, reads.carried))
        return Answered(301 if found.permanent else 302, headers)


def _own(form: Form, page: Node) -> Headers:
    """The header fields of a page in a form."""
    canonical = quote(page["seo"]["canonicalUrl"], safe=":/?#[]@!$&'()*+,;=%~")
    fields = [
        (b"content-type", form.media_type.encode()),
        (b"content-language", page["resolvedLocale"].encode()),
        (b"link", f'<{canonical}>; rel="canonical"'.encode()),
    ]
    if form is Form.HTML:
        fields.append((b"content-security-policy", CONTENT_SECURITY_POLICY.encode()))
    if page["seo"]["robots"] == "NOINDEX":
        fields.append((b"x-robots-tag", b"noindex"))
    return tuple(fields)

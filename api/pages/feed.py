"""The Atom feed of what was published or updated last (RFC 4287)."""

from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ulid import ULID

from api.delivery.answered import Answered
from api.delivery.entry import Entry, Headers
from api.pages.as_html import FOLDER
from api.pages.entries import entry, in_time
from api.pages.forms import Form
from api.pages.texts import texts_for
from content.installation import Installation
from content.reading import CursorSeal, ListQuery, Node, Order, Reader, Window, listing

MOST_ENTRIES: Final = 50
_NEVER: Final = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated."""
_FEED: Final = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Feeds:
    """Feeds of an installation at an address; `fields` are those of every kept answer."""

    def __init__(
        self, installation: Installation, fields: Headers, address: str, seal: CursorSeal
    ) -> None:
        self._installation, self._fields = installation, fields
        self._address, self._seal = address, seal

    async def make(self, locale: str) -> Entry | Answered:
        """The feed for readers of a locale."""
        return await in_time(self._made(locale), Form.JSON, texts_for(locale))

    async def _made(self, locale: str) -> Entry:
        reader = Reader(self._installation)
        query = ListQuery(("RolePage",), locale, order=Order.UPDATED_AT_DESC)
        found = await listing(reader, query, Window(MOST_ENTRIES), self._seal, whole=False)
        pages = [item.node for item in found.items]
        values = {
            "t": texts_for(locale),
            "locale": locale,
            "here": f"{self._address}/feed.xml?locale={locale}",
            "author": urlsplit(self._installation.page_url).hostname,
            "updated": max((page["updatedAt"] for page in pages), default=_NEVER),
            "pages": pages,
            "id_of": _id_of,
        }
        told = _FEED.get_template("feed.xml").render(values).encode()
        own: list[tuple[bytes, bytes]] = [
            (b"content-type", b"application/atom+xml; charset=utf-8"),
            (b"content-language", locale.encode()),
        ]
        return entry(told, tuple(own), self._fields, reader.reads)


def _id_of(page: Node) -> str:
    """The same for one page in one locale, whatever its slug and wherever it is served."""
    entity: Any = page["entityId"]
    own = UUID(bytes=ULID.from_str(entity.rpartition("_")[2]).bytes)
    return uuid5(own, page["resolvedLocale"]).urn

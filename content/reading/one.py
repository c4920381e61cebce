"""One published thing by its slug or key: one find, whatever the page is made of."""

import unicodedata
from collections.abc import Mapping

from content.reading.documents import find
from content.reading.presenting import STORED, STORED_FOR_BINDING, Presented, present
from content.reading.reader import Reader
from content.values.ids import is_id


async def role_page(
    reader: Reader,
    slug: str,
    locale: str,
    values: Mapping[str, str] | None = None,
) -> Presented | None:
    """The page that answers at a slug for readers of a locale.

    When pages of two locales answer there, the one nearest to the reader's locale wins.
    """
    wanted = {"typename": "RolePage", "slug": unicodedata.normalize("NFC", slug), "serves": locale}
    found = await find(reader, wanted, {**_fields(values), "locale": 1})
    if not found:
        return None
    chain = reader.installation.locales.chain(locale)
    nearest = min(found, key=lambda document: chain.index(document["locale"]))
    return present(reader, nearest, locale, values)


async def by_key(
    reader: Reader,
    typename: str,
    key: str,
    locale: str,
    values: Mapping[str, str] | None = None,
) -> Presented | None:
    """The listed content of a type with that key or entity id."""
    name = "entity" if is_id(key) else "key"
    wanted = {name: key, "typename": typename, "serves": locale, "listed": True}
    found = await find(reader, wanted, _fields(values), limit=1)
    return present(reader, found[0], locale, values) if found else None


def _fields(values: Mapping[str, str] | None) -> dict[str, int]:
    return {"body": 1, **STORED, **(STORED_FOR_BINDING if values else {})}

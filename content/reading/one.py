"""One published thing by its slug or key: one find at most, whatever the page is made of."""

import unicodedata
from collections.abc import Mapping

from content.catalogue.tags import key_tag, slug_tag
from content.reading.documents import find
from content.reading.gathering import LookUp
from content.reading.presenting import STORED, STORED_FOR_BINDING, Presented, present
from content.reading.reader import Reader
from content.reading.snapshots import Snapshot
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
    slug = unicodedata.normalize("NFC", slug)
    reader.reads.tags.add(slug_tag(slug))
    found = await reader.installation.snapshots.find(
        reader, LookUp("slug", "RolePage", slug, locale)
    )
    return await _presented(reader, found, values)


async def by_key(
    reader: Reader,
    typename: str,
    key: str,
    locale: str,
    values: Mapping[str, str] | None = None,
) -> Presented | None:
    """The listed content of a type with that key or entity id."""
    if is_id(key):
        reader.reads.tags.add(key)
        look_up = LookUp("entity", "", key, locale)
    else:
        reader.reads.tags.add(key_tag(typename, key))
        look_up = LookUp("key", typename, key, locale)
    found = await reader.installation.snapshots.find(reader, look_up)
    if found is None or found.typename != typename or not found.listed:
        return None
    return await _presented(reader, found, values)


async def _presented(
    reader: Reader, found: Snapshot | None, values: Mapping[str, str] | None
) -> Presented | None:
    if found is None:
        return None
    if values:
        return await _bound(reader, found, values)
    reader.reads.content(found.document, found.entity, found.hash, found.tags)
    return found.presented


async def _bound(reader: Reader, found: Snapshot, values: Mapping[str, str]) -> Presented | None:
    """The content with values in it, which is made for this reader alone."""
    stored = await find(
        reader,
        {"_id": found.document, "serves": found.locale},
        {"body": 1, **STORED, **STORED_FOR_BINDING},
    )
    if not stored:
        reader.reads.tags.add(found.entity)
        return None
    reader.reads.document(stored[0])
    return present(reader, stored[0], found.locale, values)

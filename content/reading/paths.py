"""What answers at an address: a page, a redirect to where it is now, or nothing."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from content.reading.documents import Document, find
from content.reading.one import role_page
from content.reading.presenting import Presented
from content.reading.reader import Reader
from content.values.ids import ContentType

LONGEST_PATH = 2_000


@dataclass(frozen=True)
class Redirect:
    """Where a page is read now; `permanent` if the asked-for slug was once its own."""

    path: str
    slug: str
    url: str
    locale: str
    permanent: bool


@dataclass(frozen=True)
class Address:
    """A slug, and the locale that the address names, if it does."""

    slug: str
    locale: str | None = None


def read_address(path: str, page_url: str) -> Address | None:
    """The slug in a slug, a path or a URL of the template's shape; None if it is another."""
    text = path.strip()
    if not text or len(text) > LONGEST_PATH:
        return None
    if "/" not in text and "?" not in text:
        return Address(_decoded(text))
    try:
        parts, template = urlsplit(text), urlsplit(page_url)
    except ValueError:
        return None
    if parts.netloc and template.netloc and parts.netloc.lower() != template.netloc.lower():
        return None
    found = _match(template.path, f"/{parts.path.lstrip('/')}")
    if found is None:
        return None
    given = dict(parse_qsl(parts.query))
    for name, pattern in parse_qsl(template.query):
        if name in given:
            found |= _match(pattern, given[name]) or {}
    return Address(found["slug"], found.get("locale")) if "slug" in found else None


def _match(template: str, text: str) -> dict[str, str] | None:
    pattern = re.escape(template)
    for name in ("slug", "locale"):
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>[^/?#]+)", 1)
    found = re.fullmatch(f"{pattern}/?", text)
    return {name: _decoded(value) for name, value in found.groupdict().items()} if found else None


def _decoded(text: str) -> str:
    return unicodedata.normalize("NFC", unquote(text))


async def resolve_path(
    reader: Reader, path: str, locale: str | None
) -> Presented | Redirect | None:
    """The page at an address, or a redirect if its slug was renamed or is another locale's.

    Without `locale`, the address's own is meant, then the default one.
    """
    address = read_address(path, reader.installation.page_url)
    if address is None:
        return None
    named = address.locale if address.locale in reader.installation.locales.chains else None
    wanted = locale or named or reader.installation.locales.default
    page = await role_page(reader, address.slug, wanted)
    if page is not None:
        return page
    claims = await _claims(reader, address.slug, wanted)
    return await _redirect(reader, claims, wanted) if claims else None


async def _claims(reader: Reader, slug: str, locale: str) -> list[Document]:
    """Whose slug it is or was, those of the locales nearest to the reader's first."""
    locales = dict.fromkeys(
        (*reader.installation.locales.chain(locale), *reader.installation.locales.all)
    )
    kind = ContentType.ROLE_PAGE.value
    claims = await find(
        reader,
        {"_id": {"$in": [f"{kind}|{one}|{slug}" for one in locales]}},
        {"entity": 1, "locale": 1},
        collection="paths",
    )
    order = list(locales)
    return sorted(claims, key=lambda claim: order.index(claim["locale"]))


async def _redirect(reader: Reader, claims: Sequence[Document], locale: str) -> Redirect | None:
    """To the page of the first claim that is published for the reader.

    One that is not stands in nobody's way: it may be deleted for good without anybody noticing.
    """
    entities = [claim["entity"] for claim in claims]
    reader.reads.is_of_documents_alone = False
    reader.reads.depends_on(entities)
    found = await find(
        reader,
        {"entity": {"$in": entities}, "serves": locale, "listed": True, "slug": {"$ne": None}},
        {"entity": 1, "slug": 1, "locale": 1},
    )
    by_entity = {document["entity"]: document for document in found}
    claim = next((each for each in claims if each["entity"] in by_entity), None)
    if claim is None:
        return None
    target = by_entity[claim["entity"]]
    reader.reads.carried.add(claim["entity"])
    slug = target["slug"]
    url = reader.installation.config.url_of(slug, target["locale"])
    parts = urlsplit(url)
    return Redirect(
        path=f"{parts.path}?{parts.query}" if parts.query else parts.path,
        slug=slug,
        url=url,
        locale=locale,
        permanent=claim["locale"] == locale,
    )

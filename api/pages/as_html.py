"""A page as HTML: the reference rendering, complete without a script."""

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.pages.alternates import alternates
from api.pages.as_markdown import facts_of
from api.pages.as_structured_data import for_script
from api.pages.forms import Form
from api.pages.headings import html_below
from api.pages.languages import Tongues, marked, own_name
from api.pages.texts import Texts, texts_for
from content.reading import Node
from content.reading.paths import read_address
from content.values.locales import LocaleConfig

FOLDER: Final = Path(__file__).parent
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LEAST_CONTENTS: Final = 3
"""A table of contents for fewer sections than this would only be in the way."""


def as_html(page: Node, locales: LocaleConfig, page_url: str) -> bytes:
    """The page for its readers of one locale; `page_url` is the template of public addresses."""
    wanted, shown = page["requestedLocale"], page["resolvedLocale"]
    texts = texts_for(shown)
    headed = [block for block in page["blocks"] if block["heading"]]
    values = {
        "t": texts,
        "page": page,
        "wanted": wanted,
        "locale": shown,
        "language": marked(shown),
        "tongues": Tongues(locales.chain(wanted), texts.language),
        "frame": marked(texts.language) if texts.language != shown.partition("-")[0] else "",
        "notice": None if wanted == shown else _not_yet(wanted, shown),
        "alternates": alternates(
            [(each["locale"], each["url"]) for each in page["translations"] if each["url"]], locales
        ),
        "languages": _languages(page, locales),
        "contents": headed if len(headed) >= _LEAST_CONTENTS else [],
        "data": for_script(page),
        "forms": [form for form in Form if form is not Form.HTML],
        "locale_of": lambda url: _locale_of(url, page_url),
    }
    return _rendered("page.html", values)


def problem_page(texts: Texts, heading: str, lead: str) -> bytes:
    """A page that says why there is none, and where to go on."""
    return _rendered(
        "problem.html",
        {"t": texts, "heading": heading, "lead": lead, "language": marked(texts.language)},
    )


def local_address(slug: str, locale: str, form: Form = Form.HTML) -> str:
    """Where this server tells a page, as a link beside another page."""
    return f"./{quote(slug, safe='')}.{form.suffix}?locale={locale}"


@cache
def version() -> str:
    """A new one whenever the style changes."""
    return hashlib.sha256((FOLDER / "static" / "style.css").read_bytes()).hexdigest()[:12]


def _rendered(template: str, values: dict[str, Any]) -> bytes:
    return _PAGES.get_template(template).render(version=version(), **values).encode()


def _not_yet(wanted: str, shown: str) -> dict[str, Any]:
    texts = texts_for(wanted)
    named = {"wanted": _name(wanted, texts), "shown": _name(shown, texts)}
    return {"text": texts.not_yet.format(**named), "attributes": marked(texts.language)}


def _name(locale: str, texts: Texts) -> str:
    return texts.language_names.get(locale.partition("-")[0], own_name(locale))


def _languages(page: Node, locales: LocaleConfig) -> list[dict[str, Any]]:
    """Every locale the page can be read in here; one that falls back is not offered."""
    published = [each for each in page["translations"] if each["slug"]]
    if len(published) < 2 and page["requestedLocale"] == page["resolvedLocale"]:
        return []
    order = {locale: place for place, locale in enumerate(locales.all)}
    published.sort(key=lambda each: order.get(each["locale"], len(order)))
    return [
        {
            "locale": each["locale"],
            "name": own_name(each["locale"]),
            "href": local_address(each["slug"], each["locale"]),
            "is_shown": each["locale"] == page["resolvedLocale"],
        }
        for each in published
    ]


def _locale_of(url: str, page_url: str) -> str | None:
    address = read_address(url, page_url)
    return address.locale if address else None


def _rich(text: Node | None, level: int) -> Markup:
    return html_below(text["html"], level) if text else Markup("")


def _date(moment: str, texts: Texts) -> str:
    at = datetime.fromisoformat(moment)
    return texts.date.format(day=at.day, month=texts.months[at.month - 1], year=at.year)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(rich=_rich, date=_date, facts=facts_of, attributes=marked)
    environment.globals.update(local_address=local_address)
    return environment


_PAGES: Final = _environment()

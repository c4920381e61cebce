"""Addresses are read by the template that writes them."""

import pytest

from content.reading.paths import Address, read_address

DEFAULT = "http://127.0.0.1:8000/pages/{slug}.html?locale={locale}"
IN_PATH = "https://careers.example/{locale}/jobs/{slug}/"
IN_QUERY = "https://careers.example/job?page={slug}&lang={locale}"
NO_LOCALE = "https://careers.example/jobs/{slug}"


@pytest.mark.parametrize(
    ("template", "path", "slug", "locale"),
    [
        (DEFAULT, "baker", "baker", None),
        (DEFAULT, " baker ", "baker", None),
        (DEFAULT, "b%C3%A4cker", "bäcker", None),
        (DEFAULT, "ba\u0308cker", "bäcker", None),
        (DEFAULT, "/pages/baker.html", "baker", None),
        (DEFAULT, "pages/baker.html", "baker", None),
        (DEFAULT, "/pages/baker.html?locale=de", "baker", "de"),
        (DEFAULT, "http://127.0.0.1:8000/pages/ba%CC%88cker.html?locale=de#top", "bäcker", "de"),
        (IN_PATH, "/pt-BR/jobs/padeiro/", "padeiro", "pt-BR"),
        (IN_PATH, "https://careers.example/en/jobs/baker/?ref=x", "baker", "en"),
        (IN_QUERY, "/job?lang=en&page=baker", "baker", "en"),
        (NO_LOCALE, "/jobs/baker", "baker", None),
        (NO_LOCALE, "/jobs/baker/", "baker", None),
    ],
)
def test_an_address_of_the_templates_shape(
    template: str, path: str, slug: str, locale: str | None
) -> None:
    assert read_address(path, template) == Address(slug, locale)


@pytest.mark.parametrize(
    ("template", "path"),
    [
        (DEFAULT, ""),
        (DEFAULT, "  "),
        (DEFAULT, "/pages/baker"),
        (DEFAULT, "/pages/a/b.html"),
        (DEFAULT, "/pagesxbaker.html"),
        (DEFAULT, "/pages/baker-html"),
        (DEFAULT, "https://elsewhere.example/pages/baker.html"),
        (DEFAULT, "http://[::1/pages/baker.html"),
        (IN_PATH, "/jobs/baker/"),
        (IN_QUERY, "/job?lang=en"),
        (NO_LOCALE, "/" + "x" * 3_000),
    ],
)
def test_any_other_address_has_no_slug(template: str, path: str) -> None:
    assert read_address(path, template) is None

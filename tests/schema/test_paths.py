"""What answers at an address, also at one that was renamed or is another locale's."""

import pytest

from content import publishing
from tests.content.desk import BY, Desk
from tests.schema.conftest import Ask
from tests.schema.library import Library

RESOLVE = """
query ($path: String!, $locale: Locale) {
  resolvePath(path: $path, locale: $locale) {
    __typename
    ... on RolePage { slug title resolvedLocale requestedLocale }
    ... on Redirect { path slug url locale permanent }
  }
}
"""


ADDRESSES: list[str] = [
    "baker",
    "/roles/baker",
    "/roles/baker/",
    "/roles/baker?locale=en",
    "/roles/baker?utm_source=x&locale=en#apply",
    "https://example.org/roles/baker?locale=en",
    "https://EXAMPLE.org/roles/baker",
]


@pytest.mark.usefixtures("library")
async def test_a_page_answers_at_every_form_of_its_address(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for path in ADDRESSES:
        with subtests.test(path=path):
            page = (await ask(RESOLVE, path=path)).data["resolvePath"]
            assert page["__typename"] == "RolePage"
            assert page["slug"] == "baker"


ELSEWHERE: list[str] = [
    "",
    "butcher",
    "/roles/butcher",
    "/other/baker",
    "/roles/baker/more",
    "https://elsewhere.example/roles/baker",
    "https://[broken",
    "/roles/",
    "/",
    "x" * 5_000,
    "/roles/%00",
]


@pytest.mark.usefixtures("library")
async def test_nothing_answers_elsewhere(ask: Ask, subtests: pytest.Subtests) -> None:
    for path in ELSEWHERE:
        with subtests.test(path=path):
            assert (await ask(RESOLVE, path=path)).data == {"resolvePath": None}


async def test_an_old_slug_redirects_for_good(ask: Ask, desk: Desk, library: Library) -> None:
    await desk.change(library.page, slug={"en": "bread-baker", "de": "baecker"})
    await desk.publish(library.page)
    assert (await ask(RESOLVE, path="/roles/baker?locale=en")).data["resolvePath"] == {
        "__typename": "Redirect",
        "path": "/roles/bread-baker?locale=en",
        "slug": "bread-baker",
        "url": "https://example.org/roles/bread-baker?locale=en",
        "locale": "en",
        "permanent": True,
    }
    await desk.change(library.page, slug={"en": "master-baker", "de": "baecker"})
    await desk.publish(library.page)
    for old in ("baker", "bread-baker"):
        assert (await ask(RESOLVE, path=old)).data["resolvePath"]["slug"] == "master-baker"
    assert (await ask('{ rolePage(slug: "baker") { id } }')).data == {"rolePage": None}


async def test_another_locales_slug_redirects_to_the_readers_own(
    ask: Ask, desk: Desk, library: Library
) -> None:
    await desk.change(library.page, title={"en": "What is a baker?", "de": "Was ist ein Bäcker?"})
    await desk.publish(library.page, "de", include_unpublished=True)
    english = (await ask(RESOLVE, path="baecker", locale="en")).data["resolvePath"]
    assert (english["slug"], english["locale"], english["permanent"]) == ("baker", "en", False)
    german = (await ask(RESOLVE, path="/roles/baker?locale=en", locale="de")).data["resolvePath"]
    assert german["url"] == "https://example.org/roles/baecker?locale=de"
    named = (await ask(RESOLVE, path="/roles/baecker?locale=de")).data["resolvePath"]
    assert (named["__typename"], named["requestedLocale"]) == ("RolePage", "de")


async def test_what_is_not_published_answers_null(ask: Ask, desk: Desk, library: Library) -> None:
    await publishing.unpublish(desk.installation, library.page.id, "en", by=BY)
    assert (await ask(RESOLVE, path="baker")).data == {"resolvePath": None}


@pytest.mark.usefixtures("library")
async def test_a_fallback_answers_as_itself(ask: Ask) -> None:
    page = (await ask(RESOLVE, path="baker", locale="de")).data["resolvePath"]
    assert (page["requestedLocale"], page["resolvedLocale"]) == ("de", "en")


async def test_a_locale_that_is_not_configured_is_refused(ask: Ask) -> None:
    answer = await ask(RESOLVE, path="x", locale="xx")
    assert answer.refusal == ("BAD_USER_INPUT", "resolvePath.locale")

"""Which language a part of a page is in, also when the locales were configured anew."""

from api.pages.languages import Tongues
from content.installation import Installation
from content.values.locales import LocaleConfig
from tests.conftest import client_of, open_app
from tests.content.desk import Desk


def test_a_text_of_a_locale_outside_the_chain_is_in_no_known_language() -> None:
    holder = {"resolvedLocale": "fr", "fallbackPaths": ["title"]}
    assert 'lang=""' in Tongues(("de", "en"), "de").field(holder, "title")
    assert 'lang="en"' in Tongues(("de", "fr", "en"), "de").field(holder, "title")
    assert Tongues(("de", "en"), "de").field(holder, "intro") == ""


async def test_a_page_resolved_for_other_locales_is_shown_all_the_same(
    installation: Installation,
) -> None:
    """Until it was resolved again, what was published before the change is what readers get."""
    before = Installation(
        installation.store, LocaleConfig.parse("en,fr>en,de>fr>en"), installation.page_url
    )
    desk = Desk(before)
    page = await desk.page(
        await desk.role({"en": "Baker", "fr": "Boulanger"}),
        slug={"en": "baker", "fr": "boulanger"},
        title={"en": "Baker", "fr": "Boulanger"},
        intro={"en": "Makes bread."},
    )
    for locale in ("en", "fr"):
        await desk.publish(page, locale, include_unpublished=True)
    after = Installation(
        installation.store, LocaleConfig.parse("en,fr>en,de>en"), installation.page_url
    )
    for one, language in ((before, ' lang="en" dir="ltr"'), (after, ' lang="" dir="auto"')):
        async with open_app(one) as app, client_of(app) as client:
            answer = await client.get("/pages/boulanger.html?locale=de")
            assert answer.status_code == 200, answer.text
            assert f'<div class="lead"{language}>' in answer.text

"""What translations were written against."""

from typing import Any

from content.rules.hashing import short_digest
from content.values.ids import ContentType
from content.values.sources import Source, parse_source
from content.values.text import Base
from tests.content.rules_editing.examples import (
    page,
    prose,
)
from tests.content.rules_editing.saving import based, saved


def translated(german: Any, english: str = "Baker") -> Source:
    return page(title={"en": english, "de": german})


def against(text: str) -> Base:
    return Base(locale="en", hash=short_digest(text))


def test_a_translation_names_the_text_it_was_made_from() -> None:
    source = page(
        prose(en="Because.", de="Darum."),
        title={"en": "Baker", "de": "Bäcker", "pt": "Padeiro"},
        slug={"en": "baker", "de": "baecker"},
        seo={"title": {"de": "Bäcker werden"}},
    )
    assert based(source) == {
        "slug.en": None,
        "slug.de": None,
        "title.en": None,
        "title.de": against("Baker"),
        "title.pt": against("Baker"),
        "blocks.why.body.en": None,
        "blocks.why.body.de": against("Because."),
        "seo.title.de": None,
    }


def test_lists_are_translated_too() -> None:
    data = {"title": {"en": "B"}, "aliases": {"en": ["A", "B"], "de": ["C"]}}
    found = based(parse_source(ContentType.ROLE, data))
    assert found["aliases.de"] == Base(locale="en", hash=short_digest(["A", "B"]))


def test_a_base_is_kept_while_its_value_is() -> None:
    first = saved(translated("Bäcker"), {})
    again = based(translated("Bäcker", "Head Baker"), previous=first)
    assert again["title.de"] == against("Baker")
    anew = based(translated("Chefbäcker", "Head Baker"), previous=first)
    assert anew["title.de"] == against("Head Baker")


def test_a_base_sent_along_with_a_new_value_is_not_taken_for_its_own() -> None:
    first = saved(translated("Bäcker"), {})
    echoed = {"value": "Chefbäcker", "base": first.title["de"].base.model_dump()}
    found = based(translated(echoed, "Head Baker"), previous=first)
    assert found["title.de"] == against("Head Baker")


def test_an_explicit_base_is_kept() -> None:
    told = {"value": "Bäcker", "base": against("Another").model_dump()}
    assert based(translated(told))["title.de"] == against("Another")
    first = saved(translated("Bäcker"), {})
    assert based(translated(told), previous=first)["title.de"] == against("Another")
    assert based(translated("Bäcker"), previous=saved(translated(told), {}))["title.de"] == against(
        "Another"
    )


def test_a_first_base_names_what_the_text_stood_beside() -> None:
    before = translated("Bäcker")  # stored by something that kept no bases
    found = based(translated("Bäcker", "Head Baker"), previous=before)
    assert found["title.de"] == against("Baker")

"""A page that is served while a withdrawal has not settled yet."""

from pathlib import Path
from typing import Any

from content.rules.resolution.withdrawal import Withdrawal, without
from tests.content.rules.world import World

GOLDEN = Path(__file__).parent / "golden"


class Served:
    """The stored page of a golden world, served without some of its parts."""

    def __init__(self, case: str) -> None:
        self.world = World.read(GOLDEN / f"{case}.yaml")
        resolution = self.world.resolve()
        assert resolution is not None
        self.tags = resolution.tags
        self.body = self.world.body()

    def without(self, *gone: str) -> dict[str, Any] | None:
        """The page without `statement/opens en` or the like; `… answer` for its answer."""
        return without(self.body, [self._withdrawal(each) for each in gone], self.tags)

    def _withdrawal(self, gone: str) -> Withdrawal:
        label, locale, *answer = gone.split()
        return Withdrawal(self.world.id(label), locale, answer_only=bool(answer))


def blocks_of(body: dict[str, Any] | None) -> list[str]:
    """The ids of the blocks that are left."""
    assert body is not None
    return [block["blockId"] for block in body["blocks"]]


def test_a_withdrawal_is_told_in_a_word() -> None:
    for withdrawal in (Withdrawal("st_1", "de"), Withdrawal("iq_1", "pt-BR", answer_only=True)):
        assert Withdrawal.parse(str(withdrawal)) == withdrawal


def test_a_list_goes_with_its_last_item() -> None:
    served = Served("step-json-ld")
    body = served.without("statement/opens en")
    assert blocks_of(body) == ["job", "why"]
    assert body is not None
    assert [block["blockId"] for block in body["blocks"][0]["jobDescription"]["blocks"]] == [
        "needs"
    ]
    occupation = body["jsonLd"]["@graph"][2]
    assert "responsibilities" not in occupation
    assert occupation["qualifications"] == ["Knows sums."]


def test_structured_data_follows_skills_and_family() -> None:
    body = Served("step-json-ld").without("skill/sums en", "family/food en")
    assert body is not None
    _, breadcrumb, occupation = body["jsonLd"]["@graph"]
    assert occupation["skills"] == ["Kneading"]
    assert [item["name"] for item in breadcrumb["itemListElement"]] == ["Baker"]
    assert body["role"]["family"] is None


def test_a_page_goes_with_its_role_and_with_itself() -> None:
    served = Served("step-json-ld")
    assert served.without("role/baker en") is None
    assert served.without("page/baker en") is None


def test_an_embedded_job_description_goes_with_its_block() -> None:
    assert blocks_of(Served("step-json-ld").without("description/baker en")) == ["why", "duties"]


def test_a_snippet_goes_though_no_node_names_it() -> None:
    served = Served("block-snippet-use")
    assert blocks_of(served.without("snippet/about en")) == []
    assert served.without("snippet/other en") == served.body


def test_a_card_goes_with_its_page() -> None:
    served = Served("block-related-roles")
    body = served.without("page/miller en")
    assert body is not None
    assert [card["slug"] for card in body["blocks"][0]["items"]] == ["plain", "plain"]


def test_what_a_page_extends_cannot_be_taken_out_of_it() -> None:
    assert Served("step-inheritance").without("page/baker en") is None


def test_another_locale_takes_only_what_fell_back_to_it() -> None:
    served = Served("step-locale-fallback")
    assert served.without("statement/opens de-AT") == served.body
    body = served.without("statement/opens en")
    assert body is not None
    item = body["blocks"][0]["items"][0]
    assert (item["heading"], item["text"]["plain"]) == (None, "Öffnet den Laden.")
    assert [each["locale"] for each in item["translations"]] == ["de"]
    assert blocks_of(served.without("statement/opens de")) == []


def test_a_pages_own_other_locale_takes_its_overrides_along() -> None:
    served = Served("speaker-before-locale")
    body = served.without("page/baker en")
    assert body is not None
    assert body["title"] == "Bäcker"
    assert body["blocks"] == []
    assert [each["locale"] for each in body["translations"]] == ["de"]


def test_only_the_answer_goes() -> None:
    served = Served("audience-by-locale")
    assert served.body["blocks"][0]["items"][2]["sampleAnswer"]["plain"] == "Hot."
    for locale in ("en", "de"):
        body = served.without(f"question/oven {locale} answer")
        assert body is not None
        assert [item["sampleAnswer"] for item in body["blocks"][0]["items"]] == [None] * 3
    assert served.without("question/oven fr answer") == served.body


def test_without_tags_only_what_is_named_goes() -> None:
    served = Served("block-snippet-use")
    gone = [Withdrawal(served.world.id("snippet/about"), "en")]
    assert without(served.body, gone) == served.body

"""The role page: whole, in one read, addressed and bound for its reader."""

import pytest

from tests.content.desk import Desk, prose, texts
from tests.schema.conftest import Ask
from tests.schema.library import Library

pytestmark = pytest.mark.usefixtures("library")

WHOLE = """
query ($slug: String!, $locale: Locale, $variables: [VariableInput!]) {
  rolePage(slug: $slug, locale: $locale, variables: $variables) {
    id entityId key slug url title requestedLocale resolvedLocale fallbackPaths revision
    publishedAt firstPublishedAt updatedAt
    translations { locale slug title url }
    intro { markdown html plain }
    role {
      id title pluralTitle aliases summary { plain } level family { name }
      skills { importance skill { id name aliases summary sameAs } }
      occupationCodes { scheme code label }
    }
    seo { title description robots canonicalUrl }
    jsonLd
    jobDescription { ...Job }
    responsibilities { ...Said }
    requirements { ...Said importance }
    reasons { ...Said }
    benefits { ...Said }
    interviewQuestions { ...Asked }
    blocks {
      __typename
      ... on Prose { blockId heading intro { plain } outro { plain } body { html } }
      ... on StatementList { blockId kind items { __typename ...Said } }
      ... on QuestionList { blockId show items { ...Asked } }
      ... on JobDescriptionUse { blockId jobDescription { ...Job } }
      ... on SnippetUse { blockId snippetKind body { plain } }
      ... on Faq { blockId items { question answer { html } } }
      ... on SkillsTable { blockId skills { importance skill { name } } }
      ... on Callout { blockId text { plain } url }
      ... on RelatedRoles { blockId items { entityId title slug url } }
    }
  }
}
fragment Said on Statement {
  id entityId heading text { markdown html plain } levels { min max } skills { id name }
}
fragment Asked on InterviewQuestion {
  id prompt { plain } kind difficulty minutes competencies { name } sampleAnswer { plain }
}
fragment Job on JobDescription {
  id title location overview { html } organization { name }
  variables { name type label default }
  responsibilities { id text { plain } }
  requirements { id text { plain } }
  benefits { id text { plain } }
}
"""


async def test_a_page_is_answered_whole_with_one_find(ask: Ask, commands: list[str]) -> None:
    commands.clear()
    page = (await ask(WHOLE, slug="baker")).data["rolePage"]

    assert commands == ["find resolved"]
    assert page["title"] == "What is a baker?"
    assert page["role"]["skills"][0]["skill"]["name"] == "Dough"
    assert page["role"]["occupationCodes"] == [
        {"scheme": "ISCO", "code": "7512", "label": "Bakers"}
    ]
    assert [block["__typename"] for block in page["blocks"]] == [
        "Prose",
        "StatementList",
        "StatementList",
        "JobDescriptionUse",
        "QuestionList",
        "SnippetUse",
        "SkillsTable",
        "Callout",
        "Faq",
        "RelatedRoles",
    ]
    assert page["blocks"][-1]["items"][0]["slug"] == "night-baker"
    assert page["blocks"][3]["jobDescription"]["organization"] == {"name": "Crumb & Co"}
    assert page["interviewQuestions"][0]["sampleAnswer"] == {"plain": "It proofed too long."}


async def test_a_derived_list_has_the_pages_own_items_then_those_of_its_job(
    ask: Ask, desk: Desk, library: Library
) -> None:
    """The duty is on the page and in its job description: the page's own words come once."""
    page = (await ask(WHOLE, slug="baker")).data["rolePage"]

    assert [item["text"]["plain"] for item in page["responsibilities"]] == ["Knead here."]
    assert [item["text"]["plain"] for item in page["requirements"]] == ["Three years at an oven."]
    assert page["requirements"][0]["importance"] == "PREFERRED"
    assert [item["text"]["plain"] for item in page["reasons"]] == ["Good bread sells itself."]
    assert [item["text"]["plain"] for item in page["benefits"]] == ["Free rolls."]
    assert page["jobDescription"]["responsibilities"][0]["text"]["plain"] == (
        "Knead for [Company Name] until today."
    )
    assert texts(await desk.body(library.page)) == ["Good bread sells itself.", "Knead here."]


async def test_one_text_in_two_places_has_two_ids(ask: Ask, library: Library) -> None:
    page = (await ask(WHOLE, slug="baker")).data["rolePage"]
    plain = (await ask("{responsibilities { nodes { id entityId } }}")).data

    on_page = page["responsibilities"][0]
    in_job = page["jobDescription"]["responsibilities"][0]
    alone = plain["responsibilities"]["nodes"][0]
    assert on_page["entityId"] == alone["entityId"] == library.duty.id
    assert len({on_page["id"], in_job["id"], alone["id"]}) == 3


async def test_an_unknown_slug_is_null(ask: Ask) -> None:
    assert (await ask(WHOLE, slug="butcher")).data == {"rolePage": None}
    assert (await ask(WHOLE, slug="ba\u0000ker")).data == {"rolePage": None}


async def test_a_page_falls_back_and_says_so(ask: Ask) -> None:
    page = (await ask(WHOLE, slug="baker", locale="de")).data["rolePage"]

    assert (page["requestedLocale"], page["resolvedLocale"]) == ("de", "en")
    assert page["translations"] == [
        {
            "locale": "en",
            "slug": "baker",
            "title": "What is a baker?",
            "url": "https://example.org/roles/baker?locale=en",
        }
    ]
    english = (await ask(WHOLE, slug="baker")).data["rolePage"]
    assert page["id"] != english["id"]
    assert page["entityId"] == english["entityId"]


async def test_the_readers_own_locale_wins_a_slug_over_a_fallback(
    ask: Ask, desk: Desk, library: Library
) -> None:
    german = await desk.page(library.role, [], slug={"de": "baker"}, title={"de": "Auf Deutsch"})
    await desk.publish(german, "de", include_unpublished=True)

    assert (await ask(WHOLE, slug="baker", locale="de")).data["rolePage"]["title"] == "Auf Deutsch"
    assert (await ask(WHOLE, slug="baker")).data["rolePage"]["title"] == "What is a baker?"


NO_LOCALES: list[str] = ["fr", "EN", "", "en_US", "x" * 90]


async def test_a_locale_that_is_not_configured_is_refused(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for locale in NO_LOCALES:
        with subtests.test(locale=locale):
            answer = await ask(WHOLE, slug="baker", locale=locale)
            assert answer.refusal == ("BAD_USER_INPUT", "rolePage.locale")
            assert "en, de" in answer.error["message"]


async def test_an_abstract_page_is_not_there(ask: Ask, desk: Desk, library: Library) -> None:
    parent = await desk.page(
        library.role, [prose({"en": "Shared."})], slug={}, abstract=True, title={"en": "Parent"}
    )
    await desk.publish(parent)

    listed = await ask('{rolePages { nodes { title } } search(query: "parent") { totalCount } }')
    assert "Parent" not in [node["title"] for node in listed.data["rolePages"]["nodes"]]
    assert listed.data["search"]["totalCount"] == 0


async def test_what_is_withdrawn_is_served_no_more_at_once(
    ask: Ask, desk: Desk, library: Library
) -> None:
    """The withdrawn set works before the pages that carry the part were settled."""
    from content.rules.resolution.withdrawal import Withdrawal

    desk.installation.withdrawn.add("a-job", [Withdrawal(library.question.id, "en")])
    page = (await ask(WHOLE, slug="baker")).data["rolePage"]
    assert page["interviewQuestions"] == []
    assert "QuestionList" not in [block["__typename"] for block in page["blocks"]]
    desk.installation.withdrawn.discard("a-job")
    assert len((await ask(WHOLE, slug="baker")).data["rolePage"]["interviewQuestions"]) == 1


async def test_a_draft_shows_nowhere(ask: Ask, desk: Desk, library: Library) -> None:
    draft = await desk.statement("A secret duty.")
    await desk.change(library.page, title={"en": "A new title"})
    await desk.page(library.role, [{**prose({"en": "x"}), "body": {"en": "y"}}], slug={"en": "new"})

    answer = await ask(
        "{ rolePages { nodes { title } } responsibilities { nodes { key } } "
        'new: rolePage(slug: "new") { id } search(query: "secret") { totalCount } }'
    )
    assert "A new title" not in [node["title"] for node in answer.data["rolePages"]["nodes"]]
    assert draft.key not in [node["key"] for node in answer.data["responsibilities"]["nodes"]]
    assert answer.data["new"] is None
    assert answer.data["search"]["totalCount"] == 0

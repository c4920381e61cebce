"""`where`: every operator over HTTP, and every way of getting it wrong."""

from typing import Any

import pytest

from content.values.ids import ContentType
from tests.content.desk import Desk, use
from tests.schema.conftest import Ask
from tests.schema.library import Library, listing

pytestmark = pytest.mark.usefixtures("answering")

QUESTIONS = """
query ($where: InterviewQuestionWhere, $locale: Locale) {
  interviewQuestions(where: $where, orderBy: KEY_ASC, locale: $locale) { nodes { key } }
}
"""


@pytest.fixture
async def questions(desk: Desk, library: Library) -> None:
    """Beside `collapse` (difficulty 2, 5 minutes, MID–SENIOR, dough), two more."""
    others: dict[str, dict[str, Any]] = {
        "crust": {"kind": "TECHNICAL", "difficulty": 4, "minutes": 10},
        "quarrel": {"kind": "BEHAVIORAL", "levels": {"min": "LEAD", "max": "PRINCIPAL"}},
    }
    for key, fields in others.items():
        question = await desk.create(
            ContentType.INTERVIEW_QUESTION, {"prompt": {"en": f"{key}?"}, **fields}, key=key
        )
        await desk.publish(question)
    assert library.question.key == "collapse"


OPERATORS: list[tuple[dict[str, Any], str]] = [
    ({}, "collapse crust quarrel"),
    ({"key": {"eq": "crust"}}, "crust"),
    ({"key": {"in": ["crust", "quarrel", "none"]}}, "crust quarrel"),
    ({"key": {"in": []}}, ""),
    ({"key": {"not": "crust"}}, "collapse quarrel"),
    ({"key": {"notIn": ["crust", "quarrel"]}}, "collapse"),
    ({"kind": {"eq": "TECHNICAL"}}, "crust"),
    ({"kind": {"in": ["TECHNICAL", "BEHAVIORAL"]}}, "crust quarrel"),
    ({"kind": {"not": "TECHNICAL"}}, "collapse quarrel"),
    ({"difficulty": {"gte": 2, "lt": 4}}, "collapse"),
    ({"difficulty": {"gt": 2}}, "crust"),
    ({"difficulty": {"not": 2}}, "crust quarrel"),
    ({"minutes": {"lte": 10}}, "collapse crust"),
    ({"level": {"eq": "SENIOR"}}, "collapse"),
    ({"level": {"gte": "SENIOR"}}, "collapse quarrel"),
    ({"level": {"lte": "MID"}}, "collapse"),
    ({"level": {"not": "LEAD"}}, "collapse crust"),
    ({"level": {"in": ["INTERN", "PRINCIPAL"]}}, "quarrel"),
    ({"skill": {"eq": "dough"}}, "collapse"),
    ({"skill": {"all": ["dough", "ovens"]}}, ""),
    ({"skill": {"in": ["dough", "ovens"]}}, "collapse"),
    ({"skill": {"not": "dough"}}, "crust quarrel"),
    ({"competency": {"eq": "care"}}, "collapse"),
    ({"role": {"eq": "baker"}}, "collapse"),
    ({"role": {"not": "baker"}}, "crust quarrel"),
    ({"role": {"in": ["baker", "cook"]}}, "collapse"),
    ({"role": {"all": ["baker", "cook"]}}, ""),
    ({"role": {"eq": "cook"}}, ""),
    ({"publishedAt": {"gte": "2020-01-01T00:00:00Z"}}, "collapse crust quarrel"),
    ({"updatedAt": {"lt": "2020-01-01T00:00:00+02:00"}}, ""),
    ({"and": [{"kind": {"eq": "TECHNICAL"}}, {"minutes": {"eq": 10}}]}, "crust"),
    ({"or": [{"kind": {"eq": "TECHNICAL"}}, {"skill": {"eq": "dough"}}]}, "collapse crust"),
    ({"not": {"or": [{"minutes": {"eq": 10}}, {"key": {"eq": "quarrel"}}]}}, "collapse"),
    ({"and": []}, "collapse crust quarrel"),
    ({"or": []}, ""),
    ({"kind": None, "skill": {"eq": None}}, "collapse crust quarrel"),
]


@pytest.mark.usefixtures("questions")
async def test_each_operator(ask: Ask, subtests: pytest.Subtests) -> None:
    for where, found in OPERATORS:
        with subtests.test(where=where, found=found):
            answer = await ask(QUESTIONS, where=where)
            nodes = answer.data["interviewQuestions"]["nodes"]
            assert " ".join(node["key"] for node in nodes) == found


async def test_the_roles_that_use_a_part_are_those_whose_published_pages_show_it(
    ask: Ask, desk: Desk, library: Library
) -> None:
    query = """
    query ($role: String!, $locale: Locale) {
      responsibilities(where: {role: {eq: $role}}, locale: $locale) { nodes { key } }
    }
    """
    cook = await desk.create(ContentType.ROLE, {"title": {"en": "Cook"}}, key="cook")
    page = await desk.page(cook, slug={"en": "cook"})
    await desk.publish(page, include_unpublished=True)
    assert (await ask(query, role="cook")).data["responsibilities"]["nodes"] == []

    draft = listing(0, use(library.duty, use_id="kneads"))
    await desk.change(page, blocks=[draft])
    assert (await ask(query, role="cook")).data["responsibilities"]["nodes"] == []
    await desk.publish(page)
    for locale in ("en", "de"):
        found = (await ask(query, role="cook", locale=locale)).data["responsibilities"]["nodes"]
        assert found == [{"key": "knead"}]
    found = (await ask(query, role=cook.id)).data["responsibilities"]["nodes"]
    assert found == [{"key": "knead"}]


async def test_role_pages_are_narrowed_by_their_role(
    ask: Ask, desk: Desk, library: Library
) -> None:
    master = {"title": {"en": "Master Baker"}, "level": "LEAD", "family": library.family.id}
    senior = await desk.create(ContentType.ROLE, master, key="master")
    await desk.publish(await desk.page(senior, slug={"en": "master"}), include_unpublished=True)
    query = """
    query ($where: RolePageWhere) {
      rolePages(where: $where, orderBy: TITLE_ASC) { nodes { slug } }
    }
    """
    for where, slugs in (
        ({"role": {"eq": "master"}}, ["master"]),
        ({"level": {"gte": "SENIOR"}}, ["master"]),
        ({"family": {"eq": "craft"}, "level": {"not": "LEAD"}}, ["night-baker", "baker"]),
        ({"skill": {"all": ["dough"]}}, ["night-baker", "baker"]),
    ):
        found = (await ask(query, where=where)).data["rolePages"]["nodes"]
        assert [node["slug"] for node in found] == slugs


IMPOSSIBLE: list[tuple[str, str]] = [
    ("{foo: 1}", "where.foo"),
    ("{kind: {eq: FOO}}", "where.kind.eq"),
    ("{and: [{level: {eq: SENIOR}}, {level: {eq: 5}}]}", "where.and.1.level.eq"),
    ("{difficulty: {gt: 9999999999}}", "where.difficulty.gt"),
    ('{publishedAt: {gt: "yesterday"}}', "where.publishedAt.gt"),
    ('{publishedAt: {gt: "2026-01-01T00:00:00"}}', "where.publishedAt.gt"),
    ('{key: {eq: {ne: "x"}}}', "where.key.eq"),
    ('{key: {eq: "' + "x" * 201 + '"}}', "where.key.eq"),
    ('{key: {in: ["a", "' + "x" * 300 + '"]}}', "where.key.in.1"),
    ("{difficulty: {in: [" + "1 " * 101 + "]}}", "where.difficulty.in"),
]


async def test_a_condition_that_cannot_be_is_refused_by_its_path(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for where, path in IMPOSSIBLE:
        with subtests.test(where=where, path=path):
            answer = await ask(f"{{ interviewQuestions(where: {where}) {{ totalCount }} }}")
            assert answer.refusal == ("BAD_USER_INPUT", f"interviewQuestions.{path}")


UNFIT: list[tuple[Any, str]] = [
    ({"and": [{"level": {"eq": "FOO"}}]}, "and.0.level.eq"),
    ({"key": {"eq": {"$gt": ""}}}, "key.eq"),
    ({"difficulty": {"gt": "1"}}, "difficulty.gt"),
    ({"$where": "1"}, ""),
    ("text", ""),
]


async def test_a_variable_that_does_not_fit_is_refused_where_it_is_used(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for where, path in UNFIT:
        with subtests.test(where=where, path=path):
            code, refused = (await ask(QUESTIONS, where=where)).refusal
            assert code == "BAD_USER_INPUT"
            assert refused == f"interviewQuestions.where{'.' if path else ''}{path}"


async def test_a_tree_of_conditions_has_a_size(ask: Ask) -> None:
    many = [{"key": {"eq": f"k{number}"}} for number in range(51)]
    code, path = (await ask(QUESTIONS, where={"or": many})).refusal
    assert code == "BAD_USER_INPUT"
    assert path == "interviewQuestions.where.or.49.key"

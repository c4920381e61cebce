"""Totals and facets: counted over the whole list, and only when asked for."""

import pytest

from tests.content.desk import Desk
from tests.schema.conftest import Ask
from tests.schema.library import Library

pytestmark = pytest.mark.usefixtures("answering")


@pytest.mark.usefixtures("library")
async def test_totals_and_facets_cost_nothing_unless_selected(
    ask: Ask, commands: list[str], answering: str
) -> None:
    commands.clear()
    await ask("{ rolePages { nodes { title } } }")
    assert commands == ["find resolved"]
    commands.clear()
    await ask("{ rolePages { totalCount facets { name } } }")
    if answering == "catalogue":
        assert commands.count("aggregate resolved") == 0
        return
    assert commands.count("find resolved") == 2  # the items, and the names of families and skills
    assert commands.count("aggregate resolved") == 2


@pytest.mark.usefixtures("library")
async def test_facets_of_role_pages(ask: Ask) -> None:
    query = """{ rolePages(locale: "de") { facets { name values { value label count } } } }"""
    assert (await ask(query)).data["rolePages"]["facets"] == [
        {"name": "family", "values": [{"value": "craft", "label": "Craft", "count": 2}]},
        {"name": "level", "values": [{"value": "MID", "label": "MID", "count": 2}]},
        {"name": "skill", "values": [{"value": "dough", "label": "Dough", "count": 2}]},
    ]


@pytest.mark.usefixtures("library")
async def test_facet_labels_are_in_the_readers_locale(
    ask: Ask, desk: Desk, library: Library
) -> None:
    await desk.publish(library.family, "de")
    query = '{ rolePages(locale: "de") { facets { name values { label } } } }'
    facets = (await ask(query)).data["rolePages"]["facets"]
    assert facets[0] == {"name": "family", "values": [{"label": "Handwerk"}]}


@pytest.mark.usefixtures("library")
async def test_facets_of_interview_questions_follow_where(ask: Ask) -> None:
    query = """
    query ($where: InterviewQuestionWhere) {
      interviewQuestions(where: $where) {
        totalCount facets { name values { value label count } }
      }
    }
    """
    found = (await ask(query)).data["interviewQuestions"]
    assert found["totalCount"] == 1
    assert found["facets"] == [
        {"name": "kind", "values": [{"value": "KNOWLEDGE", "label": "KNOWLEDGE", "count": 1}]},
        {"name": "difficulty", "values": [{"value": "2", "label": "2", "count": 1}]},
        {"name": "skill", "values": [{"value": "dough", "label": "Dough", "count": 1}]},
        {"name": "competency", "values": [{"value": "care", "label": "Care", "count": 1}]},
    ]
    none = (await ask(query, where={"difficulty": {"gt": 2}})).data["interviewQuestions"]
    assert none["totalCount"] == 0
    assert all(facet["values"] == [] for facet in none["facets"])

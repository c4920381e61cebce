"""`node(id)`: everything that was answered can be fetched again by the id it came with."""

from typing import Any

import pytest

from content import publishing
from content.reading.identifiers import decode, encode
from content.values.users_fate import UsersFate
from tests.content.desk import BY, Desk
from tests.schema.conftest import Ask
from tests.schema.library import Library
from tests.schema.test_role_page import WHOLE

NODES = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename id
    ... on Content { entityId requestedLocale }
    ... on Statement { text { plain } }
    ... on JobDescription { title }
  }
}
"""


def ids_in(value: Any) -> list[str]:
    """Every id in an answer, each once, in order."""
    found: dict[str, None] = {}
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "id":
                found[inner] = None
            else:
                found.update(dict.fromkeys(ids_in(inner)))
    elif isinstance(value, list):
        for inner in value:
            found.update(dict.fromkeys(ids_in(inner)))
    return list(found)


@pytest.mark.usefixtures("library")
async def test_every_id_on_a_page_leads_back(
    ask: Ask, commands: list[str], subtests: pytest.Subtests
) -> None:
    for locale in ["en", "de"]:
        with subtests.test(locale=locale):
            page = (await ask(WHOLE, slug="baker", locale=locale)).data["rolePage"]
            wanted = ids_in(page)
            assert len(wanted) >= 10
            commands.clear()
            nodes = (await ask(NODES, ids=wanted)).data["nodes"]
            assert commands == ["find resolved"]
            assert [node["id"] for node in nodes] == wanted
            assert {node["requestedLocale"] for node in nodes} == {locale}


@pytest.mark.usefixtures("library")
async def test_a_nested_use_reads_as_its_page_says_it(ask: Ask) -> None:
    page = (await ask(WHOLE, slug="baker")).data["rolePage"]
    overridden = page["responsibilities"][0]["id"]
    (node,) = (await ask(NODES, ids=[overridden])).data["nodes"]
    assert node["text"]["plain"] == "Knead here."


@pytest.mark.usefixtures("library")
async def test_ids_with_bound_variables_answer_null(ask: Ask) -> None:
    variables = [{"name": "company.name", "value": "Crumb"}]
    page = (await ask(WHOLE, slug="baker", variables=variables)).data["rolePage"]
    assert (await ask(NODES, ids=[page["id"]])).data == {"nodes": [None]}
    skill = page["role"]["skills"][0]["skill"]["id"]
    assert (await ask(NODES, ids=[skill])).data["nodes"][0]["id"] == skill


async def test_what_is_gone_answers_null(ask: Ask, desk: Desk, library: Library) -> None:
    page = (await ask(WHOLE, slug="baker")).data["rolePage"]
    question = page["interviewQuestions"][0]["id"]
    await publishing.unpublish(
        desk.installation, library.question.id, "en", users=UsersFate.WITHDRAW, by=BY
    )
    assert (await ask(NODES, ids=[question])).data == {"nodes": [None]}
    unknown = encode("rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "en")
    foreign = encode(library.page.id, "fr")
    assert (await ask(NODES, ids=[unknown, foreign])).data == {"nodes": [None, None]}


NO_IDS: list[str] = [
    "",
    "x",
    "rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z",
    encode("rp_1", "en"),
    encode("xx_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "en"),
    encode("rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "EN"),
    encode("rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z@nowhere", "en"),
    encode("rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "en", "digest"),
    encode("rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "en") + "=",
    "ü" * 10,
    "A" * 10_000,
]


async def test_an_id_that_was_never_given_out_is_refused(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for text in NO_IDS:
        with subtests.test(text=text):
            answer = await ask("query ($id: ID!) { node(id: $id) { id } }", id=text)
            assert answer.refusal == ("BAD_USER_INPUT", "node.id")


async def test_at_most_a_hundred_at_a_time(ask: Ask) -> None:
    many = [encode("rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "en")] * 101
    assert (await ask(NODES, ids=many)).refusal == ("BAD_USER_INPUT", "nodes.ids")
    assert (await ask(NODES, ids=[])).data == {"nodes": []}


def test_a_delivery_id_says_what_it_is_of() -> None:
    statement, page = "st_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z", "rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z"
    job = "jd_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z"
    read = decode(encode(f"{statement}@{job}/u1@{page}/u2", "pt-BR", "0123456789ab"))
    assert (read.document, read.locale, read.digest) == (page, "pt-BR", "0123456789ab")
    assert decode(encode(statement, "en")).document == statement

"""A request that is sent again changes nothing more, and gets the first answer."""

import asyncio
from typing import Any

import pytest

from auth.roles import Role
from content import drafts
from content.installation import Installation
from content.values.ids import ContentType
from tests.schema.editorial.conftest import AskAs
from tests.schema.editorial.mutating import Editor, operation, texts
from tests.schema.editorial.test_mutations import source

OTHER = "usr_" + "0" * 25 + "2"


async def test_a_hundred_of_one_request_make_one_thing(
    editor: Editor, installation: Installation
) -> None:
    fields = {"key": "baker", "title": texts(en="Baker")}
    query = operation("createRole", frozenset({"input", "idempotencyKey"}))
    asked: dict[str, Any] = {"input": fields, "idempotencyKey": "one"}
    sent = await asyncio.gather(*(editor.ask(query, **editor.who, **asked) for _ in range(100)))
    # A burst on a busy machine is shed in part; whoever is not answered may send it again.
    shed = [answer for answer in sent if answer.status == 503]
    assert all(answer.error["extensions"]["code"] == "OVERLOADED" for answer in shed)
    assert all(answer.headers["retry-after"] == "1" for answer in shed)
    answers = [answer.data["createRole"] for answer in sent if answer.status != 503]
    made = {answer["entity"]["id"] for answer in answers if answer["__typename"] == "Saved"}
    others = {answer["__typename"] for answer in answers} - {"Saved"}
    assert len(made) == 1
    assert others <= {"BusyProblem"}
    roles = [each async for each in drafts.listing(installation, ContentType.ROLE)]
    assert [role.id for role in roles] == list(made)
    again = await editor.done("createRole", input=fields, idempotencyKey="one")
    assert again["entity"]["id"] in made


async def test_a_save_sent_again_is_one_save(editor: Editor, installation: Installation) -> None:
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    change = {"id": role, "expectedVersion": 1, "input": {"title": texts(en="Cook")}}
    first = await editor.done("updateRole", **change, idempotencyKey="k")
    later = {"id": role, "expectedVersion": 2, "input": {"title": texts(en="Chef")}}
    await editor.done("updateRole", **later)
    again = await editor.done("updateRole", **change, idempotencyKey="k")
    assert again == first
    assert (await source(installation, role))["title"] == {"en": "Chef"}


async def test_the_same_key_with_another_request_is_a_problem(editor: Editor, ask: AskAs) -> None:
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    change = {"id": role, "expectedVersion": 1, "input": {"title": texts(en="Cook")}}
    await editor.done("updateRole", **change, idempotencyKey="k")
    for other in (
        {**change, "input": {"title": texts(en="Chef")}},
        {**change, "expectedVersion": 2},
        {**change, "input": {"title": texts(en="Cook"), "level": None}},
    ):
        answer = await editor("updateRole", **other, idempotencyKey="k")
        assert answer["__typename"] == "IdempotencyProblem"
        assert answer["code"] == "IDEMPOTENCY_KEY_REUSED"
    somebody = Editor(ask, {"role": Role.PUBLISHER, "subject": OTHER})
    theirs = {"id": role, "expectedVersion": 2, "input": {"title": texts(en="Chef")}}
    assert (await somebody.done("updateRole", **theirs, idempotencyKey="k"))["version"] == 3


async def test_what_is_asked_of_the_answer_is_no_part_of_the_request(
    editor: Editor, ask: AskAs
) -> None:
    fields = {"key": "baker", "title": texts(en="Baker")}
    first = await editor.done("createRole", input=fields, idempotencyKey="k")
    answer = await ask(
        'mutation { again: createRole(idempotencyKey: "k", input: {title: [{locale: "en", '
        'value: "Baker"}], key: "baker"}) { ... on Saved { entity { id } } } }',
        role=Role.PUBLISHER,
    )
    assert answer.data["again"]["entity"]["id"] == first["entity"]["id"]


async def test_publishing_again_tells_the_first_answer(editor: Editor) -> None:
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    asked = {"id": role, "revision": 1, "locales": ["en"], "idempotencyKey": "k"}
    first = await editor.done("publish", **asked)
    await editor.done("unpublish", id=role, locales=["en"])
    assert (await editor.done("publish", **asked))["items"] == first["items"]
    gone = await editor("unpublish", id=role, locales=["en"])
    assert gone["__typename"] == "NotFoundProblem", "it was not published a second time"


@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_a_key_has_a_length(editor: Editor, key: str) -> None:
    fields = {"key": "baker", "title": texts(en="Baker")}
    wrong = await editor.refused("createRole", input=fields, idempotencyKey=key)
    assert wrong == [("idempotencyKey", "INVALID")]


async def test_a_refused_request_may_be_sent_again(editor: Editor) -> None:
    fields = {"key": "Not a key", "title": texts(en="Baker")}
    wrong = await editor.refused("createRole", input=fields, idempotencyKey="k")
    assert wrong == [("key", "WRONG_FORMAT")]
    right = {**fields, "key": "baker"}
    assert (await editor.done("createRole", input=right, idempotencyKey="k"))["version"] == 1

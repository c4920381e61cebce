"""Input that is wrong, by a real call: told with path and code, and nothing half-written."""

from typing import Any

import pytest

from tests.schema.editorial.conftest import AskAs
from tests.schema.editorial.mutating import LONG, NOBODY, Editor, insert, stored, texts

WRONG: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("over-long text", {"intro": texts(en=LONG)}, [("intro.en", "TOO_LONG")]),
    ("over-long line", {"title": texts(en="w" * 301)}, [("title.en", "TOO_LONG")]),
    ("a line of two", {"title": texts(en="a\nb")}, [("title.en", "WRONG_VALUE")]),
    ("control character", {"intro": texts(en="a\x00b")}, [("intro.en", "INVALID")]),
    ("broken link", {"intro": texts(en="[x](javascript:y)")}, [("intro.en", "BROKEN_LINK")]),
    ("no slug", {"slug": texts(en="Not a slug")}, [("slug.en", "BAD_SLUG")]),
    (
        "unknown locale",
        {"title": texts(fr="Boulanger"), "seo": {"title": texts(xx="x")}},
        [("title.fr", "UNKNOWN_LOCALE"), ("seo.title.xx", "UNKNOWN_LOCALE")],
    ),
    (
        "a locale twice",
        {"title": [*texts(en="a"), *texts(en="b")]},
        [("title.en", "DUPLICATE_LOCALE")],
    ),
    ("a locale without a value", {"title": [{"locale": "en"}]}, [("title.en", "REQUIRED")]),
    ("no locale at all", {"title": texts(**{"en\n": "x"})}, [("title.en\n", "UNKNOWN_LOCALE")]),
    ("unknown target", {"role": NOBODY}, [("role", "UNKNOWN_TARGET")]),
    ("an id of nothing", {"role": '{"$gt": ""}'}, [("role", "WRONG_FORMAT")]),
    ("required", {"role": None}, [("role", "REQUIRED")]),
    ("its own child", {"extends": "itself"}, [("extends", "CYCLE")]),
    (
        "a text in a block",
        {"blocks": [insert(prose={"blockId": "why_not", "body": texts(en=LONG)})]},
        [("operations.0.insert.block.body.en", "TOO_LONG")],
    ),
    (
        "a locale in a block",
        {"blocks": [insert(prose={"blockId": "why", "body": texts(fr="x")})]},
        [("operations.0.insert.block.body.fr", "UNKNOWN_LOCALE")],
    ),
    (
        "an id of a block",
        {"blocks": [insert(prose={"blockId": "no id!", "body": texts(en="x")})]},
        [("operations.0.insert.block.blockId", "WRONG_FORMAT")],
    ),
    (
        "a foreign part",
        {"blocks": [insert(snippet={"blockId": "s", "use": {"useId": "u", "target": NOBODY}})]},
        [("blocks.s.items.u", "UNKNOWN_TARGET")],
    ),
    (
        "an unknown block",
        {"blocks": [{"remove": {"itemId": "nothing"}}]},
        [("operations.0", "UNKNOWN_ITEM")],
    ),
]


@pytest.mark.parametrize(("name", "fields", "expected"), WRONG, ids=[each[0] for each in WRONG])
async def test_bad_input_is_told_with_path_and_code(
    editor: Editor,
    role: str,
    name: str,
    fields: dict[str, Any],
    expected: list[tuple[str, str]],
) -> None:
    page = await editor.made("createRolePage", key="page", role=role, title=texts(en="Baker"))
    fields = {**fields, **({"extends": page} if "extends" in fields else {})}
    before = await stored()
    asked = {"id": page, "expectedVersion": 1, "input": fields}
    assert await editor.refused("updateRolePage", **asked) == expected, name
    assert await stored() == before


async def test_a_bad_entity_is_not_made(editor: Editor, role: str) -> None:
    before = await stored()
    wrong: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
        ({"key": "Not a key"}, [("key", "WRONG_FORMAT")]),
        ({"key": "k" * 81}, [("key", "TOO_LONG")]),
        ({"role": NOBODY}, [("role", "UNKNOWN_TARGET")]),
        (
            {"blocks": [{"prose": {"blockId": "red_flags", "body": texts(en=LONG)}}]},
            [("blocks.red_flags.body.en", "TOO_LONG")],
        ),
        (
            {"blocks": [{"prose": {"blockId": "b", "body": texts(en="x")}}] * 2},
            [("blocks.b", "DUPLICATE_ID")],
        ),
    ]
    for fields, expected in wrong:
        asked = {"key": "page", "role": role, **fields}
        assert await editor.refused("createRolePage", input=asked) == expected
    assert await stored() == before


async def test_what_the_schema_does_not_have_is_refused_with_its_path(
    editor: Editor, ask: AskAs, role: str
) -> None:
    page = await editor.made("createRolePage", key="page", role=role)
    before = await stored()
    query = (
        "mutation($id: ID!, $operations: [BlockOperation!]!) { editBlocks(id: $id, "
        "expectedVersion: 1, operations: $operations) { __typename } }"
    )
    for operation in (
        {"explode": {"itemId": "b"}},
        {"remove": {"itemId": "b"}, "hide": {"itemId": "b"}},
        {},
        {"remove": None},
        {"hide": {"itemId": {"$gt": ""}}},
    ):
        answer = await ask(query, id=page, operations=[operation])
        code, path = answer.refusal
        assert code == "BAD_USER_INPUT", answer.error
        assert (path or "editBlocks.operations").startswith("editBlocks.operations")
    assert await stored() == before


async def test_an_insert_is_of_one_thing(editor: Editor, role: str) -> None:
    page = await editor.made("createRolePage", key="page", role=role)
    use = {"target": role}
    pair = {"question": texts(en="?"), "answer": texts(en="!")}
    for operation, expected in (
        ({}, ("operations.0.insert", "WRONG_OPERATION")),
        ({"use": use, "pair": pair}, ("operations.0.insert", "WRONG_OPERATION")),
        ({"use": use}, ("operations.0.insert.into", "REQUIRED")),
    ):
        asked = {"id": page, "expectedVersion": 1, "operations": [{"insert": operation}]}
        assert await editor.refused("editBlocks", **asked) == [expected]

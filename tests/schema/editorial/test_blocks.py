"""Blocks by operations: addressed by id, applied in order, all or none."""

from typing import Any

import pytest

from content.installation import Installation
from tests.schema.editorial.mutating import Editor, texts
from tests.schema.editorial.test_mutations import source

BLOCKS = """query($id: ID!) { rolePage(id: $id) { version blocks {
  __typename
  ... on OwnBlock { blockId hidden heading { locale value } }
  ... on ProseBlock { body { locale value } }
  ... on CalloutBlock { text { value } url }
  ... on StatementListBlock { kind items {
    useId targetId hidden overrides { field locale text number inherit } } }
  ... on QuestionListBlock { show }
  ... on FaqBlock { pairs { pairId question { value } answer { locale value } } }
  ... on InheritedBlock { blockId hidden overrides { field locale text } items { useId targetId } }
} } }"""


@pytest.fixture
async def page(editor: Editor, role: str) -> str:
    """The id of a page without a block."""
    fields = {"slug": texts(en="baker"), "title": texts(en="Baker")}
    return await editor.made("createRolePage", key="page", role=role, **fields)


async def shown(editor: Editor, page: str) -> list[dict[str, Any]]:
    """The blocks as the editorial API tells them, in stored order."""
    answer = await editor.ask(BLOCKS, **editor.who, id=page)
    found: list[dict[str, Any]] = answer.data["rolePage"]["blocks"]
    return found


async def edit(editor: Editor, page: str, version: int, *operations: dict[str, Any]) -> int:
    """The version after some operations."""
    saved = await editor.done(
        "editBlocks", id=page, expectedVersion=version, operations=list(operations)
    )
    made: int = saved["version"]
    return made


def prose(block_id: str, text: str = "x", **position: str) -> dict[str, Any]:
    """An operation that puts in free text."""
    block = {"prose": {"blockId": block_id, "body": texts(en=text)}}
    return {"insert": {"block": block, "position": position or None}}


async def ordered(installation: Installation, page: str) -> list[str]:
    """The ids of the blocks, as readers get them."""
    blocks = (await source(installation, page))["blocks"]
    return [each["block_id"] for each in sorted(blocks, key=lambda each: each["order_key"])]


async def test_blocks_are_put_in_moved_hidden_and_taken_out(
    editor: Editor, page: str, installation: Installation
) -> None:
    operations = (prose("a"), prose("c"), prose("b", before="c"), prose("z", after="a"))
    assert await edit(editor, page, 1, *operations) == 2
    assert await ordered(installation, page) == ["a", "z", "b", "c"]
    await edit(
        editor,
        page,
        2,
        {"move": {"itemId": "c", "position": {"before": "a"}}},
        {"remove": {"itemId": "z"}},
        {"hide": {"itemId": "b"}},
    )
    assert await ordered(installation, page) == ["c", "a", "b"]
    assert {each["blockId"]: each["hidden"] for each in await shown(editor, page)} == {
        "a": False,
        "b": True,
        "c": False,
    }
    await edit(editor, page, 3, {"hide": {"itemId": "b", "hidden": False}})
    assert not any(each["hidden"] for each in await shown(editor, page))


async def test_what_is_put_in_can_be_named_by_what_follows(editor: Editor, page: str) -> None:
    statement = await editor.made(
        "createStatement", key="s", kind="REQUIREMENT", text=texts(en="Bakes.")
    )
    listing = {"blockId": "why", "kind": "REQUIREMENT"}
    await edit(
        editor,
        page,
        1,
        {"insert": {"block": {"statementList": listing}}},
        {"insert": {"into": "why", "use": {"useId": "u", "target": statement}}},
        {"override": {"itemId": "u", "field": "text", "locale": "en", "text": "Bakes bread."}},
        {"override": {"itemId": "u", "field": "text", "locale": "de", "inherit": True}},
        {"override": {"itemId": "u", "field": "importance", "text": "PREFERRED"}},
        {"set": {"itemId": "why", "heading": texts(en="Why", de="Warum")}},
    )
    (block,) = await shown(editor, page)
    assert (block["blockId"], block["kind"]) == ("why", "REQUIREMENT")
    (use,) = block["items"]
    assert (use["useId"], use["targetId"]) == ("u", statement)
    said = {(each["field"], each["locale"]): each["text"] for each in use["overrides"]}
    assert said == {
        ("text", "en"): "Bakes bread.",
        ("text", "de"): None,
        ("importance", None): "PREFERRED",
    }

    await edit(editor, page, 2, {"clearOverride": {"itemId": "u", "field": "text", "locale": "de"}})
    await edit(editor, page, 3, {"clearOverride": {"itemId": "u", "field": "importance"}})
    ((use,),) = [each["items"] for each in await shown(editor, page)]
    assert [(each["field"], each["locale"]) for each in use["overrides"]] == [("text", "en")]


async def test_ids_are_made_when_none_are_sent(
    editor: Editor, page: str, installation: Installation
) -> None:
    pair = {"question": texts(en="Pay?"), "answer": texts(en="Good.")}
    block = {"faq": {"pairs": [pair, pair]}}
    await edit(editor, page, 1, {"insert": {"block": block}}, {"insert": {"block": block}})
    blocks = await shown(editor, page)
    pairs = [each["pairId"] for block in blocks for each in block["pairs"]]
    assert len({each["blockId"] for each in blocks}) == 2
    assert len(set(pairs)) == 4
    await edit(
        editor,
        page,
        2,
        {
            "insert": {
                "into": blocks[0]["blockId"],
                "pair": {**pair, "pairId": "first"},
                "position": {"before": pairs[0]},
            }
        },
        {"set": {"itemId": pairs[1], "answer": texts(de="Gut.")}},
    )
    stored = (await source(installation, page))["blocks"][0]["pairs"]
    keys = {each["pair_id"]: each["order_key"] for each in stored}
    assert keys["first"] < keys[pairs[0]]
    answers = {each["pair_id"]: each["answer"] for each in stored}
    assert answers[pairs[1]] == {"en": "Good.", "de": "Gut."}


async def test_setting_one_locale_leaves_the_others(
    editor: Editor, page: str, installation: Installation
) -> None:
    callout = {"blockId": "c", "text": texts(en="Apply", de="Bewirb dich"), "url": "/apply"}
    await edit(editor, page, 1, {"insert": {"block": {"callout": callout}}})
    await edit(editor, page, 2, {"set": {"itemId": "c", "text": texts(en="Apply now")}})
    (block,) = (await source(installation, page))["blocks"]
    assert block["text"] == {"en": "Apply now", "de": "Bewirb dich"}
    assert block["url"] == "/apply"
    await edit(editor, page, 3, {"set": {"itemId": "c", "text": texts(de=None), "url": None}})
    (block,) = (await source(installation, page))["blocks"]
    assert block["text"] == {"en": "Apply now"}
    assert "url" not in block
    await edit(editor, page, 4, {"set": {"itemId": "c", "heading": texts(en="A", de="B")}})
    await edit(editor, page, 5, {"set": {"itemId": "c", "heading": None}})
    (block,) = (await source(installation, page))["blocks"]
    assert "heading" not in block


async def test_all_or_none(editor: Editor, page: str, installation: Installation) -> None:
    await edit(editor, page, 1, prose("a"))
    before = await source(installation, page)
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"remove": {"itemId": "nothing"}}, "operations.1", "UNKNOWN_ITEM"),
        (prose("a"), "operations.1", "DUPLICATE_ID"),
        (prose("c", after="nothing"), "operations.1", "UNKNOWN_ITEM"),
        (prose("c", after="a", before="a"), "operations.1.insert.position", "INVALID"),
        ({"set": {"itemId": "a", "url": "/x"}}, "operations.1", "UNKNOWN_FIELD"),
        (
            {"override": {"itemId": "a", "field": "body", "locale": "en", "text": "x"}},
            "operations.1",
            "OWN",
        ),
        ({"remove": {"itemId": "no id!"}}, "operations.1.remove.itemId", "WRONG_FORMAT"),
        (
            {"override": {"itemId": "a", "field": "body", "text": "x", "number": 1}},
            "operations.1.override",
            "INVALID",
        ),
        (
            {"set": {"itemId": "a", "body": texts(fr="x")}},
            "operations.1.set.body.fr",
            "UNKNOWN_LOCALE",
        ),
    ]
    for operation, path, code in wrong:
        asked = {"id": page, "expectedVersion": 2, "operations": [prose("b"), operation]}
        assert await editor.refused("editBlocks", **asked) == [(path, code)]
        assert await source(installation, page) == before
    asked = {"id": page, "expectedVersion": 2}
    too_long = {"set": {"itemId": "a", "body": texts(en="w" * 20_001)}}
    ((path, _),) = await editor.refused("editBlocks", **asked, operations=[too_long])
    assert path == "operations.0.body.en"


async def test_an_update_changes_fields_and_blocks_in_one_save(
    editor: Editor, page: str, installation: Installation
) -> None:
    saved = await editor.done(
        "updateRolePage",
        id=page,
        expectedVersion=1,
        input={"title": texts(de="Bäcker"), "blocks": [prose("a")]},
    )
    assert saved["version"] == 2
    now = await source(installation, page)
    assert now["title"] == {"en": "Baker", "de": "Bäcker"}
    assert [each["block_id"] for each in now["blocks"]] == ["a"]


async def test_only_what_has_blocks_has_operations(editor: Editor, role: str) -> None:
    answer = await editor("editBlocks", id=role, expectedVersion=1, operations=[prose("a")])
    assert answer["__typename"] == "NotFoundProblem"


async def test_inherited_blocks_are_hidden_and_overridden(
    editor: Editor, page: str, role: str, installation: Installation
) -> None:
    statement = await editor.made(
        "createStatement", key="s", kind="BENEFIT", text=texts(en="Bread.")
    )
    await edit(
        editor,
        page,
        1,
        prose("a", "Parent"),
        {"insert": {"block": {"statementList": {"blockId": "list", "kind": "BENEFIT"}}}},
    )
    child = await editor.made("createRolePage", key="child", role=role, extends=page)
    await edit(
        editor,
        child,
        1,
        {"hide": {"itemId": "list"}},
        {"override": {"itemId": "a", "field": "body", "locale": "en", "text": "Child"}},
        {"insert": {"into": "list", "use": {"useId": "own", "target": statement}}},
        prose("mine", before="a"),
    )
    blocks = {each["blockId"]: each for each in await shown(editor, child)}
    assert blocks["list"]["hidden"] is True
    assert blocks["list"]["items"] == [{"useId": "own", "targetId": statement}]
    assert blocks["a"]["overrides"] == [{"field": "body", "locale": "en", "text": "Child"}]
    assert blocks["mine"]["__typename"] == "ProseBlock"
    wrong = await editor.refused(
        "editBlocks", id=child, expectedVersion=2, operations=[{"remove": {"itemId": "a"}}]
    )
    assert wrong == [("operations.0", "NOT_OWN")]
    grandchild = await editor.made("createRolePage", key="third", role=role, extends=child)
    await edit(editor, grandchild, 1, {"hide": {"itemId": "list", "hidden": False}})
    (block,) = (await source(installation, grandchild))["blocks"]
    assert (block["block_id"], block["hidden"]) == ("list", False)


async def test_two_editors_of_two_blocks_both_win(
    editor: Editor, page: str, installation: Installation
) -> None:
    await edit(editor, page, 1, prose("a"), prose("b"))
    set_a = {"set": {"itemId": "a", "body": texts(en="A")}}
    set_b = {"set": {"itemId": "b", "body": texts(en="B")}}
    await edit(editor, page, 2, set_a)
    saved = await editor.done("editBlocks", id=page, expectedVersion=2, operations=[set_b])
    assert saved["mergedPaths"] == ["blocks.a.body.en"]
    bodies = [each["body"]["en"] for each in (await source(installation, page))["blocks"]]
    assert bodies == ["A", "B"]
    other = {"set": {"itemId": "a", "body": texts(en="C")}}
    answer = await editor("editBlocks", id=page, expectedVersion=2, operations=[other])
    assert answer["conflictingPaths"] == ["blocks.a.body.en"]
    names = [each["__typename"] for each in answer["current"]["blocks"]]
    assert names == ["ProseBlock", "ProseBlock"]

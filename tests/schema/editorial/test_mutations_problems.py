"""Every other problem by a real call: typed, with its code, and nothing half-written."""

import asyncio
from typing import Any

import pytest

from auth.grants import Grant
from auth.roles import Role
from content.documents.heads import HEADS
from content.installation import Installation
from content.store import Session
from content.values.ids import ContentType
from tests.schema.editorial.conftest import AskAs
from tests.schema.editorial.mutating import NOBODY, Editor, insert, stored, texts


async def test_a_key_that_is_taken(editor: Editor) -> None:
    await editor.made("createRole", key="baker", title=texts(en="Baker"))
    answer = await editor("createRole", input={"key": "baker", "title": texts(en="Baker")})
    assert (answer["__typename"], answer["code"]) == ("KeyTakenProblem", "KEY_TAKEN")


async def test_what_does_not_exist(editor: Editor) -> None:
    for entity_id in (NOBODY, "nothing", '{"$gt":""}', "x" * 10_000):
        asked: list[tuple[str, dict[str, Any]]] = [
            ("updateRole", {"expectedVersion": 1, "input": {}}),
            ("editBlocks", {"expectedVersion": 1, "operations": []}),
            ("share", {"expectedVersion": 1}),
            ("restoreRevision", {"expectedVersion": 1, "version": 1}),
            ("archive", {"expectedVersion": 1}),
            ("restore", {"expectedVersion": 1}),
            ("delete", {}),
            ("publish", {"revision": 1, "locales": ["en"]}),
            ("unpublish", {"locales": ["en"]}),
        ]
        for name, arguments in asked:
            answer = await editor(name, id=entity_id, **arguments)
            assert (answer["__typename"], answer["code"]) == ("NotFoundProblem", "NOT_FOUND")
            assert len(answer["message"]) < 200


async def test_unpublished_targets_are_named(editor: Editor, role: str) -> None:
    page = await editor.made(
        "createRolePage", key="page", role=role, slug=texts(en="baker"), title=texts(en="Baker")
    )
    before = await stored()
    answer = await editor("publish", id=page, revision=1, locales=["en"])
    assert answer["__typename"] == "UnpublishedTargetsProblem"
    assert answer["targets"] == [{"entityId": role, "key": "baker", "entity": {"key": "baker"}}]
    assert await stored() == before
    done = await editor.done("publish", id=page, revision=1, locales=["en"], include="UNPUBLISHED")
    assert {item["entityId"] for item in done["items"]} == {page, role}


async def test_a_publish_that_is_not_ready(editor: Editor, role: str) -> None:
    await editor.done("publish", id=role, revision=1, locales=["en"])
    page = await editor.made(
        "createRolePage", key="page", role=role, intro=texts(en="{{nobody.declares}}")
    )
    wrong = await editor.refused("publish", id=page, revision=1, locales=["en"])
    assert ("intro.en", "UNKNOWN_PLACEHOLDER") in wrong
    assert ("slug.en", "MISSING_SLUG") in wrong
    for locales, expected in (
        (["fr"], [("locales.0", "UNKNOWN_LOCALE")]),
        ([], [("locales", "REQUIRED")]),
    ):
        for name, more in (("publish", {"revision": 1}), ("unpublish", {})):
            assert await editor.refused(name, id=role, locales=locales, **more) == expected


async def test_a_slug_that_is_taken(editor: Editor, role: str) -> None:
    fields = {"role": role, "slug": texts(en="baker"), "title": texts(en="Baker")}
    first = await editor.made("createRolePage", key="first", **fields)
    second = await editor.made("createRolePage", key="second", **fields)
    await editor.done("publish", id=first, revision=1, locales=["en"], include="UNPUBLISHED")
    answer = await editor("publish", id=second, revision=1, locales=["en"])
    assert (answer["__typename"], answer["code"]) == ("PathTakenProblem", "PATH_TAKEN")


async def test_others_cannot_do_without_it(editor: Editor, role: str) -> None:
    page = await editor.made(
        "createRolePage", key="page", role=role, slug=texts(en="baker"), title=texts(en="Baker")
    )
    await editor.done("publish", id=page, revision=1, locales=["en"], include="UNPUBLISHED")
    before = await stored()
    for name, arguments in (
        ("unpublish", {"locales": ["en"]}),
        ("archive", {"expectedVersion": 1}),
    ):
        answer = await editor(name, id=role, **arguments)
        assert (answer["__typename"], answer["code"]) == ("RestrictedProblem", "RESTRICTED")
        assert {user["entityId"] for user in answer["users"]} == {page}
        assert answer["users"][0]["entity"] == {"key": "page"}
    assert await stored() == before
    gone = await editor.done("unpublish", id=role, locales=["en"], users="WITHDRAW")
    assert {item["entityId"] for item in gone["items"]} == {page, role}


async def test_a_page_that_is_too_large(editor: Editor, role: str) -> None:
    page = await editor.made(
        "createRolePage", key="page", role=role, slug=texts(en="baker"), title=texts(en="Baker")
    )
    for turn in range(2):
        blocks = [
            insert(prose={"blockId": f"b{turn}-{index}", "body": texts(en="*w* " * 4_900)})
            for index in range(25)
        ]
        asked = {"id": page, "expectedVersion": turn + 1, "operations": blocks}
        await editor.done("editBlocks", **asked)
    answer = await editor("publish", id=page, revision=3, locales=["en"], include="UNPUBLISHED")
    assert (answer["__typename"], answer["code"]) == ("TooLargeProblem", "TOO_LARGE")


async def test_pages_that_come_to_extend_each_other(editor: Editor, role: str) -> None:
    """A draft may go back on a parent that its published revision still has."""
    fields = {"role": role, "title": texts(en="Baker"), "abstract": True}
    parent = await editor.made("createRolePage", key="parent", **fields)
    child = await editor.made("createRolePage", key="child", **fields, extends=parent)
    await editor.done("publish", id=child, revision=1, locales=["en"], include="UNPUBLISHED")
    await editor.done("updateRolePage", id=child, expectedVersion=1, input={"extends": None})
    await editor.done("updateRolePage", id=parent, expectedVersion=1, input={"extends": child})
    answer = await editor("publish", id=parent, revision=2, locales=["en"])
    assert (answer["__typename"], answer["code"]) == ("CycleProblem", "CYCLE")


async def test_a_database_that_is_busy(
    editor: Editor, role: str, installation: Installation
) -> None:
    """Another transaction holds the entity for longer than a save tries."""
    held, done = asyncio.Event(), asyncio.Event()

    class Released(Exception):
        """Ends the other transaction without a trace."""

    async def hold(session: Session) -> None:
        heads = HEADS[ContentType.ROLE].get_motor_collection()
        await heads.update_one({"_id": role}, {"$set": {"held": True}}, session=session)
        held.set()
        await done.wait()
        raise Released

    holding = asyncio.create_task(installation.store.transaction(hold))
    await held.wait()
    answer = await editor("updateRole", id=role, expectedVersion=1, input={"level": "MID"})
    done.set()
    with pytest.raises(Released):
        await holding
    assert (answer["__typename"], answer["code"]) == ("BusyProblem", "BUSY")
    saved = await editor.done("updateRole", id=role, expectedVersion=1, input={"level": "MID"})
    assert saved["version"] == 2


async def test_what_lies_outside_the_grants(editor: Editor, ask: AskAs, role: str) -> None:
    translator = Editor(
        ask, {"role": Role.PUBLISHER, "grants": (Grant(types=("ROLE",), locales=("de",)),)}
    )
    skill = await editor.made("createSkill", key="kneading", name=texts(en="Kneading"))
    before = await stored()

    answer = await translator(
        "updateRole", id=role, expectedVersion=1, input={"pluralTitle": texts(de="x", en="y")}
    )
    assert (answer["__typename"], answer["code"]) == ("ForbiddenProblem", "FORBIDDEN")
    assert (answer["reason"], answer["paths"]) == ("OUTSIDE_GRANTS", ["pluralTitle.en"])
    answer = await translator("updateRole", id=role, expectedVersion=1, input={"level": "MID"})
    assert answer["paths"] == ["level"]
    answer = await translator("publish", id=role, revision=1, locales=["de", "en"])
    assert (answer["__typename"], answer["reason"]) == ("ForbiddenProblem", "OUTSIDE_GRANTS")
    answer = await translator("createRole", input={"key": "x", "title": texts(de="x")})
    assert answer["__typename"] == "ForbiddenProblem"
    answer = await translator("updateSkill", id=skill, expectedVersion=1, input={})
    assert answer["__typename"] == "NotFoundProblem", "nobody learns what there is"
    assert await stored() == before

    saved = await translator.done(
        "updateRole", id=role, expectedVersion=1, input={"title": texts(de="Bäcker")}
    )
    assert saved["version"] == 2
    await translator.done("publish", id=role, revision=2, locales=["de"])

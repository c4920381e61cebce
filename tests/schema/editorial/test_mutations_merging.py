"""Two editors at once: different paths both win, the same path is told, no locale is touched."""

import asyncio
import copy
import random
from typing import Any

import pytest

from auth.roles import Role
from content import drafts
from content.installation import Installation
from content.values.sources import dump_source
from tests.schema.editorial.conftest import AskAs
from tests.schema.editorial.mutating import Editor, texts
from tests.schema.editorial.test_mutations import said, source

ANN, BEN = "usr_" + "0" * 25 + "1", "usr_" + "0" * 25 + "2"


@pytest.fixture
def ann(ask: AskAs) -> Editor:
    """An editor."""
    return Editor(ask, {"role": Role.PUBLISHER, "subject": ANN})


@pytest.fixture
def ben(ask: AskAs) -> Editor:
    """Another editor."""
    return Editor(ask, {"role": Role.EDITOR, "subject": BEN})


async def test_changes_of_different_paths_both_win(
    ann: Editor, ben: Editor, installation: Installation
) -> None:
    role = await ann.made("createRole", key="baker", title=texts(en="Baker"))
    await ann.done(
        "updateRole", id=role, expectedVersion=1, input={"pluralTitle": texts(en="Bakers")}
    )
    saved = await ben.done(
        "updateRole",
        id=role,
        expectedVersion=1,
        input={"title": texts(de="Bäcker"), "occupationCodes": [{"scheme": "ISCO", "code": "7"}]},
    )
    assert (saved["version"], saved["mergedPaths"]) == (3, ["pluralTitle.en"])
    now = await source(installation, role)
    assert now["title"] == {"en": "Baker", "de": "Bäcker"}
    assert now["plural_title"] == {"en": "Bakers"}
    assert now["occupation_codes"] == [{"scheme": "ISCO", "code": "7"}]


async def test_the_same_path_is_a_conflict_that_shows_three_versions(
    ann: Editor, ben: Editor, installation: Installation
) -> None:
    role = await ann.made("createRole", key="baker", title=texts(en="Baker"), level="MID")
    await ann.done("updateRole", id=role, expectedVersion=1, input={"title": texts(en="Cook")})
    before = await source(installation, role)
    answer = await ben(
        "updateRole",
        id=role,
        expectedVersion=1,
        input={"title": texts(en="Chef"), "pluralTitle": texts(en="Chefs")},
    )
    assert answer["__typename"] == "ConflictProblem"
    assert answer["code"] == "CONFLICT"
    assert answer["conflictingPaths"] == ["title.en"]
    assert answer["currentVersion"] == 2
    assert answer["changedBy"] == {"id": f"user:{ANN}", "kind": "USER"}
    shown = [answer[name]["title"][0]["value"] for name in ("base", "current", "yours")]
    assert shown == ["Baker", "Cook", "Chef"]
    assert answer["yours"]["pluralTitle"] == [{"locale": "en", "value": "Chefs", "base": None}]
    assert await source(installation, role) == before, "nothing of it was saved"


async def test_what_is_for_interviewers_is_in_no_conflict_of_others(
    ann: Editor, ask: AskAs
) -> None:
    question = await ann.made(
        "createInterviewQuestion",
        key="rise",
        prompt=texts(en="Why?"),
        sampleAnswer=texts(en="A secret answer."),
        audience="INTERVIEWER",
        lookFor=texts(en="A secret."),
        rubric=[{"score": 1, "anchor": texts(en="A secret.")}],
    )
    change = {"prompt": texts(en="Why then?")}
    await ann.done("updateInterviewQuestion", id=question, expectedVersion=1, input=change)
    writer = Editor(
        ask, {"role": Role.EDITOR, "scopes": frozenset({"content:read", "content:write"})}
    )
    mine = {"prompt": texts(en="How?")}
    answer = await writer("updateInterviewQuestion", id=question, expectedVersion=1, input=mine)
    assert answer["__typename"] == "ConflictProblem"
    assert "secret" not in str(answer)
    for touching in ({"audience": "PUBLIC"}, {"lookFor": None}):
        answer = await writer(
            "updateInterviewQuestion", id=question, expectedVersion=2, input=touching
        )
        assert (answer["__typename"], answer["reason"]) == ("ForbiddenProblem", "SCOPE_MISSING")
    answer = await writer("restoreRevision", id=question, version=1, expectedVersion=2)
    assert (answer["__typename"], answer["reason"]) == ("ForbiddenProblem", "SCOPE_MISSING")


async def test_a_version_that_never_was_is_a_conflict(ann: Editor) -> None:
    role = await ann.made("createRole", key="baker", title=texts(en="Baker"))
    for version in (0, 2, -1):
        answer = await ann("updateRole", id=role, expectedVersion=version, input={"level": "MID"})
        assert (answer["__typename"], answer["currentVersion"]) == ("ConflictProblem", 1)
        assert answer["base"] is None


FIELDS = ("title", "pluralTitle", "summary")
NAMES = {"title": "title", "pluralTitle": "plural_title", "summary": "summary"}


async def test_random_edits_of_one_locale_leave_the_other_alone(
    ann: Editor, installation: Installation
) -> None:
    """Edits against versions old and new, in one locale each: a model follows what was said."""
    chance = random.Random(20261122)  # the same edits every time
    role = await ann.made("createRole", key="baker", title=texts(en="0", de="0"))
    model: dict[int, dict[str, dict[str, str]]] = {1: {"title": {"en": "0", "de": "0"}}}
    version = 1
    for step in range(1, 41):
        locale, field = chance.choice(("en", "de")), chance.choice(FIELDS)
        value = None if chance.random() < 0.2 else str(step)
        base = max(1, version - chance.randrange(3))
        answer = await ann(
            "updateRole",
            id=role,
            expectedVersion=base,
            input={field: [{"locale": locale, "value": value}]},
        )
        now, name = model[version], NAMES[field]
        known = now.get(name, {}).get(locale)
        if answer["__typename"] == "ConflictProblem":
            assert answer["conflictingPaths"] == [f"{field}.{locale}"]
            assert model[base].get(name, {}).get(locale) != known, "the other changed the same"
            continue
        assert answer["__typename"] == "Saved", answer
        wanted = copy.deepcopy(now)
        if value != model[base].get(name, {}).get(locale):
            wanted.setdefault(name, {})[locale] = value or ""
            if value is None:
                del wanted[name][locale]
        version = answer["version"]
        model[version] = {each: found for each, found in wanted.items() if found}
        stored = await source(installation, role)
        assert {each: found for each, found in stored.items() if found} == model[version]


async def test_many_editors_at_once_lose_nothing(ann: Editor, installation: Installation) -> None:
    """Sixteen editors add a prose block each, against one version: all are there, or told."""
    role = await ann.made("createRole", key="baker", title=texts(en="Baker"))
    page = await ann.made("createRolePage", key="page", role=role, slug=texts(en="baker"))

    async def add(number: int) -> dict[str, Any]:
        block = {"prose": {"blockId": f"b{number}", "body": texts(en=str(number))}}
        operation = {"insert": {"block": block}}
        return await ann("editBlocks", id=page, expectedVersion=1, operations=[operation])

    answers = await asyncio.gather(*(add(number) for number in range(16)))
    kinds = {answer["__typename"] for answer in answers}
    assert kinds <= {"Saved", "BusyProblem"}, kinds
    saved = {f"b{number}" for number, each in enumerate(answers) if each["__typename"] == "Saved"}
    draft = await drafts.get(installation, page)
    stored = said(dump_source(draft.source)).get("blocks", [])
    assert {block["block_id"] for block in stored} == saved
    assert draft.version == 1 + len(saved)


async def test_many_publish_one_document_at_once(ann: Editor) -> None:
    """Sixteen at a time, three times: each is published, or told that a newer one is."""
    role = await ann.made("createRole", key="baker", title=texts(en="Baker"))
    page = await ann.made(
        "createRolePage", key="page", role=role, slug=texts(en="baker"), title=texts(en="Baker")
    )
    await ann.done("publish", id=role, revision=1, locales=["en"])
    fine = 0
    for turn in range(3):
        revisions = []
        for number in range(4):
            title = texts(en=f"Baker {turn}.{number}")
            at = 1 + turn * 4 + number
            saved = await ann.done(
                "updateRolePage", id=page, expectedVersion=at, input={"title": title}
            )
            revisions.append(saved["version"])
        answers = await asyncio.gather(
            *(
                ann("publish", id=page, revision=revisions[each % 4], locales=["en"])
                for each in range(16)
            )
        )
        kinds = [answer["__typename"] for answer in answers]
        fine += sum(kind in ("Published", "ConflictProblem") for kind in kinds)
        assert {"Published", "ConflictProblem"} >= set(kinds), kinds
        newest = [each for each in range(16) if each % 4 == 3]
        assert all(kinds[each] == "Published" for each in newest)
    assert fine == 48

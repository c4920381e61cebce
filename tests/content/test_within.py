"""Callers whose grants name locales or types, and requests that come again."""

import asyncio
from typing import Any

import pytest

from content import drafts, editing, publishing
from content.documents.heads import HEADS
from content.documents.work import Idempotency, Job
from content.idempotency import Once
from content.installation import Installation
from content.values.ids import ContentType, new_id
from content.values.problems import (
    Conflict,
    Forbidden,
    KeyReused,
    KeyTaken,
    UnpublishedTargets,
    ValidationFailed,
)
from content.values.sources import Role, Source, parse_source
from content.values.text import LineIn
from content.values.within import Reach, within
from tests.content.desk import BY, Desk, statements

GERMAN = within([Reach(locales=frozenset({"de"}))])
GERMAN_STATEMENTS = within(
    [Reach(types=frozenset({ContentType.STATEMENT}), locales=frozenset({"de"}))]
)
ENGLISH_PAGES = within([Reach(types=frozenset({ContentType.ROLE_PAGE}), locales=frozenset({"en"}))])


def _title(locale: str, text: str) -> editing.Change:
    def change(source: Source) -> Source:
        assert isinstance(source, Role)
        titles = {**source.title, locale: LineIn(value=text)}
        return source.model_copy(update={"title": titles})

    return change


def _once(digest: str = "a") -> Once:
    return Once(principal="user:usr_1", key="key-1", digest=digest)


async def test_an_update_changes_what_it_names_and_keeps_the_rest(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker", summary={"en": "Bakes."})
    await desk.change(role, summary={"en": "Bakes bread."})
    saved = await editing.update(
        installation, role.id, _title("de", "Bäcker"), expected_version=1, by="other"
    )
    assert saved.entity.version == 3
    assert saved.merged_paths == ("summary.en",)
    assert isinstance(saved.entity.source, Role)
    assert saved.entity.source.summary["en"].value == "Bakes bread."
    assert saved.entity.source.title["de"].value == "Bäcker"


async def test_a_conflict_tells_the_version_and_no_account(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker")
    await desk.change(role, title={"en": "Pastry chef"})
    with pytest.raises(Conflict) as refused:
        await editing.update(
            installation, role.id, _title("en", "Master"), expected_version=1, by="other"
        )
    assert BY not in str(refused.value)
    assert "version 2" in str(refused.value)
    assert (refused.value.current_version, refused.value.saved_by) == (2, BY)


async def test_a_translator_writes_one_language(installation: Installation) -> None:
    role = await Desk(installation).role("Baker")
    change = _title("de", "Bäcker")
    options: dict[str, Any] = {"expected_version": 1, "by": "translator"}
    with pytest.raises(Forbidden):
        await editing.update(installation, role.id, change, within=GERMAN_STATEMENTS, **options)
    with pytest.raises(Forbidden) as refused:
        await editing.update(installation, role.id, _title("en", "Chef"), within=GERMAN, **options)
    assert refused.value.paths == ("title.en",)
    saved = await editing.update(installation, role.id, change, within=GERMAN, **options)
    assert saved.entity.version == 2


async def test_what_others_saved_meanwhile_is_not_the_translators(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker", summary={"en": "Bakes."})
    await desk.change(role, summary={"en": "Bakes bread."})
    saved = await editing.update(
        installation,
        role.id,
        _title("de", "Bäcker"),
        expected_version=1,
        by="translator",
        within=GERMAN,
    )
    assert saved.merged_paths == ("summary.en",)


async def test_creating_needs_every_locale_of_the_type(installation: Installation) -> None:
    source = parse_source(ContentType.ROLE, {"title": {"de": "Bäcker"}})
    new = editing.NewEntity(type=ContentType.ROLE, key="baker", source=source)
    for foreign in (GERMAN, GERMAN_STATEMENTS):
        with pytest.raises(Forbidden):
            await editing.create(installation, new, by=BY, within=foreign)
    assert await drafts.by_key(installation, ContentType.ROLE, "baker") is None
    roles = within([Reach(types=frozenset({ContentType.ROLE}))])
    assert (await editing.create(installation, new, by=BY, within=roles)).version == 1


async def test_a_publish_takes_nothing_along_that_lies_outside(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Opens.", key="opens")
    page = await desk.page(role, [statements(part)])
    with pytest.raises(Forbidden) as refused:
        await desk.publish(page, include_unpublished=True, within=ENGLISH_PAGES)
    assert set(refused.value.paths) == {"opens (en)", f"{role.key} (en)"}
    with pytest.raises(Forbidden):
        await desk.publish(part, "en", within=GERMAN)
    for each in (role, part):
        await desk.publish(each)
    published = await desk.publish(page, include_unpublished=True, within=ENGLISH_PAGES)
    assert len(published.items) == 1


async def test_a_save_that_comes_again_gets_its_first_answer(installation: Installation) -> None:
    desk = Desk(installation)
    skill = await desk.create(ContentType.SKILL, {"name": {"en": "Bread"}})
    source = parse_source(ContentType.SKILL, {"name": {"en": "Sourdough"}})
    options: dict[str, Any] = {"expected_version": 1, "by": BY}
    first = await editing.save(installation, skill.id, source, once=_once(), **options)
    await desk.change(skill, name={"en": "Rye"})
    again = await editing.save(installation, skill.id, source, once=_once(), **options)
    assert again == first
    assert again.entity.source == source
    assert (await desk.get(skill)).version == 3
    with pytest.raises(KeyReused):
        await editing.save(installation, skill.id, source, once=_once("b"), **options)


async def test_creating_again_makes_nothing_new(installation: Installation) -> None:
    source = parse_source(ContentType.COMPETENCY, {"name": {"en": "Patience"}})
    new = editing.NewEntity(type=ContentType.COMPETENCY, key="patience", source=source)
    first = await editing.create(installation, new, by=BY, once=_once())
    assert await editing.create(installation, new, by=BY, once=_once()) == first


async def test_publishing_again_makes_no_second_job(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("Opens.")
    first = await desk.publish(part, once=_once())
    again = await desk.publish(part, once=_once())
    assert again == first
    assert await Job.find().count() == 1
    assert await Idempotency.find().count() == 1


async def test_a_withdrawal_that_comes_again_withdraws_nothing_more(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    question = await desk.question("Why?", sample_answer={"en": "Because."})
    await desk.publish(question)
    await desk.change(question, audience="INTERVIEWER")
    first = await desk.publish(question, once=_once())
    assert first.withdrawals
    again = await publishing.publish(installation, question.id, "en", 2, by=BY, once=_once())
    assert again == first
    assert not installation.withdrawn.affects([question.id])


async def test_of_two_who_create_one_key_at_once_one_is_told(installation: Installation) -> None:
    source = parse_source(ContentType.SKILL, {"name": {"en": "Bread"}})
    new = editing.NewEntity(type=ContentType.SKILL, key="bread", source=source)
    done = await asyncio.gather(
        *(editing.create(installation, new, by=BY) for _ in range(8)), return_exceptions=True
    )
    refused = [each for each in done if isinstance(each, BaseException)]
    assert [type(each) for each in refused] == [KeyTaken] * 7


async def test_what_is_archived_is_neither_saved_nor_taken_along(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role, part = await desk.role(), await desk.statement("Opens.", key="opens")
    page = await desk.page(role, [statements(part)])
    heads = HEADS[ContentType.STATEMENT].get_motor_collection()
    await heads.update_one({"_id": part.id}, {"$set": {"archived": True}})
    with pytest.raises(Conflict, match="archived"):
        await editing.save(installation, part.id, part.source, expected_version=1, by=BY)
    with pytest.raises(UnpublishedTargets, match="opens"):
        await desk.publish(page, include_unpublished=True)


async def test_a_part_needs_a_home_that_is_there(installation: Installation) -> None:
    desk = Desk(installation)
    with pytest.raises(ValidationFailed, match="there is no entity"):
        await desk.statement("Opens.", home=new_id(ContentType.ROLE_PAGE))
    page = await desk.page(await desk.role())
    pages = HEADS[ContentType.ROLE_PAGE].get_motor_collection()
    await pages.update_one({"_id": page.id}, {"$set": {"archived": True}})
    with pytest.raises(ValidationFailed, match="archived"):
        await desk.statement("Opens.", home=page.id)

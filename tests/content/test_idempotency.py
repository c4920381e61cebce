"""One key, one effect: requests that come again, at once or later."""

import asyncio
from datetime import timedelta

import pytest

from content import drafts, editing, publishing
from content.documents.revisions import RevisionDocument
from content.documents.work import Audit, Idempotency
from content.idempotency import Once
from content.installation import Installation
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.problems import Conflict, KeyReused, KeyTaken, ValidationFailed
from content.values.sources import parse_source
from tests.content.desk import BY, Desk

ONCE = Once(principal="usr_1", key="press-twice", digest="d1")


def skill(key: str = "baking", **fields: object) -> editing.NewEntity:
    """A skill to be made."""
    source = parse_source(ContentType.SKILL, {"name": {"en": "Baking"}, **fields})
    return editing.NewEntity(type=ContentType.SKILL, key=key, source=source)


async def test_a_hundred_creates_at_once_make_one(installation: Installation) -> None:
    async def create() -> Entity:
        return await editing.create(installation, skill(), by=BY, once=ONCE)

    answers = await asyncio.gather(*(create() for _ in range(100)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0].type is ContentType.SKILL
    assert answers[0].source == skill().source
    assert await Audit.find({"action": "create"}).count() == 1
    assert await RevisionDocument.find_all().count() == 1
    assert await Idempotency.find_all().count() == 1


async def test_a_hundred_saves_at_once_make_one(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    source = parse_source(ContentType.STATEMENT, {"kind": "REASON", "text": {"en": "Second."}})

    async def save() -> editing.Saved:
        return await editing.save(
            installation, part.id, source, expected_version=1, by=BY, once=ONCE
        )

    answers = await asyncio.gather(*(save() for _ in range(100)))
    assert {answer.entity.version for answer in answers} == {2}
    assert (await desk.get(part)).version == 2
    assert await Audit.find({"action": "save"}).count() == 1


async def test_a_hundred_publishes_and_withdrawals_at_once_make_one_each(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")

    async def publish() -> publishing.Published:
        return await publishing.publish(installation, part.id, "en", 1, by=BY, once=ONCE)

    async def unpublish() -> publishing.Unpublished:
        other = ONCE.model_copy(update={"key": "withdraw"})
        return await publishing.unpublish(installation, part.id, "en", by=BY, once=other)

    published = await asyncio.gather(*(publish() for _ in range(100)))
    assert {answer.items[0].seq for answer in published} == {1}
    withdrawn = await asyncio.gather(*(unpublish() for _ in range(100)))
    assert {answer.items for answer in withdrawn} == {((part.id, "en"),)}
    assert (await desk.get(part)).published["en"].seq == 2
    assert await Audit.find({"action": {"$in": ["publish", "unpublish"]}}).count() == 2
    assert not installation.withdrawn.withdrawals


async def test_a_key_stands_for_one_request_of_one_principal(installation: Installation) -> None:
    first = await editing.create(installation, skill(), by=BY, once=ONCE)
    again = await editing.create(installation, skill("other"), by=BY, once=ONCE)
    assert again == first
    other_digest = ONCE.model_copy(update={"digest": "d2"})
    with pytest.raises(KeyReused):
        await editing.create(installation, skill("other"), by=BY, once=other_digest)
    assert await drafts.by_key(installation, ContentType.SKILL, "other") is None
    somebody_else = ONCE.model_copy(update={"principal": "usr_2"})
    second = await editing.create(installation, skill("other"), by=BY, once=somebody_else)
    assert second.id != first.id
    assert len(await drafts.by_keys(installation, ContentType.SKILL, ["baking", "other"])) == 2


async def test_what_was_refused_may_be_sent_again(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    wrong = parse_source(ContentType.STATEMENT, {"kind": "REASON", "text": {"fr": "Premier."}})
    right = parse_source(ContentType.STATEMENT, {"kind": "REASON", "text": {"en": "First."}})
    with pytest.raises(ValidationFailed):
        await editing.save(installation, part.id, wrong, expected_version=1, by=BY, once=ONCE)
    with pytest.raises(Conflict):
        await editing.save(installation, part.id, right, expected_version=7, by=BY, once=ONCE)
    assert await Idempotency.find_all().count() == 0
    saved = await editing.save(installation, part.id, right, expected_version=1, by=BY, once=ONCE)
    assert saved.entity.version == 2


async def test_an_answer_is_remembered_for_a_day(installation: Installation) -> None:
    await editing.create(installation, skill(), by=BY, once=ONCE)
    now = installation.clock()
    installation.clock = lambda: now + timedelta(hours=23, minutes=59)
    assert (await editing.create(installation, skill(), by=BY, once=ONCE)).key == "baking"
    installation.clock = lambda: now + timedelta(hours=24, seconds=1)
    with pytest.raises(KeyTaken):
        await editing.create(installation, skill(), by=BY, once=ONCE)
    made = await editing.create(installation, skill("anew"), by=BY, once=ONCE)
    assert made.key == "anew"
    assert (await editing.create(installation, skill("anew"), by=BY, once=ONCE)) == made


async def test_racing_creates_of_one_key_make_one_and_tell_the_others(
    installation: Installation,
) -> None:
    async def create(turn: int) -> Entity:
        once = ONCE.model_copy(update={"key": f"k{turn}"})
        return await editing.create(installation, skill(), by=BY, once=once)

    answers = await asyncio.gather(*(create(each) for each in range(20)), return_exceptions=True)
    made = [each for each in answers if isinstance(each, Entity)]
    assert len(made) == 1
    assert all(isinstance(each, Entity | KeyTaken) for each in answers)

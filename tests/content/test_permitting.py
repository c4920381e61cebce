"""Permits: asked in the transaction, of what it read, and again when a request is repeated."""

import pytest

from content import editing, publishing
from content.documents.resolved import Edges
from content.idempotency import Once
from content.installation import Installation
from content.publishing import Target
from content.values.permitting import Permit, Subject
from content.values.problems import Forbidden
from tests.content.desk import BY, Desk, statements

ONCE = Once(principal="usr_1", key="again", digest="d1")


def forbid(subject: Subject) -> None:
    """The permit of somebody who may nothing."""
    raise Forbidden(f"{subject.type} {subject.key} of {subject.created_by}")


def noting(seen: list[tuple[str, str, str]]) -> Permit:
    """A permit that lets through, and notes what it was asked of."""
    return lambda subject: seen.append((subject.type, subject.key, subject.created_by))


async def test_a_refused_save_saves_nothing(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.", key="part")
    with pytest.raises(Forbidden, match=f"^STATEMENT part of {BY}$"):
        await editing.update(
            installation,
            part.id,
            lambda source: source.model_copy(update={"skills": ()}),
            expected_version=1,
            by=BY,
            permit=forbid,
        )
    assert (await desk.get(part)).version == 1


async def test_a_refused_publish_publishes_nothing(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.", key="part")
    target = Target(entity_id=part.id, locale="en", revision=1)
    with pytest.raises(Forbidden, match=f"^STATEMENT part of {BY}$"):
        await publishing.publish_all(installation, [target], by=BY, permit=forbid)
    assert not (await desk.get(part)).is_published("en")


async def test_a_repetition_is_asked_again(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.", key="part")
    target = Target(entity_id=part.id, locale="en", revision=1)
    seen: list[tuple[str, str, str]] = []
    for _ in range(2):
        await publishing.publish_all(installation, [target], by=BY, once=ONCE, permit=noting(seen))
    assert seen == [("STATEMENT", "part", BY)] * 2
    with pytest.raises(Forbidden):
        await publishing.publish_all(installation, [target], by=BY, once=ONCE, permit=forbid)


async def test_edges_follow_what_a_page_uses(installation: Installation) -> None:
    desk = Desk(installation)
    one, other = await desk.statement("One."), await desk.statement("Other.")
    page = await desk.page(await desk.role(), [statements(one)])
    await desk.publish(page, include_unpublished=True)
    before = await Edges.get(f"{page.id}:en")
    await desk.publish(await desk.change(page, title={"en": "Another"}))
    assert await Edges.get(f"{page.id}:en") == before
    blocks = [statements(one, other)]
    await desk.publish(await desk.change(page, blocks=blocks), include_unpublished=True)
    after = await Edges.get(f"{page.id}:en")
    assert before is not None
    assert after is not None
    assert set(after.target_ids) - set(before.target_ids) == {other.id}

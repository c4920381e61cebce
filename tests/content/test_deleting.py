"""Deleting for good: only from the trash, and only what nothing refers to any more."""

from datetime import timedelta

import pytest

from content import archiving, checking, deleting, drafts
from content.archiving import UsersFate
from content.documents.heads import HEADS
from content.documents.paths import Path
from content.documents.resolved import Edges, Resolved
from content.documents.revisions import RevisionDocument
from content.documents.work import Audit
from content.installation import Installation
from content.settling import jobs
from content.settling.run import run
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.problems import Conflict, Forbidden, NotFound, Restricted
from content.values.within import Reach, within
from tests.content.desk import BY, Desk, statements, texts


async def archive(installation: Installation, *entities: Entity) -> None:
    """Archives them with their users withdrawn."""
    for entity in entities:
        now = await Desk(installation).get(entity)
        await archiving.archive(
            installation,
            entity.id,
            expected_version=now.version,
            users=UsersFate.WITHDRAW,
            by=BY,
        )


async def test_nothing_is_left_but_what_the_audit_log_tells(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role, slug={"en": "baker"}, key="baker")
    own = await desk.statement("Own.", home=page.id)
    await desk.change(page, blocks=[statements(own)])
    await desk.publish(page, include_unpublished=True)
    with pytest.raises(Conflict, match="not archived"):
        await deleting.delete(installation, page.id, by=BY)
    with pytest.raises(Conflict, match="not archived"):
        await archiving.preview_delete(installation, page.id)
    await archive(installation, page)
    seen = await archiving.preview_delete(installation, page.id)
    done = await deleting.delete(installation, page.id, by=BY)
    assert seen.parts == done.parts == (own.id,)
    for gone in (page.id, own.id):
        with pytest.raises(NotFound):
            await drafts.get(installation, gone)
        assert await RevisionDocument.find({"entity": gone}).count() == 0
        assert await Resolved.find({"entity": gone}).count() == 0
        assert await Edges.find({"source": gone}).count() == 0
        assert await Path.find({"entity": gone}).count() == 0
    told = await Audit.find_one({"action": "delete", "entity": page.id})
    assert told is not None
    assert (told.by, told.details["key"]) == (BY, "baker")
    again = await desk.page(role, slug={"en": "baker"}, key="baker")
    await desk.publish(again)
    assert await checking.check(installation) == []


async def test_drafts_that_refer_to_it_keep_it(installation: Installation) -> None:
    desk = Desk(installation)
    role, part = await desk.role(), await desk.statement("Listed.")
    page = await desk.page(role, [statements(part)], key="user")
    await desk.publish(page, include_unpublished=True)
    await archive(installation, part)
    with pytest.raises(Restricted, match=r"user \(draft\)") as told:
        await deleting.delete(installation, part.id, by=BY)
    assert [user for user, _ in told.value.users] == [page.id]
    assert [user.key for user in (await archiving.preview_delete(installation, part.id)).needing]
    await archive(installation, page)
    with pytest.raises(Restricted, match=r"user \(archived\)"):
        await deleting.delete(installation, part.id, by=BY)
    await deleting.delete(installation, page.id, by=BY)
    await deleting.delete(installation, part.id, by=BY)
    assert await checking.check(installation) == []


async def test_pages_that_went_on_with_an_old_revision_are_settled(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role, part, other = await desk.role(), await desk.statement("A."), await desk.statement("B.")
    page = await desk.page(role, [statements(part, other)])
    await desk.publish(page, include_unpublished=True)
    await desk.change(page, blocks=[statements(other)])
    await archive(installation, part)
    await deleting.delete(installation, part.id, by=BY)
    job = await jobs.claim(installation)
    assert job is not None
    await run(installation, job)
    assert texts(await desk.body(page)) == ["B."]
    assert await checking.check(installation) == []


async def test_grants_bound_what_is_deleted(installation: Installation) -> None:
    desk = Desk(installation)
    page = await desk.page(await desk.role())
    await desk.statement("Own.", home=page.id)
    await archive(installation, page)
    pages = within([Reach(types=frozenset({ContentType.ROLE_PAGE}))])
    with pytest.raises(Forbidden):
        await deleting.delete(installation, page.id, by=BY, within=pages)
    assert (await desk.get(page)).archived


async def test_what_was_archived_long_ago_goes_by_itself(installation: Installation) -> None:
    desk = Desk(installation)
    role, kept = await desk.role(), await desk.statement("Still listed.")
    page, card = await desk.page(role), await desk.page(role)
    picks = [{"use_id": "c", "order_key": "0001", "target": card.id}]
    block = {"type": "RELATED_ROLES", "block_id": "r", "order_key": "0001", "picks": picks}
    await desk.change(page, blocks=[block])
    picks = [{"use_id": "c", "order_key": "0001", "target": page.id}]
    await desk.change(card, blocks=[{**block, "picks": picks}])
    live = await desk.page(await desk.role(), [statements(kept)])
    await archive(installation, kept, role, page, card)
    assert await deleting.delete_expired(installation) == []
    now = installation.clock()
    late = await desk.statement("Archived later.")
    installation.clock = lambda: now + timedelta(days=1)
    await archive(installation, late)
    installation.clock = lambda: now + timedelta(days=30, minutes=1)
    gone = await deleting.delete_expired(installation)
    assert {each.entity_id for each in gone} == {role.id, page.id, card.id}
    left = {head.id for kind in HEADS.values() for head in await kind.find_all().to_list()}
    assert {kept.id, late.id, live.id} <= left
    assert left.isdisjoint({role.id, page.id, card.id})
    assert await Audit.find({"action": "delete", "by": "rolebook"}).count() == 3

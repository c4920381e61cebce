"""Going back to an old revision: a new one that says the same, valid today."""

import pytest

from content import archiving, deleting, history, restoring
from content.documents.work import Audit
from content.idempotency import Once
from content.installation import Installation
from content.values.ids import ContentType
from content.values.problems import Conflict, Forbidden, NotFound, ValidationFailed
from content.values.within import Reach, within
from tests.content.desk import BY, Desk, prose, statements


async def test_an_old_revision_comes_back_as_a_new_one(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    await desk.change(part, text={"en": "Second."})
    await desk.publish(part)
    back = await restoring.restore_revision(installation, part.id, 1, expected_version=2, by=BY)
    assert (back.entity.version, back.entity.source) == (3, part.source)
    assert back.entity.published["en"].revision == 2
    assert [each.version for each in await history.revisions(installation, part.id)] == [3, 2, 1]
    told = await Audit.find_one({"action": "restore_revision"})
    assert told is not None
    assert told.details == {"revision": 3, "restored": 1}
    same = await restoring.restore_revision(installation, part.id, 1, expected_version=3, by=BY)
    assert same.entity.version == 3
    assert await Audit.find({"action": "restore_revision"}).count() == 1


async def test_it_is_validated_for_today(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("Goes.")
    page = await desk.page(await desk.role(), [statements(part)])
    await desk.change(page, blocks=[])
    await archiving.archive(installation, part.id, expected_version=1, by=BY)
    with pytest.raises(ValidationFailed) as told:
        await restoring.restore_revision(installation, page.id, 1, expected_version=2, by=BY)
    assert [issue.code for issue in told.value.issues] == ["ARCHIVED_TARGET"]
    await deleting.delete(installation, part.id, by=BY)
    with pytest.raises(ValidationFailed) as told:
        await restoring.restore_revision(installation, page.id, 1, expected_version=2, by=BY)
    assert [issue.code for issue in told.value.issues] == ["UNKNOWN_TARGET"]
    assert (await desk.get(page)).version == 2


async def test_others_changes_since_are_merged_or_conflict(installation: Installation) -> None:
    desk = Desk(installation)
    page = await desk.page(await desk.role(), title={"en": "One"}, intro={"en": "One."})
    await desk.change(page, title={"en": "Two"})
    await desk.change(page, blocks=[prose({"en": "Theirs."})])
    back = await restoring.restore_revision(installation, page.id, 1, expected_version=2, by=BY)
    assert back.entity.version == 4
    assert back.merged_paths
    await desk.change(page, title={"en": "Three"})
    with pytest.raises(Conflict):
        await restoring.restore_revision(installation, page.id, 2, expected_version=4, by=BY)


async def test_what_cannot_be_restored_is_told(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    await desk.change(part, text={"en": "Second."})
    with pytest.raises(NotFound):
        await restoring.restore_revision(installation, part.id, 9, expected_version=2, by=BY)
    roles = within([Reach(types=frozenset({ContentType.ROLE}))])
    with pytest.raises(Forbidden):
        await restoring.restore_revision(
            installation, part.id, 1, expected_version=2, by=BY, within=roles
        )
    once = Once(principal="usr_1", key="k", digest="d")
    for _ in range(2):
        back = await restoring.restore_revision(
            installation, part.id, 1, expected_version=2, by=BY, once=once
        )
        assert back.entity.version == 3
    await archiving.archive(installation, part.id, expected_version=3, by=BY)
    with pytest.raises(Conflict, match="archived"):
        await restoring.restore_revision(installation, part.id, 2, expected_version=3, by=BY)

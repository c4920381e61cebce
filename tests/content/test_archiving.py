"""The trash: archiving with everything that goes along, and coming back within thirty days."""

import asyncio
import contextlib
from datetime import timedelta

import pytest

from content import archiving, checking, publishing, sharing
from content.archiving import UsersFate
from content.documents.resolved import Resolved
from content.documents.work import Audit, Event, Job
from content.idempotency import Once
from content.installation import Installation
from content.publishing.unpublish import unpublish_all
from content.settling import jobs
from content.settling.run import run
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.problems import (
    Busy,
    Conflict,
    ContentError,
    Forbidden,
    KeyTaken,
    NotFound,
    Restricted,
)
from content.values.within import Reach, Within, within
from tests.content.desk import BY, Desk, prose, statements, texts, use


async def archive(
    installation: Installation, entity: Entity, users: UsersFate = UsersFate.REFUSE
) -> archiving.Archived:
    """Archives what is there now."""
    now = await Desk(installation).get(entity)
    return await archiving.archive(
        installation, entity.id, expected_version=now.version, users=users, by=BY
    )


def only(*types: ContentType, locales: frozenset[str] | None = None) -> Within:
    """A grant for these types."""
    return within([Reach(types=frozenset(types), locales=locales)])


async def test_an_archived_page_is_out_of_sight_with_the_parts_at_home_on_it(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role({"en": "Baker", "de": "Bäcker"})
    shared = await desk.statement("Shared.")
    page = await desk.page(
        role, slug={"en": "baker", "de": "baecker"}, title={"en": "Baker", "de": "Bäcker"}
    )
    own = await desk.statement("Only here.", home=page.id)
    await desk.change(page, blocks=[statements(shared, own)])
    await desk.publish(page, include_unpublished=True)
    await desk.publish(page, "de", include_unpublished=True)
    now = (await desk.get(page)).version
    seen = await archiving.preview_archive(installation, page.id, expected_version=now)
    with pytest.raises(Conflict, match=f"at version {now}"):
        await archiving.preview_archive(installation, page.id, expected_version=now - 1)
    done = await archive(installation, page)
    assert set(done.withdrawn) == {(page.id, "en"), (page.id, "de"), (own.id, "en")}
    assert (seen.parts, set(seen.withdrawn)) == (done.parts, set(done.withdrawn))
    assert done.parts == (own.id,)
    assert (await desk.get(page)).archived
    assert (await desk.get(own)).archived
    assert not (await desk.get(shared)).archived
    assert await Resolved.find({"entity": {"$in": [page.id, own.id]}}).count() == 0
    assert await Audit.find({"action": "archive", "by": BY}).count() == 2
    assert await Event.find({"type": "archive"}).count() == 2
    assert done.still_carrying == 0
    assert await checking.check(installation) == []
    with pytest.raises(Conflict, match="archived"):
        await desk.publish(page)
    with pytest.raises(Conflict, match="already"):
        await archive(installation, page)
    with pytest.raises(Conflict, match="archived"):
        await desk.change(page, title={"en": "Late"})


async def test_what_is_restored_is_a_draft_again(installation: Installation) -> None:
    desk = Desk(installation)
    page = await desk.page(await desk.role(), key="baker-page")
    own, alone = [await desk.statement(f"{each}.", home=page.id) for each in "ab"]
    await desk.change(page, blocks=[statements(own)])
    await desk.publish(page, include_unpublished=True)
    await archive(installation, alone)
    await archive(installation, page)
    with pytest.raises(KeyTaken, match="archived"):
        await desk.page(await desk.role(), key="baker-page")
    with pytest.raises(Conflict, match="belongs to baker-page"):
        await archiving.restore(installation, own.id, expected_version=1, by=BY)
    back = await archiving.restore(installation, page.id, expected_version=2, by=BY)
    assert back.parts == (own.id,)
    assert (back.entity.archived, back.entity.is_published("en")) == (False, False)
    assert (await desk.get(alone)).archived
    await desk.publish(page)
    assert texts(await desk.body(page)) == ["a."]
    with pytest.raises(Conflict, match="not archived"):
        await archiving.restore(installation, page.id, expected_version=2, by=BY)


async def test_after_thirty_days_nothing_comes_back(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("Old.")
    done = await archive(installation, part)
    now = installation.clock()
    installation.clock = lambda: now + timedelta(days=30, seconds=1)
    assert done.restorable_until < installation.clock()
    with pytest.raises(Conflict, match="30 days"):
        await archiving.restore(installation, part.id, expected_version=1, by=BY)


async def test_another_version_or_nothing_at_all_is_not_archived(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    await desk.change(part, text={"en": "Second."})
    with pytest.raises(Conflict, match="version 2") as refused:
        await archiving.archive(installation, part.id, expected_version=1, by=BY)
    assert refused.value.current_version == 2
    with pytest.raises(NotFound):
        await archiving.archive(installation, f"st_{'0' * 26}", expected_version=1, by=BY)
    assert await Audit.find({"action": "archive"}).count() == 0


async def test_what_pages_cannot_be_without_stays_unless_they_go_too(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role, key="published")
    await desk.publish(page, include_unpublished=True)
    draft = await desk.page(role, key="never-published")
    with pytest.raises(
        Restricted, match=r"role page published \(en\) and role page never-published \(draft\)"
    ) as told:
        await archive(installation, role)
    assert [user for user, _ in told.value.users] == [page.id, draft.id]
    seen = await archiving.preview_archive(installation, role.id, expected_version=role.version)
    assert [(user.key, user.locale) for user in seen.needing] == [
        ("published", "en"),
        ("never-published", None),
    ]
    assert not (await desk.get(role)).archived
    done = await archive(installation, role, UsersFate.WITHDRAW)
    assert set(done.withdrawn) == {(role.id, "en"), (page.id, "en")}
    assert {user.key for user in done.draft_users} == {"published", "never-published"}
    assert await Resolved.find().count() == 0


async def test_a_draft_alone_keeps_what_it_needs_and_not_what_it_lists(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role, part = await desk.role(), await desk.statement("Listed.")
    page = await desk.page(role, [statements(part)])
    done = await archive(installation, part)
    assert [(user.entity_id, user.needs_it) for user in done.draft_users] == [(page.id, False)]
    with pytest.raises(Restricted):
        await archive(installation, role)
    await archive(installation, page)
    assert (await archive(installation, role)).draft_users == ()


async def test_grants_bound_what_goes_along(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role, key="secret-page")
    await desk.publish(page, include_unpublished=True)
    roles = only(ContentType.ROLE)
    with pytest.raises(Restricted) as told:
        await archiving.archive(installation, role.id, expected_version=1, by=BY, within=roles)
    assert told.value.users == ()
    assert "secret-page" not in str(told.value)
    seen = await archiving.preview_archive(
        installation, role.id, expected_version=role.version, within=roles
    )
    assert (seen.needing, seen.hidden_users) == ((), 1)
    with pytest.raises(Forbidden, match=page.id):
        await archiving.archive(
            installation,
            role.id,
            expected_version=1,
            users=UsersFate.WITHDRAW,
            by=BY,
            within=roles,
        )
    german = only(ContentType.ROLE, ContentType.ROLE_PAGE, locales=frozenset({"de"}))
    with pytest.raises(Forbidden):
        await publishing.unpublish(installation, page.id, "en", by=BY, within=german)
    with pytest.raises(Forbidden):
        await archiving.archive(installation, page.id, expected_version=1, by=BY, within=german)
    assert await Resolved.find().count() == 2


async def test_locales_are_unpublished_together_or_not_at_all(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    part = await desk.statement({"en": "Opens.", "de": "Öffnet."})
    role = await desk.role()
    page = await desk.page(role, [statements(part)])
    await desk.publish(page, include_unpublished=True)
    with pytest.raises(NotFound, match="de"):
        await unpublish_all(installation, part.id, ["en", "de"], by=BY)
    await desk.publish(part, "de")
    seen = await archiving.preview_unpublish(installation, part.id, ["en", "de"])
    assert seen.resolved_again == ((page.id, "en"),)
    done = await unpublish_all(installation, part.id, ["en", "de"], by=BY)
    assert set(done.items) == set(seen.withdrawn) == {(part.id, "en"), (part.id, "de")}
    assert texts(await desk.body(page)) == []
    assert await Job.find({"kind": "WITHDRAW"}).count() == 1
    assert await checking.check(installation) == []


async def test_an_archive_sent_again_happens_once(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("Goes.")
    await desk.publish(part)
    once = Once(principal="usr_1", key="k", digest="d")
    first, second = [
        await archiving.archive(installation, part.id, expected_version=1, by=BY, once=once)
        for _ in range(2)
    ]
    assert first == second
    assert not installation.withdrawn.withdrawals
    assert await Audit.find({"action": "archive"}).count() == 1


async def test_sharing_respects_grants_and_repetitions(installation: Installation) -> None:
    desk = Desk(installation)
    page = await desk.page(await desk.role())
    part = await desk.statement("Own.", home=page.id)
    with pytest.raises(Forbidden):
        await sharing.share(
            installation, part.id, expected_version=1, by=BY, within=only(ContentType.ROLE_PAGE)
        )
    once = Once(principal="usr_1", key="k", digest="d")
    answers = [
        await sharing.share(installation, part.id, expected_version=1, by=BY, once=once)
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert (answers[0].home, answers[0].version) == (None, 2)


async def test_a_part_withdrawn_from_prose_pages_leaves_them_alone(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role, part = await desk.role(), await desk.statement("Goes.")
    page = await desk.page(
        role, [prose({"en": "Stays."}), {**statements(position=1), "items": [use(part)]}]
    )
    await desk.publish(page, include_unpublished=True)
    await archive(installation, part)
    assert [block["__typename"] for block in (await desk.body(page))["blocks"]] == ["Prose"]


async def test_archives_and_publishes_that_meet_leave_nothing_half_done(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    await desk.publish(role)
    parts = [await desk.statement(f"Part {each}.") for each in range(4)]
    for part in parts:
        await desk.publish(part)
    pages = [await desk.page(role, [statements(*parts)]) for _ in range(6)]

    async def publish(page: Entity) -> None:
        with contextlib.suppress(ContentError):
            await publishing.publish(installation, page.id, "en", 1, by=BY)

    async def withdraw(entity: Entity) -> None:
        with contextlib.suppress(Busy):
            await archiving.archive(
                installation, entity.id, expected_version=1, users=UsersFate.WITHDRAW, by=BY
            )

    await asyncio.gather(
        *(publish(page) for page in pages[:3]),
        *(withdraw(part) for part in parts[:2]),
        withdraw(role),
        *(publish(page) for page in pages[3:]),
        withdraw(pages[0]),
    )
    while (job := await jobs.claim(installation)) is not None:
        await run(installation, job)
    assert await checking.check(installation) == []
    assert not installation.withdrawn.withdrawals
    for entity in (role, *parts[:2], pages[0]):
        now = await desk.get(entity)
        assert not (now.archived and now.is_published("en"))

"""Publishing and unpublishing, through the operations, on a real mongod."""

import orjson
import pytest

from content import checking, publishing
from content.documents.paths import Path
from content.documents.resolved import Resolved
from content.documents.work import Audit, Event, Job, JobState
from content.installation import Installation
from content.values.ids import ContentType
from content.values.problems import (
    Conflict,
    NotFound,
    PathTaken,
    Restricted,
    UnpublishedTargets,
    ValidationFailed,
)
from content.values.users_fate import UsersFate
from tests.content.desk import BY, Desk, prose, statements, texts, use


async def test_publishing_makes_one_finished_document(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker")
    part = await desk.statement("Opens the shop.")
    page = await desk.page(role, [statements(part)])
    published = await desk.publish(page, include_unpublished=True)
    assert {item.entity_id for item in published.items} == {role.id, part.id, page.id}
    body = await desk.body(page)
    assert texts(body) == ["Opens the shop."]
    assert body["role"]["title"] == "Baker"
    assert await Audit.find({"action": "publish"}).count() == 3
    assert await Event.find({"type": "publish"}).count() == 3
    assert await Job.find({"state": JobState.PENDING.value}).count() == 0
    assert await checking.check(installation) == []


async def test_unpublished_targets_are_named_and_nothing_is_written(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Opens the shop.", key="opens")
    page = await desk.page(role, [statements(part)])
    with pytest.raises(UnpublishedTargets) as refused:
        await desk.publish(page)
    assert {entity for entity, _ in refused.value.closure} == {role.id, part.id}
    assert await Resolved.find().count() == 0
    assert (await desk.get(page)).published == {}


async def test_a_publish_takes_exactly_the_revision_asked_for(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    await desk.change(part, text={"en": "Second."})
    await publishing.publish(installation, part.id, "en", 1, by=BY)
    assert (await desk.body(part))["text"]["plain"] == "First."
    await desk.publish(part)
    with pytest.raises(Conflict, match="newer"):
        await publishing.publish(installation, part.id, "en", 1, by=BY)
    with pytest.raises(NotFound):
        await publishing.publish(installation, part.id, "en", 9, by=BY)
    with pytest.raises(NotFound):
        await publishing.publish(installation, part.id, "fr", 2, by=BY)


async def test_publishing_again_changes_nothing(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    await desk.publish(part)
    before = await Resolved.get(f"{part.id}:en")
    assert (await desk.publish(part)).items == ()
    assert await Resolved.get(f"{part.id}:en") == before


async def test_a_changed_part_reaches_every_page_before_the_answer(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Old.")
    pages = [await desk.page(role, [statements(part)]) for _ in range(30)]
    for page in pages:
        await desk.publish(page, include_unpublished=True)
    await desk.change(part, text={"en": "New."})
    published = await desk.publish(part)
    assert published.still_carrying == 0
    for page in pages:
        assert texts(await desk.body(page)) == ["New."]
    assert await checking.check(installation) == []


async def test_used_parts_with_unpublished_edits_are_named(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Old.", key="opens")
    page = await desk.page(role, [statements(part)])
    await desk.publish(page, include_unpublished=True)
    await desk.change(part, text={"en": "New."})
    await desk.change(page, title={"en": "Renamed"})
    published = await desk.publish(page)
    assert published.changed_targets == ("opens",)
    assert texts(await desk.body(page)) == ["Old."]


async def test_parts_at_home_are_published_with_their_page(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    await desk.publish(role)
    page = await desk.page(role)
    part = await desk.statement("Old.", home=page.id)
    await desk.change(page, blocks=[statements(part)])
    await desk.publish(page)
    assert texts(await desk.body(page)) == ["Old."]
    await desk.change(part, text={"en": "New."})
    await desk.change(page, title={"en": "Renamed"})
    await desk.publish(page)
    assert texts(await desk.body(page)) == ["New."]
    await publishing.unpublish(installation, page.id, "en", by=BY)
    assert await Resolved.find({"entity": {"$in": [page.id, part.id]}}).count() == 0


async def test_a_changed_slug_leaves_a_redirect(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role, slug={"en": "baker"})
    await desk.publish(page, include_unpublished=True)
    await desk.change(page, slug={"en": "master-baker"})
    await desk.publish(page)
    paths = {path.slug: path.state.value for path in await Path.find_all().to_list()}
    assert paths == {"baker": "OLD", "master-baker": "LIVE"}
    other = await desk.page(role, slug={"en": "master-baker"})
    with pytest.raises(PathTaken):
        await desk.publish(other)
    late = await desk.page(role, slug={"en": "baker"})
    with pytest.raises(PathTaken):
        await desk.publish(late)
    await desk.publish(late, take_paths=True)
    await desk.change(page, slug={"en": "chief-baker"})
    await desk.publish(page)
    assert await Path.find({"slug": "baker", "entity": late.id, "state": "LIVE"}).count() == 1


async def test_a_role_in_use_cannot_be_withdrawn_unless_its_pages_go_too(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role, key="baker-page")
    await desk.publish(page, include_unpublished=True)
    draft = await desk.page(role, key="draft-page")
    with pytest.raises(Restricted) as refused:
        await publishing.unpublish(installation, role.id, "en", by=BY)
    assert [user for user, _ in refused.value.users] == [page.id, draft.id]
    done = await publishing.unpublish(installation, role.id, "en", users=UsersFate.WITHDRAW, by=BY)
    assert set(done.items) == {(role.id, "en"), (page.id, "en")}
    assert await Resolved.find().count() == 0
    assert await checking.check(installation) == []


async def test_a_withdrawn_part_leaves_its_lists(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    stays, goes = await desk.statement("Stays."), await desk.statement("Goes.")
    alone = {**statements(block_id="x", position=1), "items": [use(goes, use_id="only")]}
    page = await desk.page(role, [statements(stays, goes), alone])
    await desk.publish(page, include_unpublished=True)
    assert texts(await desk.body(page)) == ["Stays.", "Goes.", "Goes."]
    await publishing.unpublish(installation, goes.id, "en", by=BY)
    body = await desk.body(page)
    assert texts(body) == ["Stays."]
    assert [block["blockId"] for block in body["blocks"]] == ["list"]
    document = await Resolved.get(f"{page.id}:en")
    assert document is not None
    assert "UNPUBLISHED_TARGET" in {issue["code"] for issue in document.issues}
    assert not installation.withdrawn.withdrawals
    assert await checking.check(installation) == []


async def test_an_answer_made_private_leaves_every_page(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    question = await desk.question("Why?", sample_answer={"en": "Secret sauce."})
    block = {
        "type": "QUESTION_LIST",
        "block_id": "q",
        "order_key": "0001",
        "items": [use(question)],
    }
    page = await desk.page(role, [block])
    await desk.publish(page, include_unpublished=True)
    await desk.change(question, audience="INTERVIEWER")
    published = await desk.publish(question)
    assert [each.entity for each in published.withdrawals] == [question.id]
    document = await Resolved.get(f"{page.id}:en")
    assert document is not None
    assert b"sauce" not in document.body
    assert "sauce" not in orjson.dumps(document.search).decode()


async def test_a_locale_serves_those_whose_chain_reaches_it_first(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role({"en": "Baker", "de": "Bäcker"})
    await desk.publish(role, "en")
    english = await Resolved.get(f"{role.id}:en")
    assert english is not None
    assert english.serves == ["en", "de"]
    await desk.publish(role, "de")
    english, german = (
        await Resolved.get(f"{role.id}:en"),
        await Resolved.get(f"{role.id}:de"),
    )
    assert english is not None
    assert german is not None
    assert (english.serves, german.serves) == (["en"], ["de"])
    assert [each["locale"] for each in (await desk.body(role))["translations"]] == ["en", "de"]


async def test_a_locale_without_its_own_title_is_not_published(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker")
    with pytest.raises(ValidationFailed) as refused:
        await desk.publish(role, "de")
    assert {issue.code for issue in refused.value.issues} == {"MISSING_TEXT"}


async def test_two_pages_may_point_at_each_other(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    first = await desk.page(role, title={"en": "First"})
    related = {"type": "RELATED_ROLES", "block_id": "r", "order_key": "0001"}
    second = await desk.page(role, [{**related, "picks": [use(first)]}], title={"en": "Second"})
    await desk.change(first, blocks=[{**related, "picks": [use(second)]}])
    await desk.publish(first, include_unpublished=True)
    assert (await desk.body(first))["blocks"] == []
    await desk.publish(second)
    cards = [(await desk.body(page))["blocks"][0]["items"] for page in (first, second)]
    assert [card[0]["title"] for card in cards] == ["Second", "First"]


async def test_a_dependant_that_cannot_take_a_change_keeps_its_last_good_content(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Small.")
    long = "word " * 3_900
    bulk = [prose({"en": long}, block_id=f"p{index}", position=index) for index in range(16)]
    page = await desk.page(role, [*bulk, statements(part, position=99)])
    await desk.publish(page, include_unpublished=True)
    await desk.change(part, text={"en": long})
    await desk.publish(part)
    document = await Resolved.get(f"{page.id}:en")
    assert document is not None
    assert document.blocked is not None
    assert document.blocked["code"] == "TOO_LARGE"
    assert texts(orjson.loads(document.body)) == ["Small."]
    await desk.change(part, text={"en": "Small again."})
    await desk.publish(part)
    document = await Resolved.get(f"{page.id}:en")
    assert document is not None
    assert document.blocked is None
    assert texts(orjson.loads(document.body)) == ["Small again."]


async def test_pages_inherit_and_follow_their_parent(installation: Installation) -> None:
    desk = Desk(installation)
    role, senior = await desk.role("Baker"), await desk.role("Senior baker")
    part = await desk.statement("Bakes as {{role.title}}.")
    parent = await desk.page(role, [statements(part)])
    delta = {"type": "INHERITED", "block_id": "list", "items": [{"use_id": "u0"}]}
    leaf = await desk.page(senior, [delta], extends=parent.id)
    await desk.publish(leaf, include_unpublished=True)
    assert texts(await desk.body(leaf)) == ["Bakes as Senior baker."]
    more = await desk.statement("Also cleans.")
    await desk.change(parent, blocks=[statements(part, more)])
    await desk.publish(parent, include_unpublished=True)
    assert texts(await desk.body(leaf)) == ["Bakes as Senior baker.", "Also cleans."]
    with pytest.raises(Restricted):
        await publishing.unpublish(installation, parent.id, "en", by=BY)
    assert ContentType.ROLE_PAGE is leaf.type

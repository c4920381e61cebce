"""Creating and saving, through the operations, on a real mongod."""

import pytest

from content import drafts, editing, history, sharing
from content.installation import Installation
from content.issues import issues
from content.values.ids import ContentType, new_id
from content.values.problems import Conflict, KeyTaken, NotFound, ValidationFailed
from content.values.sources import parse_source
from tests.content.desk import BY, Desk, prose, statements


async def test_a_new_entity_is_version_one_with_its_revision(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker")
    assert (role.version, role.published, role.saved_by) == (1, {}, BY)
    assert [each.version for each in await history.revisions(installation, role.id)] == [1]


async def test_a_key_is_held_once_a_type(installation: Installation) -> None:
    desk = Desk(installation)
    first = await desk.create(ContentType.ROLE, {"title": {"en": "Baker"}}, key="baker")
    with pytest.raises(KeyTaken, match=first.id):
        await desk.create(ContentType.ROLE, {"title": {"en": "Other"}}, key="baker")
    await desk.create(ContentType.SKILL, {"name": {"en": "Baker"}}, key="baker")


async def test_entities_created_together_refer_to_each_other(installation: Installation) -> None:
    role_id = new_id(ContentType.ROLE)
    page = editing.NewEntity(
        type=ContentType.ROLE_PAGE,
        key="baker",
        source=parse_source(ContentType.ROLE_PAGE, {"role": role_id, "title": {"en": "Baker"}}),
    )
    role = editing.NewEntity(
        id=role_id,
        type=ContentType.ROLE,
        key="baker",
        source=parse_source(ContentType.ROLE, {"title": {"en": "Baker"}}),
    )
    created = await editing.create_all(installation, [page, role], by=BY)
    assert [each.type for each in created] == [ContentType.ROLE_PAGE, ContentType.ROLE]


async def test_nothing_is_created_when_one_is_wrong(installation: Installation) -> None:
    desk = Desk(installation)
    with pytest.raises(ValidationFailed) as refused:
        await desk.page(await desk.role(), [statements(await desk.role("No statement"))])
    assert [issue.code for issue in refused.value.issues] == ["WRONG_TYPE"]
    assert await drafts.by_key(installation, ContentType.ROLE_PAGE, "role-page-3") is None


async def test_a_save_needs_a_version_that_exists(installation: Installation) -> None:
    role = await Desk(installation).role()
    with pytest.raises(Conflict):
        await editing.save(installation, role.id, role.source, expected_version=2, by=BY)
    with pytest.raises(NotFound):
        await editing.save(
            installation, new_id(ContentType.ROLE), role.source, expected_version=1, by=BY
        )


async def test_two_editors_who_touch_different_fields_both_win(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker", summary={"en": "Bakes."})
    await desk.change(role, title={"en": "Pastry chef"})
    theirs = parse_source(
        ContentType.ROLE, {"title": {"en": "Baker"}, "summary": {"en": "Bakes bread."}}
    )
    saved = await editing.save(installation, role.id, theirs, expected_version=1, by="other")
    assert saved.entity.version == 3
    assert saved.merged_paths == ("title.en",)
    assert saved.entity.source == parse_source(
        ContentType.ROLE, {"title": {"en": "Pastry chef"}, "summary": {"en": "Bakes bread."}}
    )


async def test_the_same_path_is_a_conflict_that_shows_all_three(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker")
    await desk.change(role, title={"en": "Pastry chef"})
    theirs = parse_source(ContentType.ROLE, {"title": {"en": "Master baker"}})
    with pytest.raises(Conflict) as refused:
        await editing.save(installation, role.id, theirs, expected_version=1, by="other")
    assert refused.value.paths == ("title.en",)
    assert refused.value.yours is not None
    assert (await desk.get(role)).version == 2


async def test_saving_what_is_there_makes_no_revision(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker", summary={"en": "Bakes.", "de": "Backt."})
    saved = await editing.save(installation, role.id, role.source, expected_version=1, by=BY)
    assert saved.entity.version == 1


async def test_a_part_at_home_is_for_its_page_until_it_is_shared(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role)
    part = await desk.statement("Opens the shop.", home=page.id)
    await desk.change(page, blocks=[statements(part)])
    with pytest.raises(ValidationFailed, match="share it"):
        await desk.page(role, [statements(part)])
    shared = await sharing.share(installation, part.id, expected_version=1, by=BY)
    assert (shared.home, shared.version) == (None, 2)
    await desk.page(role, [statements(part), prose({"en": "More."}, position=1)])


async def test_a_translation_of_a_text_that_moved_on_meanwhile_is_outdated(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    part = await desk.statement("Bakes bread.")
    await desk.change(part, text={"en": "Bakes rolls."})
    theirs = parse_source(
        ContentType.STATEMENT,
        {"kind": "RESPONSIBILITY", "text": {"en": "Bakes bread.", "de": "Backt Brot."}},
    )
    await editing.save(installation, part.id, theirs, expected_version=1, by="translator")
    codes = {issue.code for issue in await issues(installation, part.id)}
    assert "OUTDATED_TRANSLATION" in codes

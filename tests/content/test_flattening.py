"""Flattening: users that go on showing what is taken away, as copies of their own."""

import pytest

from content import archiving, checking, drafts, publishing
from content.archiving import UsersFate
from content.installation import Installation
from content.values.blocks import Prose
from content.values.ids import ContentType
from content.values.problems import Restricted
from content.values.sources import Composed, RolePage
from tests.content.desk import BY, Desk, override, prose, statements, texts, use
from tests.content.flattening import flatten, shown


async def test_a_child_becomes_a_page_of_its_own(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role({"en": "Baker", "de": "Bäcker"})
    first, second = (
        await desk.statement({"en": "One.", "de": "Eins."}),
        await desk.statement("Two."),
    )
    listed = statements(first, second)
    listed["heading"] = {"en": "Duties", "de": "Pflichten"}
    listed["items"][1]["overrides"] = [override("text", "Two, differently.")]
    parent = await desk.page(
        role,
        [listed, prose({"en": "Prose.", "de": "Prosa."}, position=1)],
        title={"en": "Parent", "de": "Eltern"},
        slug={"en": "parent", "de": "eltern"},
        intro={"en": "Welcome."},
    )
    delta = {
        "type": "INHERITED",
        "block_id": "list",
        "overrides": [override("heading", "My duties")],
        "items": [{"use_id": "u0", "overrides": [override("text", "My one.")]}],
    }
    child = await desk.page(
        role, [delta], extends=parent.id, title={"de": "Kind"}, slug={"en": "child", "de": "kind"}
    )
    for locale in ("en", "de"):
        await desk.publish(child, locale, include_unpublished=True)
    before = {locale: await desk.body(child, locale) for locale in ("en", "de")}
    with pytest.raises(Restricted):
        await archiving.archive(installation, parent.id, expected_version=1, by=BY)
    done = await flatten(installation, parent)
    assert done.flattened == (child.id,)
    now = await desk.get(child)
    assert isinstance(now.source, RolePage)
    assert now.source.extends is None
    for locale in ("en", "de"):
        after = await desk.body(child, locale)
        assert shown(after) == shown(before[locale])
        for name in ("title", "intro", "slug", "seo"):
            assert after[name] == before[locale][name]
    assert not (await desk.get(parent)).is_published("en")
    assert await checking.check(installation) == []


async def test_unpublished_edits_of_a_flattened_child_stay_unpublished(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    parent = await desk.page(role, [prose({"en": "Inherited."})])
    child = await desk.page(role, extends=parent.id, title={"en": "Published"})
    await desk.publish(child, include_unpublished=True)
    await desk.change(child, title={"en": "Being edited"})
    await flatten(installation, parent)
    assert (await desk.body(child))["title"] == "Published"
    now = await desk.get(child)
    assert isinstance(now.source, RolePage)
    assert now.source.title["en"].value == "Being edited"
    assert now.published["en"].revision == now.version - 1
    assert [block.type for block in now.source.blocks] == ["PROSE"]
    assert await checking.check(installation) == []


async def test_parts_at_home_on_the_parent_are_copied(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    parent = await desk.page(role)
    own = await desk.statement("At home.", home=parent.id)
    await desk.change(parent, blocks=[statements(own)])
    children = [await desk.page(role, extends=parent.id) for _ in range(2)]
    for child in children:
        await desk.publish(child, include_unpublished=True)
    done = await flatten(installation, parent)
    assert done.parts == (own.id,)
    homes = set()
    for child in children:
        body = await desk.body(child)
        assert texts(body) == ["At home."]
        copy = await drafts.get(installation, body["blocks"][0]["items"][0]["entityId"])
        homes.add(copy.home)
    assert homes == {child.id for child in children}
    assert await checking.check(installation) == []


async def test_a_snippet_becomes_prose(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    snippet = await desk.create(
        ContentType.SNIPPET, {"kind": "ABOUT", "body": {"en": "About *us*.", "de": "Über uns."}}
    )
    block = {
        "type": "SNIPPET_USE",
        "block_id": "about",
        "order_key": "0001",
        "heading": {"en": "Us"},
        "use": use(snippet),
    }
    page = await desk.page(role, [block])
    draft = await desk.page(role, [block], key="a-draft")
    await desk.publish(page, include_unpublished=True)
    done = await flatten(installation, snippet)
    assert set(done.flattened) == {page.id, draft.id}
    assert shown(await desk.body(page)) == [("Prose", "Us", [], "About us.")]
    source = (await desk.get(draft)).source
    assert isinstance(source, Composed)
    assert isinstance(source.blocks[0], Prose)
    assert {at: said.value for at, said in source.blocks[0].body.items()} == {"en": "About *us*."}
    assert await checking.check(installation) == []


async def test_an_embedded_job_description_becomes_blocks(installation: Installation) -> None:
    desk = Desk(installation)
    role, other = await desk.role("Baker"), await desk.role("Miller")
    part = await desk.statement("Works at {{company.name}} as {{role.title}}.")
    plain = await desk.statement("Opens.")
    job = await desk.create(
        ContentType.JOB_DESCRIPTION,
        {
            "role": other.id,
            "title": {"en": "{{role.title}} wanted"},
            "overview": {"en": "Join {{company.name}} in {{city}}."},
            "blocks": [statements(part, plain)],
            "variables": [
                {"name": "company.name", "label": {"en": "Company"}},
                {"name": "city", "label": {"en": "City"}, "default": {"en": "Bern"}},
            ],
        },
    )
    embedding = {
        "type": "JOB_DESCRIPTION_USE",
        "block_id": "job",
        "order_key": "0001",
        "outro": {"en": "That is all."},
        "use": use(job),
    }
    page = await desk.page(role, [embedding, prose({"en": "Last."}, position=1)])
    await desk.publish(page, include_unpublished=True)
    before = [
        each["text"]["plain"]
        for each in (await desk.body(page))["blocks"][0]["jobDescription"]["blocks"][0]["items"]
    ]
    await flatten(installation, job)
    assert shown(await desk.body(page)) == [
        ("Prose", "Miller wanted", [], "Join [Company] in Bern."),
        ("StatementList", None, before, None),
        ("Prose", None, [], "That is all."),
        ("Prose", None, [], "Last."),
    ]
    assert before == ["Works at [Company] as Miller.", "Opens."]
    assert await checking.check(installation) == []


async def test_a_role_cannot_be_flattened(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role)
    await desk.publish(page, include_unpublished=True)
    with pytest.raises(Restricted, match="a role cannot be flattened") as told:
        await flatten(installation, role)
    assert [user for user, _ in told.value.users] == [page.id]
    with pytest.raises(Restricted):
        await publishing.unpublish(installation, role.id, "en", users=UsersFate.FLATTEN, by=BY)
    assert not (await desk.get(role)).archived
    assert (await desk.body(page))["role"]["title"] == "Baker"

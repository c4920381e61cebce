"""Lists of drafts: narrowed, searched, ordered, page by page."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from content import editing, reresolving
from content.documents.heads import HEADS
from content.installation import Installation
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.auth.tokens import USER
from tests.content.desk import Desk
from tests.schema.editorial.conftest import AskAs, make, make_role

LIST = """query ($where: DraftOfRoleWhere, $search: String, $orderBy: DraftOrder! = KEY_ASC) {
  roles(where: $where, search: $search, orderBy: $orderBy) { totalCount nodes { key } } }"""


async def keys(ask: AskAs, **variables: Any) -> list[str]:
    """The keys of a list of roles, which counts them too."""
    answer = await ask(LIST, **variables)
    found = [node["key"] for node in answer.data["roles"]["nodes"]]
    assert answer.data["roles"]["totalCount"] == len(found)
    return found


@pytest.fixture
async def roles(desk: Desk) -> dict[str, Entity]:
    """A draft, a published one, a changed one."""
    draft = await make_role(desk, "draft", {"en": "Draughts(wo)man"})
    published = await make_role(desk, "baker", {"en": "Baker", "de": "Bäckerin"})
    await desk.publish(published)
    changed = await make_role(desk, "cook", {"en": "Cook", "de": "Köchin"})
    await desk.publish(changed)
    await desk.publish(changed, "de")
    await desk.change(changed, title={"en": "Chef", "de": "Köchin"})
    return {"draft": draft, "baker": published, "cook": changed}


@pytest.mark.usefixtures("roles")
async def test_states_are_of_one_locale(ask: AskAs, subtests: pytest.Subtests) -> None:
    for locale, state, expected in (
        ("en", "DRAFT", ["draft"]),
        ("en", "PUBLISHED", ["baker"]),
        ("en", "CHANGED", ["cook"]),
        ("de", "DRAFT", ["baker", "draft"]),
        ("de", "PUBLISHED", ["cook"]),
        ("de", "CHANGED", []),
    ):
        with subtests.test(locale=locale, state=state, expected=expected):
            found = await keys(ask, where={"state": {"locale": locale, "state": state}})
            assert found == expected
    answer = await ask('{ roles(where: {keys: "cook"}) { nodes { locales { locale state } } } }')
    assert answer.data["roles"]["nodes"][0]["locales"] == [
        {"locale": "en", "state": "CHANGED"},
        {"locale": "de", "state": "PUBLISHED"},
    ]


async def test_unpublished_and_published_again(ask: AskAs, desk: Desk) -> None:
    role = await make_role(desk, "baker")
    await desk.publish(role)
    changed = await desk.change(role, title={"en": "Chef"})
    await desk.change(changed, title={"en": "Baker"})
    assert await keys(ask, where={"state": {"locale": "en", "state": "PUBLISHED"}}) == ["baker"]


async def test_what_is_mine(ask: AskAs, desk: Desk, installation: Installation) -> None:
    theirs, mine = await make_role(desk, "theirs"), await make_role(desk, "mine")
    await editing.save(
        installation,
        mine.id,
        mine.source.model_copy(update={"level": "MID"}),
        expected_version=1,
        by=f"user:{USER}",
    )
    assert await keys(ask, where={"mine": True}) == ["mine"]
    assert await keys(ask, where={"mine": False}) == ["mine", "theirs"]
    assert await keys(ask, where={"ids": [theirs.id]}) == ["theirs"]


async def test_family_of_roles_and_of_pages(ask: AskAs, desk: Desk) -> None:
    craft = await make(desk, ContentType.JOB_FAMILY, "craft", name={"en": "Craft"})
    baker = await make_role(desk, "baker", family=craft.id)
    cook = await make_role(desk, "cook")
    await desk.page(baker, key="bakers-page")
    await desk.page(cook, key="cooks-page")
    assert await keys(ask, where={"family": "craft"}) == ["baker"]
    assert await keys(ask, where={"family": "none"}) == []
    answer = await ask('{ rolePages(where: {family: "craft"}) { totalCount nodes { key } } }')
    assert answer.data["rolePages"] == {"totalCount": 1, "nodes": [{"key": "bakers-page"}]}


@pytest.mark.usefixtures("roles")
async def test_search_finds_parts_of_words_in_any_case_and_locale(
    ask: AskAs, subtests: pytest.Subtests
) -> None:
    for search, expected in (
        ("baker", ["baker"]),
        ("BÄCK", ["baker"]),
        ("chef köch", ["cook"]),
        ("chef baker", []),
        ("(wo)man", ["draft"]),
        (".*", []),
        ("^b", []),
        ("$where", []),
        ("(a+)+$", []),
        ("", ["baker", "cook", "draft"]),
        ("cook", ["cook"]),
    ):
        with subtests.test(search=search, expected=expected):
            assert await keys(ask, search=search) == expected


def _same(start: datetime, minutes: int) -> datetime:
    return start + timedelta(minutes=minutes)


async def test_orders_and_pages_that_do_not_overlap(
    ask: AskAs,
    desk: Desk,
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
) -> None:
    start = datetime.fromisoformat("2027-01-01T00:00:00+00:00")
    made = []
    for number in range(7):
        # Two at each moment, so that ties are broken.
        monkeypatch.setattr(installation, "clock", partial(_same, start, number // 2))
        made.append(await make_role(desk, f"role-{6 - number}"))
    monkeypatch.undo()
    by_creation = sorted((role.id for role in made), reverse=True)
    by_save = sorted(made, key=lambda role: (-role.saved_at.timestamp(), role.id))
    expected = {
        "SAVED_AT_DESC": [role.id for role in by_save],
        "SAVED_AT_ASC": [role.id for role in reversed(by_save)],
        "CREATED_AT_DESC": by_creation,
        "KEY_ASC": [role.id for role in sorted(made, key=lambda role: role.key)],
    }
    query = """query ($order: DraftOrder!, $after: String) {
      roles(orderBy: $order, first: 3, after: $after) {
        edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
    for order, ids in expected.items():
        with subtests.test(order=order):
            found, after, pages = [], None, 0
            while True:
                answer = await ask(query, order=order, after=after)
                page = answer.data["roles"]
                found += [edge["node"]["id"] for edge in page["edges"]]
                assert page["pageInfo"]["hasPreviousPage"] is (pages > 0)
                pages, after = pages + 1, page["pageInfo"]["endCursor"]
                if not page["pageInfo"]["hasNextPage"]:
                    break
            assert found == ids
            assert pages == 3


@pytest.mark.usefixtures("roles")
async def test_foreign_and_made_up_cursors_are_refused(ask: AskAs) -> None:
    cursor = (await ask("{ roles(first: 1) { pageInfo { endCursor } } }")).data["roles"][
        "pageInfo"
    ]["endCursor"]
    for query in (
        '{ roles(first: 1, after: "nonsense") { nodes { id } } }',
        f'{{ roles(first: 1, orderBy: KEY_ASC, after: "{cursor}") {{ nodes {{ id }} }} }}',
        f'{{ roles(search: "b", after: "{cursor}") {{ nodes {{ id }} }} }}',
    ):
        answer = await ask(query)
        assert answer.refusal == ("BAD_USER_INPUT", "roles.after")


BAD: list[tuple[str, str]] = [
    ("first: 101", "roles.first"),
    ("first: -1", "roles.first"),
    ('where: {state: {locale: "xx", state: DRAFT}}', "roles.where.state.locale"),
    ('where: {ids: ["rp_1"]}', "roles.where.ids"),
    ('where: {ids: [{gt: ""}]}', "roles.where.ids.0"),
    ('where: {keys: "' + "k" * 81 + '"}', "roles.where.keys"),
    ('search: "' + "s" * 201 + '"', "roles.search"),
    ('search: "a b c d e f g h i j k"', "roles.search"),
    ('search: {regex: "a"}', "roles.search"),
]


async def test_bad_arguments_are_told_with_their_path(
    ask: AskAs, subtests: pytest.Subtests
) -> None:
    for argument, path in BAD:
        with subtests.test(argument=argument, path=path):
            answer = await ask(f"{{ roles({argument}) {{ nodes {{ id }} }} }}")
            assert answer.refusal == ("BAD_USER_INPUT", path)


async def test_nested_content_is_read_in_one_query_a_type(
    ask: AskAs, desk: Desk, commands: list[str]
) -> None:
    role = await make_role(desk, "baker")
    other = await make_role(desk, "cook")
    for number in range(6):
        await desk.page(role if number % 2 else other, key=f"page-{number}")
    await ask("{ viewer { name } }")
    commands.clear()
    answer = await ask("{ rolePages { nodes { key role { key } createdBy { name } } } }")
    assert len(answer.data["rolePages"]["nodes"]) == 6
    assert [each for each in commands if "role" in each] == ["find role_pages", "find roles"]


async def test_drafts_of_an_older_rolebook_are_found_once_they_are_filled(
    ask: AskAs, desk: Desk, installation: Installation
) -> None:
    role = await make_role(desk, "baker", {"en": "Master"})
    await desk.publish(role)
    heads = HEADS[ContentType.ROLE].get_motor_collection()
    await heads.update_one({"_id": role.id}, {"$unset": {"hashes": "", "search": ""}})
    answer = await ask("{ roles { nodes { locales { state } } } }")
    assert answer.data["roles"]["nodes"][0]["locales"][0] == {"state": "PUBLISHED"}
    assert await reresolving.is_outdated(installation)
    await reresolving.reresolve(installation)
    assert not await reresolving.is_outdated(installation)
    assert await keys(ask, search="master") == ["baker"]
    assert await keys(ask, where={"state": {"locale": "en", "state": "PUBLISHED"}}) == ["baker"]

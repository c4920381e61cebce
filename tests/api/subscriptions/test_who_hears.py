"""What a listener is told: what grants and scopes let them see, for as long as they may."""

import asyncio
from typing import Any

import pytest

from api.subscriptions import watching
from auth.admin_sessions.sessions import current
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.grants import Grant
from auth.roles import Role
from content.installation import Installation
from content.values.ids import ContentType
from tests.api.session.browser import Browser
from tests.api.subscriptions.listening import Socket, Sockets
from tests.auth.people import make_user
from tests.auth.tokens import bearer
from tests.conftest import PUBLIC_URL
from tests.content.desk import Desk
from tests.schema.editorial.mutating import Editor, texts

SEEN = "subscription { entityChanged { action type locale entity { key } by { id } } }"


async def listener(sockets: Sockets, directory: Directory, query: str = SEEN, **who: Any) -> Socket:
    """Somebody who listens."""
    opened = await sockets.open()
    await opened.begin(**await bearer(directory, role=Role.EDITOR, **who))
    await opened.subscribe(query)
    return opened


async def told(socket: Socket) -> Any:
    """The next change."""
    message = await socket.hear()
    assert message["type"] == "next", message
    assert "errors" not in message["payload"], message
    return message["payload"]["data"]["entityChanged"]


async def test_grants_narrow_what_is_told(
    sockets: Sockets, directory: Directory, editor: Editor
) -> None:
    translator = (Grant(types=("SKILL",), locales=("de",)),)
    narrow = await listener(sockets, directory, grants=translator)
    asks_for_more = await listener(
        sockets,
        directory,
        SEEN.replace("entityChanged", "entityChanged(types: [ROLE, SKILL])"),
        grants=translator,
    )
    await editor.made("createRole", key="baker", title=texts(en="Baker"))
    await editor.made("createSkill", key="rye", name=texts(en="Rye"))
    for each in (narrow, asks_for_more):
        change = await told(each)
        assert (change["type"], change["entity"]) == ("SKILL", {"key": "rye"})


async def test_nothing_for_interviewers_is_told_to_others(
    sockets: Sockets, directory: Directory, editor: Editor
) -> None:
    query = """subscription { entityChanged { entity { ... on InterviewQuestion {
      key sampleAnswer { value } } } } }"""
    scopes = ["content:read"]
    outsider = await listener(sockets, directory, query, scopes=scopes)
    insider = await listener(sockets, directory, query, scopes=[*scopes, "interview:read"])
    fields = {
        "prompt": texts(en="Why?"),
        "sampleAnswer": texts(en="So."),
        "audience": "INTERVIEWER",
    }
    boss = Editor(editor.ask, {"role": Role.ADMIN})
    await boss.made("createInterviewQuestion", key="why", **fields)
    assert (await told(outsider))["entity"] == {"key": "why", "sampleAnswer": None}
    assert (await told(insider))["entity"]["sampleAnswer"] == [{"value": "So."}]


async def test_each_change_shows_the_entity_as_it_is_now(
    sockets: Sockets, directory: Directory, editor: Editor, role: str
) -> None:
    reader = await listener(
        sockets, directory, "subscription { entityChanged { action entity { version archived } } }"
    )
    input_ = {"title": texts(en="Master baker")}
    await editor.done("updateRole", id=role, expectedVersion=1, input=input_)
    assert await told(reader) == {"action": "SAVE", "entity": {"version": 2, "archived": False}}
    boss = Editor(editor.ask, {"role": Role.ADMIN})
    await boss.done("archive", id=role, expectedVersion=2)
    assert await told(reader) == {"action": "ARCHIVE", "entity": {"version": 2, "archived": True}}
    await boss.done("delete", id=role)
    assert await told(reader) == {"action": "DELETE", "entity": None}


async def test_who_did_it_is_told(sockets: Sockets, directory: Directory, editor: Editor) -> None:
    author = await make_user(directory, Role.PUBLISHER)
    reader = await listener(sockets, directory)
    mine = Editor(editor.ask, {"role": Role.PUBLISHER, "subject": author.id})
    made = await mine.made("createRole", key="baker", title=texts(en="Baker"))
    await mine.done("publish", id=made, revision=1, locales=["en"])
    first, second = await told(reader), await told(reader)
    assert (first["action"], first["locale"]) == ("CREATE", None)
    assert (second["action"], second["locale"]) == ("PUBLISH", "en")
    assert first["by"] == second["by"] == {"id": f"user:{author.id}"}


# A browser's session


@pytest.fixture
async def user(directory: Directory) -> User:
    """An editor."""
    return await make_user(directory, Role.EDITOR)


@pytest.fixture
async def browser(http: Any, directory: Directory, user: User) -> Browser:
    """Their browser, signed in."""
    opened = Browser(http, directory)
    await opened.login(user)
    return opened


async def page(sockets: Sockets, browser: Browser, origin: str = PUBLIC_URL) -> Socket:
    """A socket that a page opens: the browser sends origin and cookie along."""
    cookie = {"Cookie": f"rolebook-session={browser.session_cookie}"}
    return await sockets.open(origin=origin, headers=cookie)


async def test_a_page_of_ours_sends_its_csrf_token_first(
    sockets: Sockets, browser: Browser, installation: Installation
) -> None:
    ours = await page(sockets, browser)
    csrf = {"X-CSRF-Token": await browser.csrf()}
    assert await ours.begin(**csrf) == {"type": "connection_ack"}
    await ours.subscribe(SEEN)
    await Desk(installation).create(ContentType.ROLE, {"title": {"en": "Baker"}}, key="baker")
    assert (await told(ours))["entity"] == {"key": "baker"}
    for payload in ({}, {"X-CSRF-Token": "made up"}):
        forged = await page(sockets, browser)
        await forged.say({"type": "connection_init", "payload": payload})
        code, reason = await forged.closed()
        assert (code, reason.partition(":")[0]) == (4403, "FORBIDDEN")


async def test_a_session_beside_a_token_is_refused(
    sockets: Sockets, browser: Browser, directory: Directory
) -> None:
    both = await page(sockets, browser)
    token = await bearer(directory, role=Role.EDITOR)
    await both.say({"type": "connection_init", "payload": token})
    assert (await both.closed())[1].startswith("BAD_REQUEST")


async def test_signing_out_ends_what_listens(sockets: Sockets, browser: Browser) -> None:
    ours = await page(sockets, browser)
    await ours.begin(**{"X-CSRF-Token": await browser.csrf()})
    await ours.subscribe(SEEN)
    assert (await browser.post("/session/logout")).status_code == 200
    async with asyncio.timeout(5):
        assert (await ours.closed())[0] == 4403


async def test_listening_does_not_keep_a_session_alive(
    sockets: Sockets, browser: Browser, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = await page(sockets, browser)
    await ours.begin(**{"X-CSRF-Token": await browser.csrf()})
    await AdminSession.find_all().update(
        {"$set": {"seen_at": directory.clock().replace(year=2020)}}
    )
    monkeypatch.setattr(watching, "LOOK_EVERY_SECONDS", 0.05)
    await asyncio.sleep(1.5)
    kept = await AdminSession.find_one()
    assert kept is not None
    assert kept.seen_at.year == 2020
    seen = await current(directory, browser.session_cookie)
    assert seen is not None
    assert seen.seen_at.year > 2020

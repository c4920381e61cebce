"""WebSockets at `/editor/graphql`: who is let in, what they may say, how they are sent away."""

import asyncio
from datetime import timedelta

import pytest
import websockets

from api.subscriptions import protocol, subscriptions
from auth.directory import Directory
from auth.documents.tokens import RevocationKind
from auth.roles import Role
from auth.tokens.revocations import revoke
from content.documents.work import Audit
from tests.api.subscriptions.listening import CHANGED, Socket, Sockets
from tests.auth.tokens import bearer, issued
from tests.conftest import PUBLIC_URL
from tests.schema.editorial.mutating import Editor


@pytest.fixture
async def socket(sockets: Sockets, directory: Directory) -> Socket:
    """Somebody who may read everything, let in."""
    opened = await sockets.open()
    told = await opened.begin(**await bearer(directory, role=Role.EDITOR))
    assert told == {"type": "connection_ack"}
    return opened


async def test_a_change_is_told(socket: Socket, editor: Editor) -> None:
    await socket.subscribe()
    await editor.made("createRole", key="baker", title=[{"locale": "en", "value": "Baker"}])
    told = {"action": "CREATE", "type": "ROLE", "revision": 1, "locale": None}
    assert await socket.hear() == {
        "id": "1",
        "type": "next",
        "payload": {"data": {"entityChanged": {**told, "entity": {"key": "baker"}}}},
    }


async def test_several_at_once_and_one_completed(socket: Socket, editor: Editor) -> None:
    await socket.subscribe(name="all")
    await socket.subscribe("subscription { entityChanged(types: [SKILL]) { type } }", name="skills")
    await editor.made("createRole", key="baker", title=[{"locale": "en", "value": "Baker"}])
    assert (await socket.hear())["id"] == "all"
    await socket.say({"id": "all", "type": "complete"})
    await asyncio.sleep(0.2)
    await editor.made("createSkill", key="rye", name=[{"locale": "en", "value": "Rye"}])
    assert await socket.hear() == {
        "id": "skills",
        "type": "next",
        "payload": {"data": {"entityChanged": {"type": "SKILL"}}},
    }
    await socket.subscribe(name="all")  # A name that is free again.
    await socket.say({"type": "ping"})
    assert await socket.hear() == {"type": "pong"}


async def test_row_44_another_sites_page_is_refused(sockets: Sockets, directory: Directory) -> None:
    token = await bearer(directory, role=Role.EDITOR)
    for origin in (
        "https://elsewhere.example",
        "null",
        f"{PUBLIC_URL}.example",
        PUBLIC_URL + ":81",
    ):
        with pytest.raises(websockets.InvalidStatus) as refused:
            await sockets.open(origin=origin, headers=token)
        assert refused.value.response.status_code == 403
    ours = await sockets.open(origin=PUBLIC_URL)
    assert await ours.begin(**token) == {"type": "connection_ack"}


async def test_row_44_the_old_protocol_is_refused(sockets: Sockets) -> None:
    for offered in (("graphql-ws",), ()):
        old = await sockets.open(offered)
        assert (await old.closed())[0] == 4406
    both = await sockets.open(("graphql-ws", "graphql-transport-ws"))
    assert both.raw.subprotocol == "graphql-transport-ws"


async def test_row_44_nothing_begins_before_its_start(sockets: Sockets) -> None:
    early = await sockets.open()
    await early.subscribe()
    assert await early.closed() == (4401, "Unauthorized")


async def test_a_socket_begins_within_ten_seconds(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert protocol.INIT_SECONDS == 10
    monkeypatch.setattr(protocol, "INIT_SECONDS", 0.2)
    silent = await sockets.open()
    assert (await silent.closed())[0] == 4408


async def test_a_token_comes_in_the_header_or_the_first_message(
    sockets: Sockets, directory: Directory
) -> None:
    token = await bearer(directory, role=Role.EDITOR)
    by_header = await sockets.open(headers=token)
    await by_header.say({"type": "connection_init"})
    assert await by_header.hear() == {"type": "connection_ack"}
    by_message = await sockets.open()
    assert await by_message.begin(**token) == {"type": "connection_ack"}


async def test_the_token_of_the_first_message_is_the_one_that_counts(
    sockets: Sockets, directory: Directory
) -> None:
    token, other = await bearer(directory, role=Role.EDITOR), {"Authorization": "Basic eDp5"}
    renewed = await sockets.open(headers=other)
    assert await renewed.begin(**token) == {"type": "connection_ack"}
    await renewed.subscribe()
    await renewed.say({"type": "ping"})
    assert await renewed.hear() == {"type": "pong"}
    spoiled = await sockets.open(headers=token)
    await spoiled.say({"type": "connection_init", "payload": other})
    code, reason = await spoiled.closed()
    assert (code, reason.partition(":")[0]) == (4403, "UNAUTHENTICATED")
    twice = await sockets.open()
    both = {"Authorization": token["Authorization"], "authorization": token["Authorization"]}
    await twice.say({"type": "connection_init", "payload": both})
    assert (await twice.closed())[1].startswith("BAD_REQUEST")


async def test_nobody_is_let_in_without_a_good_token(
    sockets: Sockets, subtests: pytest.Subtests
) -> None:
    for payload in ({}, {"Authorization": "Bearer made-up"}, {"Authorization": ["Bearer", "x"]}):
        with subtests.test(payload=payload):
            opened = await sockets.open()
            await opened.say({"type": "connection_init", "payload": payload})
            code, reason = await opened.closed()
            assert (code, reason.partition(":")[0]) == (4403, "UNAUTHENTICATED")
    in_address = await sockets.open(query="?access_token=x")
    await in_address.say({"type": "connection_init"})
    assert (await in_address.closed())[1].startswith("BAD_REQUEST")


BAD_MESSAGES: list[object] = [
    "{",
    "[]",
    "5",
    {"type": "start"},
    {"no": "type"},
    {"type": "subscribe", "id": "1"},
    {"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}},
    {"type": "subscribe", "id": "1", "payload": {"query": 5}},
    {"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "variables": []}},
    {"type": "subscribe", "id": "x" * 1_000, "payload": {"query": "{ a }"}},
    {"type": "subscribe", "id": "1", "payload": []},
    {"type": "complete"},
]


async def test_what_is_no_message_closes_the_socket(
    sockets: Sockets, directory: Directory, subtests: pytest.Subtests
) -> None:
    token = await bearer(directory, role=Role.EDITOR)
    for message in BAD_MESSAGES:
        with subtests.test(message=message):
            opened = await sockets.open()
            await opened.begin(**token)
            await opened.say(message)
            assert (await opened.closed())[0] == 4400
    opened = await sockets.open()
    await opened.begin(**token)
    await opened.raw.send(b"\x00\x01")
    assert (await opened.closed())[0] == 4400


async def test_a_message_is_at_most_a_megabyte(socket: Socket) -> None:
    await socket.say({"type": "ping", "payload": {"x": "y" * 1024 * 1024}})
    assert (await socket.closed())[0] in (1009, 4400)


@pytest.mark.parametrize(("most", "is_taken"), [(59, False), (60, True)])
async def test_a_message_is_measured_in_bytes(
    socket: Socket, monkeypatch: pytest.MonkeyPatch, most: int, is_taken: bool
) -> None:
    message = '{"type":"ping","payload":{"x":"' + "é" * 13 + '"}}'
    assert (len(message), len(message.encode())) == (47, 60)
    monkeypatch.setattr(protocol, "MOST_MESSAGE_BYTES", most)
    await socket.say(message)
    if is_taken:
        assert await socket.hear() == {"type": "pong"}
    else:
        assert (await socket.closed())[0] == 4400


async def test_a_second_start_or_a_name_twice_closes_the_socket(
    socket: Socket, sockets: Sockets, directory: Directory
) -> None:
    await socket.subscribe()
    await socket.subscribe()
    assert (await socket.closed())[0] == 4409
    other = await sockets.open()
    token = await bearer(directory, role=Role.EDITOR)
    await other.begin(**token)
    await other.say({"type": "connection_init", "payload": token})
    assert (await other.closed())[0] == 4429


async def test_twenty_subscriptions_run_on_a_socket(socket: Socket) -> None:
    for number in range(21):
        payload = {"query": CHANGED}
        await socket.say({"id": str(number), "type": "subscribe", "payload": payload})
    told = await socket.hear()
    assert (told["id"], told["type"]) == ("20", "error")
    assert told["payload"][0]["extensions"]["code"] == "SUBSCRIPTION_LIMIT"


REFUSED: list[tuple[str, str]] = [
    ("METHOD_NOT_ALLOWED", "{ viewer { name } }"),
    ("METHOD_NOT_ALLOWED", 'mutation { archive(id: "x", expectedVersion: 1) { __typename } }'),
    ("GRAPHQL_PARSE_FAILED", "subscription {"),
    ("GRAPHQL_VALIDATION_FAILED", "subscription { nope }"),
    (
        "GRAPHQL_VALIDATION_FAILED",
        "subscription { a: entityChanged { id } b: entityChanged { id } }",
    ),
    (
        "ALIAS_LIMIT",
        "subscription { entityChanged { " + "".join(f"a{n}: id " for n in range(101)) + "} }",
    ),
    ("TOKEN_LIMIT", "subscription { entityChanged { " + "id " * 4_001 + "} }"),
    ("BAD_USER_INPUT", 'subscription { entityChanged(ids: ["x"]) { id } }'),
    ("BAD_USER_INPUT", 'subscription { entityChanged(locales: ["xx"]) { id } }'),
    ("BAD_USER_INPUT", "subscription { entityChanged(types: [NOPE]) { id } }"),
]


async def test_what_does_not_begin_is_an_error_message(
    socket: Socket, subtests: pytest.Subtests
) -> None:
    for name, (code, query) in enumerate(REFUSED):
        with subtests.test(code=code, query=query[:60]):
            await socket.subscribe(query, str(name))
            told = await socket.hear()
            assert (told["id"], told["type"]) == (str(name), "error")
            assert told["payload"][0]["extensions"]["code"] == code, told


async def test_a_missing_scope_refuses_it_and_is_on_record(
    sockets: Sockets, directory: Directory
) -> None:
    opened = await sockets.open()
    await opened.begin(**await bearer(directory, role=Role.EDITOR, scopes=["content:write"]))
    await opened.subscribe()
    (error,) = (await opened.hear())["payload"]
    assert error["extensions"] == {"code": "FORBIDDEN", "scopes": ["content:read"]}
    assert await Audit.find({"action": "access.refused"}).count() == 1
    inner = "entity { ... on InterviewQuestion { lookFor { value } } }"
    reader = await sockets.open()
    await reader.begin(**await bearer(directory, role=Role.ADMIN, scopes=["content:read"]))
    await reader.subscribe(f"subscription {{ entityChanged {{ {inner} }} }}")
    (error,) = (await reader.hear())["payload"]
    assert error["extensions"]["scopes"] == ["interview:read"]


async def test_a_revoked_token_ends_the_socket(sockets: Sockets, directory: Directory) -> None:
    made = await issued(directory, role=Role.EDITOR)
    opened = await sockets.open()
    await opened.begin(Authorization=f"Bearer {made.token}")
    await opened.subscribe()
    await revoke(directory, RevocationKind.TOKEN, made.jti)
    async with asyncio.timeout(5):
        code, reason = await opened.closed()
    assert (code, reason.partition(":")[0]) == (4403, "UNAUTHENTICATED")


async def test_an_expired_token_ends_the_socket(
    sockets: Sockets, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await sockets.open()
    await opened.begin(**await bearer(directory, role=Role.EDITOR))
    now = directory.clock
    monkeypatch.setattr(directory, "clock", lambda: now() + timedelta(minutes=11))
    assert (await opened.closed())[0] == 4403


async def test_there_is_room_for_so_many(sockets: Sockets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "MOST_STREAMS", 1)
    first = await sockets.open()
    with pytest.raises(websockets.InvalidStatus):
        await sockets.open()
    await first.close()
    await asyncio.sleep(0.2)
    await sockets.open()


async def test_no_other_path_is_a_socket(sockets: Sockets) -> None:
    elsewhere = Sockets(sockets.url.replace("/editor/graphql", "/graphql"))
    with pytest.raises(websockets.InvalidStatus):
        await elsewhere.open()

"""Clients that others wrote hear over TLS of what somebody else changes meanwhile."""

import asyncio
import json
import time
from typing import Any

import pytest
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport

from tests.clients.conftest import Outside
from tests.clients.machine import Machine, english, machine_of
from tests.clients.node import running, told

QUERY = """
subscription { entityChanged(types: [ROLE]) { action locale revision by { name } entity { key } } }
"""


@pytest.fixture(scope="module")
def machine(outside: Outside) -> Machine:
    """Somebody who changes things."""
    return machine_of(outside)


def change(machine: Machine, key: str) -> None:
    """Makes a role and publishes it."""
    machine.published(machine.made("Role", key=key, title=english(key)))


def changes(key: str) -> list[dict[str, Any]]:
    """What is told of that."""
    told = {"revision": 1, "by": {"name": "A machine"}, "entity": {"key": key}}
    return [
        {"action": "CREATE", "locale": None, **told},
        {"action": "PUBLISH", "locale": "en", **told},
    ]


@pytest.mark.parametrize("client", ["graphql-ws", "graphql-sse"])
def test_clients_of_node(outside: Outside, machine: Machine, client: str) -> None:
    url = outside.resource
    wanted = {
        "url": url.replace("https:", "wss:") if client == "graphql-ws" else url,
        "token": machine.token,
        "query": QUERY,
        "count": 2,
    }
    with running(client, wanted, authority=outside.authority.file) as process:
        assert told(process) == "connected"
        time.sleep(1)  # A socket does not say when it listens.
        change(machine, client)
        assert process.stdout is not None
        heard = process.stdout.readline()
        assert process.stderr is not None
        assert heard, process.stderr.read()
    assert json.loads(heard)["done"] == changes(client)


async def test_gql(outside: Outside, machine: Machine) -> None:
    transport = WebsocketsTransport(
        outside.resource.replace("https:", "wss:"),
        ssl=outside.authority.client_context(),
        init_payload={"Authorization": f"Bearer {machine.token}"},
    )
    heard = []
    async with Client(transport=transport) as session:
        listening = session.subscribe(gql(QUERY))
        first = asyncio.ensure_future(anext(listening))
        await asyncio.sleep(1)
        await asyncio.to_thread(change, machine, "gql")
        async with asyncio.timeout(10):
            heard = [(await first)["entityChanged"], (await anext(listening))["entityChanged"]]
        await listening.aclose()
    assert heard == changes("gql")

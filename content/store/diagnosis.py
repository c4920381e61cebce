"""What can be told about a MongoDB from outside: is it set up as Rolebook needs it?"""

from collections.abc import AsyncIterator
from typing import Any

from pymongo.errors import OperationFailure

from content.store.errors import told_as_unavailable
from content.store.store import Store
from content.store.time_limits import TRANSACTION_SECONDS
from content.values.value import Value


class Finding(Value):
    """One thing that was looked at; `ok` is None when it could not be told."""

    name: str
    ok: bool | None
    detail: str


async def diagnose(store: Store) -> AsyncIterator[Finding]:
    """Findings about the server and the connection, one at a time."""
    with told_as_unavailable():
        hello = await store.client.admin.command("hello")
        build = await store.client.admin.command("buildInfo")
        yield Finding(name="server", ok=True, detail=f"MongoDB {build['version']}")
        yield _replica_set(hello)
        yield _write_concern(store)
        yield await _transaction_lifetime(store)


async def missing_indexes(store: Store, collection: str, wanted: list[str]) -> list[str]:
    """The names of those indexes that the collection does not have."""
    with told_as_unavailable():
        there = await store.database.get_collection(collection).index_information()
    return [name for name in wanted if name not in there]


def _replica_set(hello: dict[str, Any]) -> Finding:
    members = len(hello.get("hosts", ()))
    ok = bool(hello.get("isWritablePrimary"))
    state = "takes writes" if ok else "takes no writes now"
    name = hello.get("setName", "behind mongos")
    detail = f"{name}, {members} member{'' if members == 1 else 's'}, {state}"
    return Finding(name="replica set", ok=ok, detail=detail)


def _write_concern(store: Store) -> Finding:
    concern = store.database.write_concern.document
    ok = concern.get("w") == "majority" and concern.get("j") is True
    detail = ", ".join(f"{name}: {value}" for name, value in sorted(concern.items()))
    return Finding(name="write concern", ok=ok, detail=detail)


async def _transaction_lifetime(store: Store) -> Finding:
    name = "transactionLifetimeLimitSeconds"
    try:
        answer = await store.client.admin.command({"getParameter": 1, name: 1})
    except OperationFailure as error:
        return Finding(name=name, ok=None, detail=f"this user may not ask ({error.code})")
    seconds = answer[name]
    ok = seconds <= TRANSACTION_SECONDS
    advice = (
        "" if ok else f"; set it to {TRANSACTION_SECONDS:.0f}, or a crash blocks editors longer"
    )
    return Finding(name=name, ok=ok, detail=f"{seconds}{advice}")

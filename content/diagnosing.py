"""A look at a database without changing it: is everything there, current and settled?"""

from collections.abc import AsyncIterator
from typing import Any

from beanie import Document

from content.documents import ALL
from content.documents.heads import SCHEMA_VERSION
from content.documents.work import JobState
from content.resolving.storing import config_digest
from content.rules.resolution import RESOLVER_VERSION, ResolveConfig
from content.store import Store
from content.store.diagnosis import Finding, diagnose, missing_indexes


async def findings(store: Store, config: ResolveConfig) -> AsyncIterator[Finding]:
    """Every finding about the server and the database, one at a time."""
    async for finding in diagnose(store):
        yield finding
    yield await _indexes(store)
    yield await _schema_version(store)
    yield await _configuration(store, config)
    yield await _jobs(store)


async def _indexes(store: Store) -> Finding:
    missing = [
        f"{collection}.{index}"
        for collection, wanted in map(_declared, ALL)
        for index in await missing_indexes(store, collection, wanted)
    ]
    detail = f"missing: {', '.join(missing)}; the next start makes them" if missing else "complete"
    return Finding(name="indexes", ok=not missing, detail=detail)


def _declared(document: type[Document]) -> tuple[str, list[str]]:
    settings: Any = document.Settings
    return settings.name, [index.document["name"] for index in getattr(settings, "indexes", ())]


async def _schema_version(store: Store) -> Finding:
    stored = await store.database.get_collection("meta").find_one({"_id": "schema"})
    if stored is None:
        return Finding(name="schema version", ok=True, detail="none yet: nothing was ever stored")
    version = stored["value"]["version"]
    detail = f"{version}, and this Rolebook writes {SCHEMA_VERSION}"
    return Finding(name="schema version", ok=version == SCHEMA_VERSION, detail=detail)


async def _configuration(store: Store, config: ResolveConfig) -> Finding:
    resolved = store.database.get_collection("resolved")
    current = {"resolver": RESOLVER_VERSION, "config": config_digest(config)}
    others = {"$or": [{name: {"$ne": value}} for name, value in current.items()]}
    total, outdated = await resolved.count_documents({}), await resolved.count_documents(others)
    detail = f"{total}, all made by this version, these locales and this page address"
    if outdated:
        detail = (
            f"{outdated} of {total} were made by another version, other locales or another page "
            "address: run rolebook reresolve"
        )
    return Finding(name="resolved documents", ok=not outdated, detail=detail)


async def _jobs(store: Store) -> Finding:
    jobs = store.database.get_collection("jobs")
    pending = await jobs.count_documents({"state": JobState.PENDING.value})
    blocked = await store.database.get_collection("resolved").count_documents(
        {"blocked": {"$ne": None}}
    )
    detail = f"{pending} pending; {blocked} documents keep their last good content"
    return Finding(name="jobs", ok=not blocked, detail=detail)

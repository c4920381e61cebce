"""The chain: what a row's hash covers, and where the chain ends."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson

from content.documents.work import Meta
from content.store import Session

TIP_ID: Final = "audit_chain"
"""The document of `meta` that tells the newest sealed row."""
_BEGINNING: Final = "0" * 64
_COVERED: Final = ("action", "entity", "by", "details")


class Tip(NamedTuple):
    """The end of the chain: how many rows it has, and the hash of the last one."""

    seq: int = 0
    hash: str = _BEGINNING


def row_hash(row: Mapping[str, Any], seq: int, previous: str) -> str:
    """SHA-256, hex, of a stored row at that place in the chain, after the hash before it."""
    at = row.get("at")
    told = {
        "seq": seq,
        "previous": previous,
        "id": row["_id"],
        "at": at.isoformat(timespec="milliseconds") if isinstance(at, datetime) else at,
        **{name: row.get(name) for name in _COVERED},
    }
    canonical = orjson.dumps(told, default=str, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(canonical).hexdigest()


async def read_tip(session: Session | None = None) -> Tip:
    """The end of the chain; of an empty one, its beginning."""
    found = await Meta.get_motor_collection().find_one({"_id": TIP_ID}, session=session)
    return Tip(**found["value"]) if found else Tip()


async def write_tip(tip: Tip, session: Session) -> None:
    """Moves the end of the chain. Whoever else does so meanwhile has to begin again."""
    await Meta.get_motor_collection().update_one(
        {"_id": TIP_ID}, {"$set": {"value": tip._asdict()}}, upsert=True, session=session
    )

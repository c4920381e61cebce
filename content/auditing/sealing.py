"""Sealing: rows that transactions left without a number are given their place in the chain."""

from typing import Final

from content.auditing.chain import Tip, read_tip, row_hash, write_tip
from content.documents.work import Audit
from content.installation import Installation
from content.store import Session
from content.store.bulk import update_all
from content.values.problems import Busy

_BATCH: Final = 500


async def seal_audit(installation: Installation) -> int:
    """Seals every row that is committed now; how many those were.

    The end of the chain moves in the same transaction as the rows, so that two who seal at
    once never seal a row twice: one of them begins again. A row committed late, by a slow
    transaction, is sealed when it is there, after rows that happened later.
    """
    sealed = 0
    while True:
        done = await installation.store.transaction(_seal_batch)
        sealed += done
        if done < _BATCH:
            return sealed


async def _seal_batch(session: Session) -> int:
    collection = Audit.get_motor_collection()
    found = collection.find({"seq": None}, session=session).sort("_id", 1).limit(_BATCH)
    rows = await found.to_list(None)
    if not rows:
        return 0
    tip = await read_tip(session)
    updates = []
    for row in rows:
        seq = tip.seq + 1
        tip = Tip(seq, row_hash(row, seq, tip.hash))
        updates.append(({"_id": row["_id"], "seq": None}, {"$set": tip._asdict()}))
    # The tip first: of two sealers one is stopped here, before it writes anything else.
    await write_tip(tip, session)
    if await update_all(collection, updates, session) != len(rows):
        raise Busy("another process seals the audit log at the same time")
    return len(rows)

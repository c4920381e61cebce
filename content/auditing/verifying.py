"""Verifying: whether the audit log is what was sealed."""

from datetime import datetime

from content.auditing.chain import Tip, read_tip, row_hash
from content.documents.work import Audit
from content.installation import Installation
from content.values.value import Value


class BrokenRow(Value):
    """The first place where the chain does not hold; `row_id` is absent for a missing row."""

    seq: int
    row_id: str | None = None
    reason: str


class AuditVerdict(Value):
    """Whether the chain holds: rows sealed, the last one's hash, and the rows not yet in it.

    `tip` written down elsewhere shows later that the log was not rewritten as a whole.
    """

    holds: bool
    sealed: int
    tip: str
    broken: BrokenRow | None = None
    unsealed: int = 0
    unsealed_since: datetime | None = None


async def verify_audit(installation: Installation) -> AuditVerdict:
    """The verdict on every row sealed when it begins: changed, missing, added, or as it was."""
    tip = await read_tip()
    broken = await _first_broken(tip)
    collection = Audit.get_motor_collection()
    unsealed = await collection.count_documents({"seq": None})
    oldest = await collection.find_one({"seq": None}, {"at": 1}, sort=[("_id", 1)])
    return AuditVerdict(
        holds=broken is None,
        sealed=tip.seq,
        tip=tip.hash,
        broken=broken,
        unsealed=unsealed,
        unsealed_since=oldest["at"] if oldest else None,
    )


async def _first_broken(tip: Tip) -> BrokenRow | None:
    collection = Audit.get_motor_collection()
    seen = Tip()
    query = {"seq": {"$ne": None, "$lte": tip.seq}}
    async for row in collection.find(query).sort([("seq", 1), ("_id", 1)]):
        expected = seen.seq + 1
        if row["seq"] < expected:
            return BrokenRow(seq=row["seq"], row_id=row["_id"], reason="a row was added here")
        if row["seq"] > expected:
            return BrokenRow(seq=expected, reason="the row is missing")
        seen = Tip(expected, row_hash(row, expected, seen.hash))
        if row.get("hash") != seen.hash:
            reason = "the row, or one before it, was changed"
            return BrokenRow(seq=expected, row_id=row["_id"], reason=reason)
    if seen.seq < tip.seq:
        return BrokenRow(seq=seen.seq + 1, reason="the row is missing")
    if seen.hash != tip.hash:
        return BrokenRow(seq=seen.seq, reason="the chain ends with another row than was sealed")
    newest = await read_tip()
    stray = await collection.find_one({"seq": {"$gt": newest.seq}}, sort=[("seq", 1)])
    if stray is not None and stray["seq"] > (await read_tip()).seq:
        return BrokenRow(seq=stray["seq"], row_id=stray["_id"], reason="nobody sealed this row")
    return None

"""The audit log: a chain that tells when somebody changed it, sealed once by whoever is first."""

import asyncio
import json
from datetime import timedelta

import pytest

from content import auditing, recording
from content.auditing import following
from content.documents.work import Audit, Meta
from content.installation import Installation
from content.store import Session
from tests.content.desk import Desk
from tests.serving import rolebook


async def note(installation: Installation, action: str, by: str = "usr_1", **details: str) -> None:
    """An audit row of its own."""
    await recording.record_access(
        action, subject="usr_2", by=by, details=details, at=installation.clock()
    )


async def sealed(installation: Installation, rows: int) -> None:
    """A chain of so many rows."""
    for index in range(rows):
        await note(installation, "sign_in.succeeded", number=str(index))
    assert await auditing.seal_audit(installation) == rows


async def test_a_chain_that_nobody_touched_holds(installation: Installation) -> None:
    empty = await auditing.verify_audit(installation)
    assert (empty.holds, empty.sealed, empty.unsealed) == (True, 0, 0)
    part = await Desk(installation).statement("First.")
    await note(installation, "sign_in.refused")
    assert await auditing.seal_audit(installation) == 2
    assert await auditing.seal_audit(installation) == 0
    await Desk(installation).change(part, text={"en": "Second."})
    verdict = await auditing.verify_audit(installation)
    assert (verdict.holds, verdict.sealed, verdict.unsealed) == (True, 2, 1)
    assert verdict.unsealed_since is not None
    rows = await Audit.find({"seq": {"$ne": None}}).sort("seq").to_list()
    assert [row.seq for row in rows] == [1, 2]
    assert rows[-1].hash == verdict.tip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"by": "usr_9"}, "changed"),
        ({"action": "sign_in.refused"}, "changed"),
        ({"entity": "usr_9"}, "changed"),
        ({"details": {}}, "changed"),
        ({"details.number": 3}, "changed"),
        ({"hash": "0" * 64}, "changed"),
        ({"at": "yesterday"}, "changed"),
        ({"seq": None}, "missing"),
        ({"seq": 9}, "missing"),
        ({"seq": 2}, "added"),
    ],
)
async def test_a_changed_row_is_named(
    installation: Installation, change: dict[str, object], reason: str
) -> None:
    await sealed(installation, 5)
    row = await Audit.find_one({"seq": 3})
    assert row is not None
    await Audit.get_motor_collection().update_one({"_id": row.id}, {"$set": change})
    verdict = await auditing.verify_audit(installation)
    assert not verdict.holds
    assert verdict.broken is not None
    assert reason in verdict.broken.reason
    assert verdict.broken.seq == (2 if reason == "added" else 3)


async def test_a_row_moved_in_time_is_named(installation: Installation) -> None:
    await sealed(installation, 3)
    row = await Audit.find_one({"seq": 2})
    assert row is not None
    at = row.at + timedelta(milliseconds=1)
    await Audit.get_motor_collection().update_one({"_id": row.id}, {"$set": {"at": at}})
    broken = (await auditing.verify_audit(installation)).broken
    assert broken is not None
    assert (broken.seq, broken.row_id) == (2, row.id)


@pytest.mark.parametrize("seq", [1, 3, 5])
async def test_a_deleted_row_is_named(installation: Installation, seq: int) -> None:
    await sealed(installation, 5)
    await Audit.get_motor_collection().delete_one({"seq": seq})
    broken = (await auditing.verify_audit(installation)).broken
    assert broken is not None
    assert (broken.seq, broken.reason) == (seq, "the row is missing")


async def test_a_row_that_nobody_sealed_is_named(installation: Installation) -> None:
    await sealed(installation, 2)
    row = {"_id": "x", "action": "a", "entity": "e", "by": "b", "at": installation.clock()}
    await Audit.get_motor_collection().insert_one({**row, "details": {}, "seq": 3, "hash": "f"})
    broken = (await auditing.verify_audit(installation)).broken
    assert broken is not None
    assert broken.row_id == "x"
    await Meta.get_motor_collection().delete_many({"_id": "audit_chain"})
    assert not (await auditing.verify_audit(installation)).holds


async def test_two_sealers_at_once_seal_each_row_once(installation: Installation) -> None:
    async def write() -> None:
        for _ in range(40):
            await note(installation, "token.issued")

    async def seal() -> int:
        done = 0
        for _ in range(25):
            done += await auditing.seal_audit(installation)
        return done

    await asyncio.gather(write(), write(), seal(), seal(), seal())
    await auditing.seal_audit(installation)
    rows = await Audit.find_all().to_list()
    assert sorted(row.seq or 0 for row in rows) == list(range(1, 81))
    verdict = await auditing.verify_audit(installation)
    assert (verdict.holds, verdict.sealed, verdict.unsealed) == (True, 80, 0)


async def test_a_slow_transaction_is_sealed_late_and_once(installation: Installation) -> None:
    written, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(session: Session) -> None:
        deed = recording.Deed(action="save", entity="ro_1")
        await recording.record([deed], by="usr_1", at=installation.clock(), session=session)
        written.set()
        await go_on.wait()

    slow = asyncio.create_task(installation.store.transaction(slowly))
    await written.wait()
    await note(installation, "sign_in.succeeded")
    assert await auditing.seal_audit(installation) == 1
    go_on.set()
    await slow
    assert await auditing.seal_audit(installation) == 1
    rows = await Audit.find_all().sort("seq").to_list()
    assert [row.action for row in rows] == ["sign_in.succeeded", "save"]
    assert rows[1].id < rows[0].id
    assert (await auditing.verify_audit(installation)).holds


async def test_one_follower_seals_and_another_takes_over(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "POLL_SECONDS", 0.02)
    stops = [asyncio.Event(), asyncio.Event()]
    has_sealed = asyncio.Event()

    async def seal(given: Installation) -> int:
        done = await auditing.seal_audit(given)
        if done:
            has_sealed.set()
        return done

    monkeypatch.setattr(following, "seal_audit", seal)
    tasks = [asyncio.create_task(auditing.follow_audit(installation, stop)) for stop in stops]
    for stop, task in zip(stops, tasks, strict=True):
        has_sealed.clear()
        await note(installation, "token.issued")
        await asyncio.wait_for(has_sealed.wait(), 10)
        stop.set()
        await task
    await note(installation, "token.issued")
    verdict = await auditing.verify_audit(installation)
    assert (verdict.holds, verdict.sealed, verdict.unsealed) == (True, 2, 1)
    assert await Meta.find({"_id": "lease:audit"}).count() == 0


async def test_the_log_is_read_page_by_page_and_filtered(installation: Installation) -> None:
    for number in range(3):
        await note(installation, "sign_in.refused", by="usr_9", number=str(number))
    await note(installation, "token.issued")
    part = await Desk(installation).statement("First.")
    page = await auditing.audit_log(installation, first=2)
    assert [row.action for row in page.items] == ["create", "token.issued"]
    assert page.has_more
    page = await auditing.audit_log(installation, first=2, before=page.items[-1].id)
    assert [row.details["number"] for row in page.items] == ["2", "1"]
    assert len((await auditing.audit_log(installation, action="sign_in")).items) == 3
    assert len((await auditing.audit_log(installation, action="sign_in.succeeded")).items) == 0
    assert len((await auditing.audit_log(installation, by="usr_9")).items) == 3
    assert [
        each.action for each in (await auditing.audit_log(installation, entity=part.id)).items
    ] == ["create"]


async def test_the_command_tells_a_broken_chain(
    installation: Installation, mongodb_uri: str
) -> None:
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": installation.store.database.name,
        "ROLEBOOK_LOCALES": "en,de>en",
    }

    async def verify(*options: str) -> tuple[int, str]:
        done = await asyncio.to_thread(
            rolebook, "audit", "verify", *options, settings=settings, seconds=120
        )
        return done.returncode, done.stdout

    await sealed(installation, 3)
    await note(installation, "token.issued")
    code, told = await verify()
    assert (code, told.count("\n")) == (0, 2)
    assert told.startswith("3 rows are as they were sealed")
    await Audit.get_motor_collection().update_one({"seq": 2}, {"$set": {"by": "nobody"}})
    code, told = await verify()
    assert code == 1
    assert "broken at row 2" in told
    code, told = await verify("--json")
    verdict = json.loads(told)
    assert (code, verdict["holds"], verdict["broken"]["seq"]) == (1, False, 2)

"""The audit log through the editorial API."""

from datetime import datetime, timedelta
from typing import Any

import httpx

from auth.directory import Directory
from auth.roles import Role
from content.auditing import seal_audit
from content.installation import Installation
from content.recording import record_access
from tests.auth.people import make_user
from tests.auth.tokens import bearer
from tests.schema.editorial.conftest import PATH
from tests.schema.editorial.managing import Admin

QUERY = """query($where: AuditWhere, $first: Int, $after: String) {
  auditLog(where: $where, first: $first, after: $after) { totalCount
    nodes { id action entity by { id kind name } at details seq }
    pageInfo { hasNextPage hasPreviousPage endCursor } } }"""


async def note(at: datetime, action: str, by: str = "user:usr_1", entity: str = "usr_2") -> None:
    """A row of its own."""
    await record_access(action, subject=entity, by=by, details={"number": 1}, at=at)


async def log(who: Admin, where: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """The log as it is narrowed."""
    found: dict[str, Any] = (await who.read(QUERY, where=where, **more))["auditLog"]
    return found


async def test_what_was_done_with_names(
    boss: Admin, directory: Directory, installation: Installation
) -> None:
    user = await make_user(directory, Role.EDITOR)
    await boss.done("disableUser", id=user.id)
    await seal_audit(installation)
    await note(directory.clock(), "sign_in.refused", by="", entity="")
    stranger, disabled, created = (await log(boss, first=3))["nodes"]
    assert (stranger["by"], stranger["entity"], stranger["details"]) == (None, None, {"number": 1})
    assert stranger["seq"] is None or stranger["seq"] > disabled["seq"]
    assert (disabled["action"], disabled["entity"]) == ("user.disabled", user.id)
    assert disabled["by"] == {"id": boss.name, "kind": "USER", "name": "Admin"}
    assert (created["action"], created["details"]) == ("user.created", {"role": "editor"})
    assert disabled["seq"] == created["seq"] + 1


async def test_narrowed(boss: Admin, directory: Directory) -> None:
    noon = directory.clock().replace(microsecond=0) - timedelta(days=2)
    later = noon + timedelta(hours=1)
    await note(noon, "sign_in.succeeded")
    await note(noon, "sign_in.refused", by="")
    await note(later, "sign_out", by="user:usr_9")
    await note(later, "publish", entity="rp_1")
    narrowed: list[tuple[dict[str, Any], list[str]]] = [
        ({"action": "sign_in."}, ["sign_in.refused", "sign_in.succeeded"]),
        ({"action": "sign_in.r"}, ["sign_in.refused"]),
        ({"action": "sign_"}, ["sign_out", "sign_in.refused", "sign_in.succeeded"]),
        ({"action": ".*"}, []),
        ({"by": "user:usr_9"}, ["sign_out"]),
        ({"by": '{"$gt": ""}'}, []),
        ({"entity": "rp_1"}, ["publish"]),
        ({"since": later.isoformat(), "action": "sign"}, ["sign_out"]),
        ({"until": later.isoformat()}, ["sign_in.refused", "sign_in.succeeded"]),
        (
            {"since": noon.isoformat(), "until": later.isoformat(), "by": "user:usr_1"},
            ["sign_in.succeeded"],
        ),
    ]
    for where, actions in narrowed:
        found = await log(boss, where)
        assert [row["action"] for row in found["nodes"]] == actions, where
        assert found["totalCount"] == len(actions)


async def test_page_by_page(boss: Admin, directory: Directory) -> None:
    for number in range(5):
        await note(directory.clock(), "tried", entity=f"usr_{number}")
    seen: list[str] = []
    after, has_next = None, True
    while has_next:
        found = await log(boss, {"action": "tried"}, first=2, after=after)
        seen += [row["entity"] for row in found["nodes"]]
        assert found["pageInfo"]["hasPreviousPage"] is (after is not None)
        after, has_next = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
        await note(directory.clock(), "tried", entity="usr_late")  # newer: on no later page
    assert seen == [f"usr_{number}" for number in (4, 3, 2, 1, 0)]
    none = await log(boss, first=0)
    assert (none["nodes"], none["pageInfo"]["hasNextPage"]) == ([], True)
    for given in ({"after": after}, {"after": "made-up"}, {"first": 101}, {"first": -1}):
        response = await boss.send(QUERY, **given)
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", given


async def test_only_for_those_who_may(http: httpx.AsyncClient, directory: Directory) -> None:
    for role in Role:
        headers = await bearer(directory, role=role)
        response = await http.post(PATH, json={"query": QUERY}, headers=headers)
        assert response.status_code == (200 if role is Role.ADMIN else 403)
    without = await bearer(directory, role=Role.ADMIN, scopes=["users:manage", "content:read"])
    response = await http.post(PATH, json={"query": QUERY}, headers=without)
    assert 'scope="audit:read"' in response.headers["www-authenticate"]

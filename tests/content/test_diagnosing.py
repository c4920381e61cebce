"""The doctor's findings about a database."""

from content.diagnosing import findings
from content.installation import Installation
from content.rules.resolution import ResolveConfig
from content.store.diagnosis import Finding
from content.values.locales import ENGLISH_ONLY
from tests.content.desk import Desk


async def examined(
    installation: Installation, config: ResolveConfig | None = None
) -> dict[str, Finding]:
    """The findings by name."""
    found = findings(installation.store, config or installation.config)
    return {finding.name: finding async for finding in found}


async def test_a_healthy_installation(installation: Installation) -> None:
    role = await Desk(installation).role("Baker")
    await Desk(installation).publish(role)
    found = await examined(installation)
    assert [name for name, finding in found.items() if finding.ok is not True] == []
    assert found["write concern"].detail == "j: True, w: majority"
    assert found["transactionLifetimeLimitSeconds"].detail == "10"
    assert found["resolved documents"].detail.startswith("1, all made by this version")


async def test_a_missing_index_is_named(installation: Installation) -> None:
    roles = installation.store.database["roles"]
    await roles.drop_index("key_1")
    finding = (await examined(installation))["indexes"]
    await roles.create_index("key", unique=True)
    assert finding.ok is False
    assert finding.detail.startswith("missing: roles.key_1;")


async def test_documents_of_another_configuration_are_counted(installation: Installation) -> None:
    desk = Desk(installation)
    await desk.publish(await desk.role("Baker"))
    other = ResolveConfig(locales=ENGLISH_ONLY, page_url=installation.page_url)
    finding = (await examined(installation, other))["resolved documents"]
    assert finding.ok is False
    assert "run rolebook reresolve" in finding.detail


async def test_a_newer_schema_is_told(installation: Installation) -> None:
    meta = installation.store.database["meta"]
    await meta.update_one({"_id": "schema"}, {"$set": {"value.version": 99}})
    assert (await examined(installation))["schema version"].ok is False

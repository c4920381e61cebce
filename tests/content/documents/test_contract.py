"""One contract for the documents, run on the mock and on a real mongod.

`BEYOND_THE_MOCK` names what only the real one can do; each entry is run there, and shown to
fail or to be silently wrong on the mock, so that the list cannot outlive its reasons.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from beanie import init_beanie
from mongomock_motor import AsyncMongoMockClient
from pymongo import ReplaceOne
from pymongo.errors import DuplicateKeyError

from content.documents import ALL
from content.documents.heads import HEADS, RoleHead
from content.documents.paths import Path, PathState, path_id
from content.documents.resolved import Edges, Resolved, resolved_id
from content.documents.revisions import RevisionDocument, revision_id
from content.documents.work import Job, JobKind, JobState
from content.store import Store
from content.values.entity import Publication
from content.values.ids import ContentType, new_id, type_of
from content.values.sources import Role

pytestmark = pytest.mark.usefixtures("database")

NOW = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)


@pytest.fixture(params=["mock", "mongod"])
async def database(request: pytest.FixtureRequest, store: Store) -> str:
    """Documents bound to the mock, or to a clean database of the real one."""
    if request.param == "mock":
        client: Any = AsyncMongoMockClient(tz_aware=True)
        await init_beanie(database=client["contract"], document_models=ALL)
    else:
        await init_beanie(database=store.database, document_models=ALL)
    name: str = request.param
    return name


def role_head(key: str = "baker", **fields: Any) -> RoleHead:
    """A role's head at version 1."""
    entity_id = new_id(ContentType.ROLE)
    given = {"id": entity_id, "source": {"title": {"en": {"value": "Baker"}}}, **fields}
    return RoleHead(
        type=ContentType.ROLE,
        key=key,
        version=1,
        created_at=NOW,
        saved_at=NOW,
        saved_by="somebody",
        **given,
    )


async def test_a_head_comes_back_as_it_was_stored() -> None:
    publication = Publication(revision=1, seq=1, hash="h", at=NOW, first_at=NOW)
    head = role_head(published={"en": publication}, references=["sk_1"])
    await head.insert()
    found = await RoleHead.get(head.id)
    assert found is not None
    entity = found.to_entity()
    assert isinstance(entity.source, Role)
    assert (entity.id, entity.key, entity.created_at) == (head.id, "baker", NOW)
    assert entity.published == {"en": publication}
    assert entity.is_published("en")
    assert not entity.is_published("de")


async def test_every_content_type_has_a_collection_of_its_own() -> None:
    names = {document.get_collection_name() for document in HEADS.values()}
    assert len(names) == len(ContentType) == len(HEADS)
    for content_type in ContentType:
        assert type_of(new_id(content_type)) is content_type


async def test_a_key_is_unique_in_its_collection() -> None:
    await role_head("baker").insert()
    with pytest.raises(DuplicateKeyError):
        await role_head("baker").insert()
    await role_head("cook").insert()


async def test_heads_are_found_by_key_by_home_and_by_what_they_refer_to() -> None:
    await role_head("baker", references=["sk_1", "sk_2"]).insert()
    await role_head("cook", references=["sk_2"], home="rp_1").insert()
    by_keys = RoleHead.find({"key": {"$in": ["cook", "waiter"]}})
    assert [head.key async for head in by_keys] == ["cook"]
    assert await RoleHead.find({"references": "sk_2"}).count() == 2
    assert await RoleHead.find({"home": "rp_1"}).count() == 1


async def test_a_revision_is_stored_once() -> None:
    head = role_head()
    revision = RevisionDocument(
        id=revision_id(head.id, 1),
        entity=head.id,
        type=ContentType.ROLE,
        version=1,
        source=head.source,
        author="somebody",
        at=NOW,
    )
    await revision.insert()
    with pytest.raises(DuplicateKeyError):
        await revision.model_copy().insert()
    found = await RevisionDocument.get(revision_id(head.id, 1))
    assert found is not None
    assert found.to_revision().source == head.to_entity().source


async def test_a_path_has_one_owner() -> None:
    name = path_id(ContentType.ROLE_PAGE, "en", "baker")
    fields: dict[str, Any] = {
        "type": ContentType.ROLE_PAGE,
        "locale": "en",
        "slug": "baker",
        "state": PathState.LIVE,
    }
    await Path(id=name, entity="rp_1", **fields).insert()
    with pytest.raises(DuplicateKeyError):
        await Path(id=name, entity="rp_2", **fields).insert()


async def test_jobs_are_found_by_state_with_withdrawals_first() -> None:
    for number, kind in enumerate([JobKind.SETTLE, JobKind.WITHDRAW, JobKind.SETTLE]):
        priority = 0 if kind is JobKind.WITHDRAW else 1
        await Job(
            id=f"job{number}", kind=kind, priority=priority, causes=["st_1|en"], created_at=NOW
        ).insert()
    pending = Job.find({"state": JobState.PENDING.value}).sort("priority", "_id")
    assert [job.id async for job in pending] == ["job1", "job0", "job2"]


async def test_edges_answer_who_uses_a_part() -> None:
    for number, target in enumerate(["st_1|en", "st_2|en", "st_1|en"]):
        await Edges(
            id=resolved_id(f"rp_{number}", "en"),
            source=f"rp_{number}",
            source_type=ContentType.ROLE_PAGE,
            locale="en",
            targets=[target, f"rp_{number}|en"],
            target_ids=[target.split("|")[0]],
        ).insert()
    users = Edges.find({"targets": {"$in": ["st_1|en"]}}).sort("_id")
    assert [edges.source async for edges in users] == ["rp_0", "rp_2"]


Check = Callable[[], Awaitable[None]]


async def _transaction() -> None:
    client = Resolved.get_motor_collection().database.client
    async with await client.start_session() as session, session.start_transaction():
        await RoleHead.find_one({"key": "baker"}, session=session)


async def _text_search() -> None:
    query = Resolved.get_motor_collection().find({"$text": {"$search": "bakers"}})
    assert await query.to_list(None) == []


async def _change_stream() -> None:
    async with Resolved.get_motor_collection().watch(max_await_time_ms=1) as stream:
        await stream.try_next()


async def _unique_array_elements() -> None:
    collection = Resolved.get_motor_collection().database["unique_elements"]
    await collection.create_index("names", unique=True)
    await collection.insert_one({"_id": 1, "names": ["a", "b"]})
    with pytest.raises(DuplicateKeyError):
        await collection.insert_one({"_id": 2, "names": ["b", "c"]})


async def _collation() -> None:
    collection = Resolved.get_motor_collection().database["collated"]
    await collection.insert_many([{"_id": name} for name in ("b", "A", "C")])
    cursor = collection.find().collation({"locale": "en", "strength": 2}).sort("_id", 1)
    assert [document["_id"] async for document in cursor] == ["A", "b", "C"]


async def _bulk_replace() -> None:
    collection = Resolved.get_motor_collection().database["bulk"]
    result = await collection.bulk_write([ReplaceOne({"_id": 1}, {"n": 1}, upsert=True)])
    assert result.upserted_count == 1


BEYOND_THE_MOCK: dict[str, Check] = {
    "transactions and sessions": _transaction,
    "text search": _text_search,
    "change streams": _change_stream,
    "unique indexes on array elements": _unique_array_elements,
    "collations": _collation,
    "bulk replacements": _bulk_replace,
}


@pytest.mark.parametrize("name", BEYOND_THE_MOCK)
async def test_only_a_real_mongod_can(name: str, database: str) -> None:
    if database == "mongod":
        await BEYOND_THE_MOCK[name]()
    else:
        with pytest.raises((NotImplementedError, AssertionError, TypeError, pytest.fail.Exception)):
            await BEYOND_THE_MOCK[name]()

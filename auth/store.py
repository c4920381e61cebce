"""Where auth touches the driver: durable handles, and claims that only one caller wins."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from beanie import Document
from motor.motor_asyncio import (
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import ReadPreference, ReturnDocument, WriteConcern
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern

D = TypeVar("D", bound=Document)
T = TypeVar("T")
Session = AsyncIOMotorClientSession

if TYPE_CHECKING:
    Database = AsyncIOMotorDatabase[dict[str, Any]]
    Collection = AsyncIOMotorCollection[dict[str, Any]]
else:
    Database, Collection = AsyncIOMotorDatabase, AsyncIOMotorCollection

_DURABLE = WriteConcern("majority", j=True)
_MAJORITY = ReadConcern("majority")


def collection(document: type[Document]) -> Collection:
    """The documents' collection: written durably, read at the primary as the majority has it."""
    plain: Collection = document.get_motor_collection()
    return plain.with_options(
        write_concern=_DURABLE,
        read_concern=_MAJORITY,
        read_preference=ReadPreference.PRIMARY,  # type: ignore[arg-type]  # Motor's stub is wrong
    )


async def find(
    document: type[D], query: Mapping[str, Any], *, session: Session | None = None
) -> D | None:
    """The first document that matches."""
    found = await collection(document).find_one(dict(query), session=session)
    return None if found is None else document.model_validate(found)


async def insert(document: Document) -> bool:
    """Whether it was stored; False when a unique value of it is taken."""
    data = document.model_dump(by_alias=True, exclude={"revision_id"})
    try:
        await collection(type(document)).insert_one(data)
    except DuplicateKeyError:
        return False
    return True


async def claim(
    document: type[D],
    query: Mapping[str, Any],
    update: Mapping[str, Any],
    *,
    after: bool = False,
    session: Session | None = None,
) -> D | None:
    """The one document that matched, changed in the same step; None for all but one claimant.

    It is as it was before the change, or, with `after`, as it is now.
    """
    found: Any = await collection(document).find_one_and_update(
        dict(query),
        dict(update),
        return_document=ReturnDocument.AFTER if after else ReturnDocument.BEFORE,
        session=session,
    )
    return None if found is None else document.model_validate(found)


async def transaction(document: type[Document], work: Callable[[Session], Awaitable[T]]) -> T:
    """The result of `work(session)`, committed as a whole or not at all.

    The work is done again when somebody else writes the same, so it only reads and writes there.
    """
    client = document.get_motor_collection().database.client
    async with await client.start_session() as session:
        done: T = await session.with_transaction(
            work, read_concern=ReadConcern("snapshot"), write_concern=_DURABLE
        )
    return done

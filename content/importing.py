"""What an import remembers of itself, so that the next one knows what editors changed since."""

from content.documents.work import ImportRecord
from content.installation import Installation
from content.store import Session


async def last(
    installation: Installation, name: str, session: Session | None = None
) -> ImportRecord | None:
    """The record of the last import of that name."""
    return await ImportRecord.find_one({"_id": name}, session=session)


async def remember(
    installation: Installation, record: ImportRecord, session: Session | None = None
) -> None:
    """Stores the record in place of the last one."""
    await ImportRecord.get_motor_collection().replace_one(
        {"_id": record.id},
        record.model_dump(by_alias=True, exclude={"revision_id"}),
        upsert=True,
        session=session,
    )

"""Parts at home: statements and questions written for one page or job description."""

from collections.abc import Iterable

from content.documents.heads import HEADS, Head
from content.store import Session
from content.values.ids import ContentType

_HOMELY = (ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION)


async def parts_of(homes: Iterable[str], session: Session | None) -> list[Head]:
    """The parts at home on these, archived or not."""
    found: list[Head] = []
    for content_type in _HOMELY:
        query = HEADS[content_type].find({"home": {"$in": list(homes)}}, session=session)
        found.extend(await query.sort("_id").to_list())
    return found

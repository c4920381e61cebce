"""Reading heads: content as its editors see it, published or not."""

from collections.abc import AsyncIterator, Iterable, Sequence

from content.documents.heads import HEADS, Head
from content.installation import Installation
from content.store import Session
from content.values.entity import Entity
from content.values.ids import ContentType, type_of
from content.values.problems import NotFound


async def head(entity_id: str, session: Session | None = None) -> Head:
    """The stored head; raises NotFound."""
    try:
        content_type = type_of(entity_id)
    except ValueError as error:
        raise NotFound(str(error)) from error
    found = await HEADS[content_type].find_one({"_id": entity_id}, session=session)
    if found is None:
        raise NotFound(f"there is no entity {entity_id}")
    return found


async def get(installation: Installation, entity_id: str, session: Session | None = None) -> Entity:
    """The entity of that id; raises NotFound."""
    return (await head(entity_id, session)).to_entity()


async def get_all(
    installation: Installation, ids: Iterable[str], session: Session | None = None
) -> dict[str, Entity]:
    """The entities of those ids that exist, by id."""
    return {found.id: found.to_entity() for found in await heads(ids, session)}


async def heads(ids: Iterable[str], session: Session | None = None) -> list[Head]:
    """The stored heads of those ids that exist; one query a content type."""
    by_type: dict[ContentType, list[str]] = {}
    for entity_id in dict.fromkeys(ids):
        by_type.setdefault(type_of(entity_id), []).append(entity_id)
    found: list[Head] = []
    for content_type, some in by_type.items():
        query = HEADS[content_type].find({"_id": {"$in": some}}, session=session)
        found.extend(await query.to_list())
    return found


async def by_key(
    installation: Installation, content_type: ContentType, key: str, session: Session | None = None
) -> Entity | None:
    """The entity of that type and key, archived or not."""
    return (await by_keys(installation, content_type, [key], session)).get(key)


async def by_keys(
    installation: Installation,
    content_type: ContentType,
    keys: Sequence[str],
    session: Session | None = None,
) -> dict[str, Entity]:
    """The entities of one type that hold those keys, by key."""
    query = HEADS[content_type].find({"key": {"$in": list(keys)}}, session=session)
    return {found.key: found.to_entity() async for found in query}


async def by_texts(
    installation: Installation,
    content_type: ContentType,
    hashes: Sequence[str],
    session: Session | None = None,
) -> dict[str, Entity]:
    """Shared, unarchived entities whose text hashes to one of these, by hash; oldest first wins.

    `rules.texts.text_hashes` says what is hashed.
    """
    query = HEADS[content_type].find(
        {"texts": {"$in": list(hashes)}, "home": None, "archived": False}, session=session
    )
    found: dict[str, Entity] = {}
    async for each in query.sort("_id"):
        for text in each.texts:
            found.setdefault(text, each.to_entity())
    return {text: entity for text, entity in found.items() if text in set(hashes)}


async def listing(
    installation: Installation, content_type: ContentType, session: Session | None = None
) -> AsyncIterator[Entity]:
    """Every entity of a type, by key."""
    async for found in HEADS[content_type].find({}, session=session).sort("key"):
        yield found.to_entity()

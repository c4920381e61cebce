"""Which page answers at a slug, now or formerly."""

from enum import StrEnum

from beanie import Document
from pymongo import ASCENDING, IndexModel

from content.values.ids import ContentType


class PathState(StrEnum):
    """LIVE answers; OLD redirects to the entity's live path."""

    LIVE = "LIVE"
    OLD = "OLD"


def path_id(content_type: ContentType, locale: str, slug: str) -> str:
    """The `_id` of a path: one owner per type, locale and slug, by construction."""
    return f"{content_type}|{locale}|{slug}"


class Path(Document):
    """A slug claimed by an entity in a locale."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    type: ContentType
    locale: str
    slug: str
    entity: str
    state: PathState

    class Settings:
        name = "paths"
        indexes = (
            IndexModel([("entity", ASCENDING), ("locale", ASCENDING), ("state", ASCENDING)]),
            IndexModel([("type", ASCENDING), ("slug", ASCENDING)]),
        )

"""References to other content: the ids that are stored, and what they name in draft."""

from collections.abc import Iterable
from typing import Any

from content.values import entity as values
from schema.editorial.context import Info
from schema.editorial.entity import Draft
from schema.editorial.resolving import resolved_by


def id_of(field: str, description: str) -> Any:
    """The id a field of the source holds, for a GraphQL field of any name."""

    def resolve(draft: Draft) -> str | None:
        return _id(draft, field)

    return resolved_by(resolve, description)


def ids_of(field: str, description: str) -> Any:
    """The ids a field of the source holds."""

    def resolve(draft: Draft) -> list[str]:
        return list(getattr(draft.source, field))

    return resolved_by(resolve, description)


def named_by(field: str, description: str) -> Any:
    """What the id in a field of the source names; None if it is not for the caller to see."""

    async def resolve(draft: Draft, info: Info) -> values.Entity | None:
        return await info.context.entity(_id(draft, field))

    return resolved_by(resolve, f"{description} Null if it is not for the caller to see.")


def all_named_by(field: str, description: str) -> Any:
    """What the ids in a field of the source name, but for what the caller may not see."""

    async def resolve(draft: Draft, info: Info) -> list[values.Entity]:
        return await all_of(info, getattr(draft.source, field))

    return resolved_by(resolve, f"{description} Without what is not for the caller to see.")


async def all_of(info: Info, ids: Iterable[str]) -> list[values.Entity]:
    """The entities of those ids that the caller may see, in their order."""
    found = await info.context.entities.load_many(list(ids))
    return [each for each in found if each is not None]


def _id(draft: values.Entity, field: str) -> str | None:
    found: str | None = getattr(draft.source, field)
    return found

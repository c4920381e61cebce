"""Claiming slugs: one owner per type, locale and slug, by construction of the id."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from content.documents.paths import Path, PathState, path_id
from content.rules.resolution import Resolution
from content.store import Session
from content.values.ids import ContentType
from content.values.problems import PathTaken

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


async def claim(
    resolutions: Iterable[Resolution],
    *,
    take_paths: bool,
    session: Session,
    live: Mapping[str, str] = _NONE,
) -> None:
    """Makes each page's slug LIVE in its locale and its former slugs there OLD.

    `live` are paths that the session knows to be LIVE, with their entities. Raises PathTaken when
    another page answers at the slug, or did and `take_paths` is false.
    """
    for resolution in resolutions:
        if resolution.slug is None or resolution.abstract:
            continue
        path = path_id(resolution.type, resolution.locale, resolution.slug)
        if live.get(path) == resolution.entity:
            continue
        await _claim_one(resolution, resolution.slug, take_paths=take_paths, session=session)


async def _claim_one(
    resolution: Resolution, slug: str, *, take_paths: bool, session: Session
) -> None:
    content_type, locale, entity = resolution.type, resolution.locale, resolution.entity
    wanted = path_id(content_type, locale, slug)
    held = await Path.get_motor_collection().find_one({"_id": wanted}, session=session)
    is_foreign = held is not None and held["entity"] != entity
    is_live = held is not None and held["state"] == PathState.LIVE.value
    if held is not None and is_foreign:
        if is_live:
            raise PathTaken(f"another page ({held['entity']}) answers at {slug!r} in {locale}")
        if not take_paths:
            raise PathTaken(
                f"{slug!r} in {locale} still redirects to another page ({held['entity']}): "
                "take its path explicitly or choose another slug"
            )
    if is_foreign or not is_live:
        await release(content_type, entity, locale, session)
        path = {"type": content_type.value, "locale": locale, "slug": slug}
        await Path.get_motor_collection().replace_one(
            {"_id": wanted},
            {"_id": wanted, **path, "entity": entity, "state": PathState.LIVE.value},
            upsert=True,
            session=session,
        )


async def release(content_type: ContentType, entity: str, locale: str, session: Session) -> None:
    """The entity's live path in that locale becomes an old one: it redirects, or answers null."""
    await Path.get_motor_collection().update_many(
        {"type": content_type.value, "entity": entity, "locale": locale, "state": "LIVE"},
        {"$set": {"state": PathState.OLD.value}},
        session=session,
    )

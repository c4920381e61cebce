"""Resolved documents and their edges, as they are stored.

Nothing else writes `resolved`, so that the installation's news miss nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import orjson

from content.documents.heads import SCHEMA_VERSION
from content.documents.resolved import Edges, Resolved, resolved_id
from content.installation import Installation
from content.resolving.beforehand import Known
from content.rules.hashing import short_digest
from content.rules.places import places_of
from content.rules.resolution import (
    RESOLVER_VERSION,
    Published,
    Resolution,
    ResolveConfig,
    Snapshot,
)
from content.rules.resolution.listing import MAX_SORT_TITLE
from content.store import Session, after_commit
from content.store.bulk import replace_guarded
from content.store.together import Replace, write_together
from content.values.locales import LocaleConfig

MAX_TRANSACTION_BYTES = 8_000_000
_STAMPS_A_PUBLICATION = 2**20


def serves(published: Iterable[str], locales: LocaleConfig) -> dict[str, list[str]]:
    """For each published locale, the readers' locales whose chain reaches it first."""
    served: dict[str, list[str]] = {locale: [] for locale in published}
    for reader in locales.all:
        for locale in locales.chain(reader):
            if locale in served:
                served[locale].append(reader)
                break
    return served


def first_stamp(seq: int) -> int:
    """The stamp a publication's document begins with; later writes count on from there.

    It is greater than any stamp of an earlier publication, so stamps only ever grow.
    """
    return seq * _STAMPS_A_PUBLICATION


def config_digest(config: ResolveConfig) -> str:
    """A hash that changes when resolution would, content being the same."""
    return short_digest([config.locales.digest(), config.page_url])


def resolved_document(
    resolution: Resolution,
    publication: Published,
    *,
    serves: list[str],
    stamp: int,
    config: ResolveConfig,
) -> dict[str, Any]:
    """The document of `resolved` for a resolution."""
    row, body = resolution.row, orjson.dumps(resolution.body)
    return {
        "_id": resolved_id(resolution.entity, resolution.locale),
        "entity": resolution.entity,
        "type": resolution.type.value,
        "typename": resolution.typename,
        "key": resolution.key,
        "locale": resolution.locale,
        "serves": serves,
        "listed": not resolution.abstract,
        "slug": None if resolution.abstract else resolution.slug,
        "body": body,
        "places": places_of(body),
        "row": None if row is None else orjson.dumps(row),
        "templates": resolution.templates,
        "variables": resolution.variables,
        "sort": {
            "title": resolution.title.casefold()[:MAX_SORT_TITLE],
            "key": resolution.key,
        },
        "published_at": publication.at,
        "first_published_at": publication.first_at,
        "updated_at": datetime.fromisoformat(resolution.body["updatedAt"]),
        "facets": resolution.facets,
        "search": resolution.search,
        "language": resolution.language,
        "tags": resolution.tags,
        "hash": resolution.hash,
        "stamp": stamp,
        "seq": publication.seq,
        "revision": publication.revision,
        "reads": [list(read) for read in resolution.reads],
        "issues": [issue.model_dump(mode="json") for issue in resolution.issues],
        "resolver": RESOLVER_VERSION,
        "config": config_digest(config),
        "blocked": None,
        "schema_version": SCHEMA_VERSION,
    }


def edges_document(resolution: Resolution, snapshot: Snapshot) -> dict[str, Any]:
    """The document of `edges` for a resolution: what it used or looked for."""
    published = snapshot[resolution.entity, resolution.locale]
    source = getattr(published, "source", None)
    return {
        "_id": resolved_id(resolution.entity, resolution.locale),
        "source": resolution.entity,
        "source_type": resolution.type.value,
        "locale": resolution.locale,
        "targets": [f"{entity}|{locale}" for entity, locale, _ in resolution.reads],
        "target_ids": resolution.tags,
        "role": getattr(source, "role", None),
        "schema_version": SCHEMA_VERSION,
    }


async def stamps_of(ids: Iterable[str], session: Session | None) -> dict[str, int]:
    """The stamps of stored resolved documents, by id."""
    collection = Resolved.get_motor_collection()
    found = collection.find({"_id": {"$in": list(ids)}}, {"stamp": 1}, session=session)
    return {document["_id"]: document["stamp"] async for document in found}


async def store(
    installation: Installation,
    documents: Mapping[str, dict[str, Any]],
    edges: list[dict[str, Any]],
    session: Session,
) -> None:
    """Writes resolved documents and their edges as one."""
    await write_together(await writes_of(installation, documents, edges, session), session)


async def writes_of(
    installation: Installation,
    documents: Mapping[str, dict[str, Any]],
    edges: list[dict[str, Any]],
    session: Session,
    known: Known | None = None,
) -> tuple[Replace, Replace]:
    """What `store` writes, for those who write more along with it in the session.

    Edges that are stored as they are, as far as that is `known`, are left alone.
    """
    stored = known.edges if known else {}
    changed = [each for each in edges if stored.get(each["_id"]) != each]
    await _tell(installation, _stamps(documents.values()), session)
    return (
        Replace(Resolved.get_motor_collection(), list(documents.values())),
        Replace(Edges.get_motor_collection(), changed),
    )


async def remove(installation: Installation, ids: Collection[str], session: Session) -> None:
    """Removes resolved documents and their edges."""
    if ids:
        gone = {"_id": {"$in": list(ids)}}
        await Resolved.get_motor_collection().delete_many(gone, session=session)
        await Edges.get_motor_collection().delete_many(gone, session=session)
        await _tell(installation, dict.fromkeys(ids), session)


async def remove_all_of(
    installation: Installation, entities: Collection[str], session: Session
) -> None:
    """Removes whatever the entities serve in any locale, and the edges."""
    found = Resolved.get_motor_collection().find(
        {"entity": {"$in": list(entities)}}, {"_id": 1}, session=session
    )
    await remove(installation, [each["_id"] async for each in found], session)
    await Edges.get_motor_collection().delete_many(
        {"source": {"$in": list(entities)}}, session=session
    )


async def replace_unchanged(
    installation: Installation, documents: Sequence[tuple[int, dict[str, Any]]]
) -> None:
    """Each (stamp, document) stored in place of one that still has that stamp."""
    try:
        await replace_guarded(Resolved.get_motor_collection(), documents)
    finally:
        await _tell(installation, _stamps(each for _, each in documents), None)


async def replace_with_edges(
    installation: Installation, stamp: int, document: dict[str, Any], edges: dict[str, Any]
) -> None:
    """Both stored in one transaction, if the stored document still has that stamp."""

    async def work(session: Session) -> None:
        collection = Resolved.get_motor_collection()
        if await replace_guarded(collection, [(stamp, document)], session):
            await Edges.get_motor_collection().replace_one(
                {"_id": edges["_id"]}, edges, upsert=True, session=session
            )
            await _tell(installation, _stamps([document]), session)

    await installation.store.transaction(work)


async def set_unchanged(
    installation: Installation, name: str, stamp: int, fields: Mapping[str, Any]
) -> None:
    """Sets fields of the stored document, if it still has that stamp."""
    try:
        await Resolved.get_motor_collection().update_one(
            {"_id": name, "stamp": stamp}, {"$set": dict(fields), "$inc": {"stamp": 1}}
        )
    finally:
        await _tell(installation, {name: stamp + 1}, None)


def _stamps(documents: Iterable[Mapping[str, Any]]) -> dict[str, int | None]:
    return {each["_id"]: each["stamp"] for each in documents}


async def _tell(
    installation: Installation, stamps: Mapping[str, int | None], session: Session | None
) -> None:
    """Documents that were written with these stamps, or removed: None."""
    if stamps:
        await after_commit(session, partial(installation.news.tell, stamps))

"""Resolved documents and their edges, as they are stored."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson

from content.documents.heads import SCHEMA_VERSION
from content.documents.resolved import Edges, Resolved, resolved_id
from content.rules.hashing import short_digest
from content.rules.resolution import (
    RESOLVER_VERSION,
    Published,
    Resolution,
    ResolveConfig,
    Snapshot,
)
from content.rules.resolution.listing import MAX_SORT_TITLE
from content.store import Session
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
    row = resolution.row
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
        "body": orjson.dumps(resolution.body),
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
    documents: Mapping[str, dict[str, Any]], edges: list[dict[str, Any]], session: Session
) -> None:
    """Writes resolved documents and their edges as one."""
    await write_together(writes_of(documents, edges), session)


def writes_of(
    documents: Mapping[str, dict[str, Any]], edges: list[dict[str, Any]]
) -> tuple[Replace, Replace]:
    """What `store` writes, for those who write more along with it."""
    return (
        Replace(Resolved.get_motor_collection(), list(documents.values())),
        Replace(Edges.get_motor_collection(), edges),
    )


async def remove(ids: list[str], session: Session) -> None:
    """Removes resolved documents and their edges."""
    if ids:
        await Resolved.get_motor_collection().delete_many({"_id": {"$in": ids}}, session=session)
        await Edges.get_motor_collection().delete_many({"_id": {"$in": ids}}, session=session)

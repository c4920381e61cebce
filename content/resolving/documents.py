"""The resolved documents of entities, made from what is published at one moment."""

from collections.abc import Mapping
from typing import Any

from content.documents.resolved import resolved_id
from content.installation import Installation
from content.resolving.beforehand import Known
from content.resolving.storing import (
    MAX_TRANSACTION_BYTES,
    first_stamp,
    resolved_document,
    serves,
    stamps_of,
)
from content.rules.resolution import Published, Resolution, Snapshot, resolve
from content.store import Session
from content.values.problems import TooLarge


def resolve_all(
    installation: Installation, roots: set[str], snapshot: Snapshot
) -> dict[tuple[str, str], Resolution]:
    """The roots in every locale they publish: siblings' `serves` and `translations` change."""
    resolutions = {}
    for (entity, locale), found in snapshot.items():
        if entity in roots and isinstance(found, Published):
            resolution = resolve(entity, locale, snapshot, installation.config)
            if resolution is not None:
                resolutions[entity, locale] = resolution
    return resolutions


async def resolved_documents(
    installation: Installation,
    resolutions: Mapping[tuple[str, str], Resolution],
    snapshot: Snapshot,
    session: Session,
    known: Known | None = None,
) -> dict[str, dict[str, Any]]:
    """The documents of `resolved` by id, their stamps counted on from what is stored.

    `known` is what the session has read already. Raises TooLarge when they are more than one
    transaction takes.
    """
    known = known or Known()
    ids = [resolved_id(entity, locale) for entity, locale in resolutions]
    unknown = [name for name in ids if name not in known.documents]
    stamps = {**known.stamps, **(await stamps_of(unknown, session) if unknown else {})}
    published: dict[str, list[str]] = {}
    for entity, locale in resolutions:
        published.setdefault(entity, []).append(locale)
    served = {
        entity: serves(locales, installation.locales) for entity, locales in published.items()
    }
    documents = {}
    for (entity, locale), resolution in resolutions.items():
        publication = snapshot[entity, locale]
        if not isinstance(publication, Published):
            continue
        name = resolved_id(entity, locale)
        documents[name] = resolved_document(
            resolution,
            publication,
            serves=served[entity][locale],
            stamp=max(first_stamp(publication.seq), stamps.get(name, 0) + 1),
            config=installation.config,
        )
    size = sum(len(each["body"]) + len(each["row"] or b"") for each in documents.values())
    if size > MAX_TRANSACTION_BYTES:
        raise TooLarge(
            f"this publishes {len(documents)} documents of {size / 1e6:.1f} MB at once, "
            "8 MB is the most: publish its parts first"
        )
    return documents

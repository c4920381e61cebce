"""One step settles one (entity, locale): resolve what is published now, store if unchanged."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson

from content.documents.resolved import Edges, Resolved, resolved_id
from content.installation import Installation
from content.resolving.heads import HeadFacts
from content.resolving.loading import load_published
from content.resolving.moment import Moment
from content.resolving.storing import (
    config_digest,
    edges_document,
    replace_unchanged,
    replace_with_edges,
    resolved_document,
    serves,
    set_unchanged,
)
from content.rules.hashing import digest
from content.rules.places import places_of
from content.rules.resolution import (
    RESOLVER_VERSION,
    Published,
    Resolution,
    Snapshot,
    resolve,
)
from content.rules.resolution.listing import row
from content.rules.resolution.withdrawal import Withdrawal, without
from content.store import Session
from content.values.ids import ContentType
from content.values.problems import ContentError, Cycle, TooLarge

ROUNDS = 8
"""How often a step begins again when others keep writing its document."""
_ALL_AT_ONCE: Final = 100_000

SETTLED_BY: Final = {
    "stamp": 1,
    "reads": 1,
    "resolver": 1,
    "config": 1,
    "entity": 1,
    "locale": 1,
}
"""What of a stored document tells whether it is up to date."""


class Dependant(NamedTuple):
    """A document to look at; `stored` is what was read of it by `SETTLED_BY`, if it is there."""

    name: str
    stored: dict[str, Any] | None


class _CannotBeShown(ContentError):
    """A page without its role: it was published while the role was being withdrawn."""

    code = "UNPUBLISHED_TARGETS"


class Fresh(NamedTuple):
    """A document to be stored if its stamp is still `stamp`."""

    stamp: int
    document: dict[str, Any]
    edges: dict[str, Any]
    same_edges: bool


async def settle_batch(
    installation: Installation,
    dependants: Sequence[Dependant],
    withdrawals: Sequence[Withdrawal] = (),
) -> list[dict[str, str]]:
    """Brings resolved documents up to date; answers those that kept their last good content.

    Stamps are read before the snapshot and tested by the write, so a step never undoes a
    newer one. A document that cannot take a change keeps its content, apart from what was
    withdrawn, and is told with the path and code of what blocked it; one that cannot be shown
    at all is served to nobody until it can.
    """
    collection = Resolved.get_motor_collection()
    blocked: dict[str, dict[str, str]] = {}
    stored = {each.name: each.stored for each in dependants if each.stored is not None}
    for _ in range(ROUNDS):
        fresh, refused = await _resolve_stale(installation, stored)
        for name, error in refused.items():
            blocked[name] = await _block(installation, stored[name], error, withdrawals)
        if not fresh:
            return list(blocked.values())
        await _write(installation, fresh)
        waiting = [each.document["_id"] for each in fresh]
        found = collection.find({"_id": {"$in": waiting}}, SETTLED_BY)
        stored = {document["_id"]: document for document in await found.to_list(None)}
    raise ContentError(f"documents keep changing while they are settled: {list(stored)[:3]}")


async def _resolve_stale(
    installation: Installation, stored: Mapping[str, dict[str, Any]]
) -> tuple[list[Fresh], dict[str, ContentError]]:
    fresh: list[Fresh] = []
    refused: dict[str, ContentError] = {}
    async with installation.store.snapshot() as session:
        doubtful = await _doubtful(installation, stored, session)
        used = {entity for document in doubtful.values() for entity, _, _ in document["reads"]}
        moment = Moment(session)
        heads = await moment.heads(sorted(used))
        stale = {
            name: document
            for name, document in doubtful.items()
            if _is_stale(installation, document, heads)
        }
        if not stale:
            return [], {}
        roots = {document["entity"] for document in stale.values()}
        snapshot = await load_published(roots, session, moment=moment)
        edges = await _edges(list(stale), session)
    for name, document in stale.items():
        # Readers in the same process do not wait for a whole batch.
        await asyncio.sleep(0)
        publication = snapshot.get((document["entity"], document["locale"]))
        if not isinstance(publication, Published):
            continue
        try:
            resolution = resolve(
                document["entity"], document["locale"], snapshot, installation.config
            )
        except (Cycle, TooLarge) as error:
            refused[name] = error
            continue
        if resolution is None:
            refused[name] = _CannotBeShown("what it cannot be without is not published")
            continue
        fresh.append(
            _fresh(installation, document, resolution, publication, snapshot, edges.get(name))
        )
    return fresh, refused


def _fresh(
    installation: Installation,
    document: Mapping[str, Any],
    resolution: Resolution,
    publication: Published,
    snapshot: Snapshot,
    edges: Mapping[str, Any] | None,
) -> Fresh:
    new_edges = edges_document(resolution, snapshot)
    return Fresh(
        stamp=document["stamp"],
        document=resolved_document(
            resolution,
            publication,
            serves=_served(installation, resolution, snapshot),
            stamp=document["stamp"] + 1,
            config=installation.config,
        ),
        edges=new_edges,
        same_edges=edges is not None and dict(edges) == new_edges,
    )


def _served(installation: Installation, resolution: Resolution, snapshot: Snapshot) -> list[str]:
    published = [
        locale
        for locale in installation.locales.all
        if isinstance(snapshot.get((resolution.entity, locale)), Published)
    ]
    return serves(published, installation.locales)[resolution.locale]


async def _doubtful(
    installation: Installation, stored: Mapping[str, dict[str, Any]], session: Session
) -> dict[str, dict[str, Any]]:
    """Those that what is served now does not prove to be up to date.

    Every document tells the publication it was made of, and they all are in one collection: a
    fraction of what it costs to read the heads. What was withdrawn has none any more, so that
    whoever read it stays in doubt.
    """
    reads = {
        resolved_id(entity, locale)
        for document in stored.values()
        for entity, locale, _ in document["reads"]
    }
    if not reads:
        return dict(stored)
    found = Resolved.get_motor_collection().find(
        {"_id": {"$in": list(reads)}}, {"seq": 1}, session=session, batch_size=_ALL_AT_ONCE
    )
    served = {each["_id"]: each["seq"] for each in await found.to_list(None)}
    return {
        name: document
        for name, document in stored.items()
        if _is_made_otherwise(installation, document)
        or any(
            served.get(resolved_id(entity, locale), 0) != seq
            for entity, locale, seq in document["reads"]
        )
    }


def _is_made_otherwise(installation: Installation, document: Mapping[str, Any]) -> bool:
    """Whether it was made by another resolver or configuration than it would be now."""
    is_by_another = bool(document["resolver"] != RESOLVER_VERSION)
    return is_by_another or bool(document["config"] != config_digest(installation.config))


def _is_stale(
    installation: Installation, document: Mapping[str, Any], heads: Mapping[str, HeadFacts]
) -> bool:
    if _is_made_otherwise(installation, document):
        return True
    for entity, locale, seq in document["reads"]:
        now = heads[entity].published.get(locale) if entity in heads else None
        if (now.seq if now else 0) != seq:
            return True
    return False


async def _edges(ids: list[str], session: Session) -> dict[str, dict[str, Any]]:
    found = Edges.get_motor_collection().find({"_id": {"$in": ids}}, session=session)
    return {document["_id"]: document async for document in found}


async def _write(installation: Installation, fresh: Sequence[Fresh]) -> None:
    """Plainly where the edges stay as they are, else both documents in one transaction."""
    plain = [(each.stamp, each.document) for each in fresh if each.same_edges]
    await replace_unchanged(installation, plain)
    for each in fresh:
        if not each.same_edges:
            await replace_with_edges(installation, each.stamp, each.document, each.edges)


async def _block(
    installation: Installation,
    document: Mapping[str, Any],
    error: ContentError,
    withdrawals: Sequence[Withdrawal],
) -> dict[str, str]:
    name = document["_id"]
    told = {"code": error.code, "path": getattr(error, "path", ""), "message": str(error)}
    update: dict[str, Any] = {"blocked": told}
    if isinstance(error, _CannotBeShown):
        update |= {"serves": [], "listed": False}
    elif withdrawals:
        stored = await Resolved.get_motor_collection().find_one(
            {"_id": name}, {"body": 1, "tags": 1, "type": 1}
        )
        body = stored and without(orjson.loads(stored["body"]), withdrawals, stored["tags"])
        if stored is not None and body is not None:
            small = row(ContentType(stored["type"]), body)
            finished = orjson.dumps(body)
            update |= {
                "body": finished,
                "places": places_of(finished),
                "row": None if small is None else orjson.dumps(small),
                "templates": [],
                "hash": digest(body),
            }
    await set_unchanged(installation, name, document["stamp"], update)
    return {"document": name, **told}

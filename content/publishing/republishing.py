"""Publishing what was flattened: readers go on seeing what they saw."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.documents.heads import HEADS
from content.documents.work import JobKind
from content.editing.revising import raise_errors
from content.installation import Installation
from content.publishing import paths
from content.publishing.moving import deeds
from content.publishing.restricting import Pair
from content.recording import record
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import edges_document, store
from content.rules.hashing import locale_hash
from content.rules.publishable import publish_issues
from content.rules.resolution import Published
from content.settling.jobs import leave_job
from content.store import Session
from content.store.bulk import update_all
from content.values.ids import ContentType


async def publish_flattened(
    installation: Installation, pending: Mapping[Pair, Published], by: str, session: Session
) -> None:
    """What readers see is published as it now is; unlike a publish it takes nothing along."""
    roots = {entity for entity, _ in pending}
    snapshot = await load_published(roots, session, pending)
    resolutions = resolve_all(installation, roots, snapshot)
    issues = [
        issue.model_copy(update={"path": f"{new.key}.{issue.path}"})
        for pair, new in pending.items()
        for issue in publish_issues(
            new.source, resolutions.get(pair), new.locale, abstract=new.abstract
        )
    ]
    raise_errors(issues)
    documents = await resolved_documents(installation, resolutions, snapshot, session)
    edges = [edges_document(each, snapshot) for each in resolutions.values()]
    await store(installation, documents, edges, session)
    await _move_heads(pending.values(), session)
    own = [resolutions[pair] for pair in pending if pair in resolutions]
    await paths.claim(own, take_paths=False, session=session)
    now = installation.clock()
    await record(deeds(pending.values(), documents), by=by, at=now, session=session)
    causes = [f"{entity}|{locale}" for entity, locale in pending]
    await leave_job(installation, JobKind.SETTLE, causes, [], leased=False, session=session)
    installation.jobs_waiting.set()


async def _move_heads(publications: Iterable[Published], session: Session) -> None:
    updates: dict[ContentType, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for new in publications:
        publication = {
            "revision": new.revision,
            "seq": new.seq,
            "hash": locale_hash(new.source, new.locale),
            "at": new.at,
            "first_at": new.first_at,
        }
        update = {"$set": {f"published.{new.locale}": publication}}
        updates.setdefault(new.type, []).append(({"_id": new.entity}, update))
    for content_type, some in updates.items():
        await update_all(HEADS[content_type].get_motor_collection(), some, session)

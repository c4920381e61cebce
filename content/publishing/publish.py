"""Publishing: one revision of one entity in one locale, whole, with all that it takes along."""

from collections.abc import Sequence

from content.documents.work import JobKind
from content.drafts import heads
from content.installation import Installation
from content.publishing import paths
from content.publishing.closure import Closure, Target, gather
from content.publishing.moving import deeds, move_heads, withdrawn_answers
from content.publishing.requesting import gate, requested
from content.recording import record
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import edges_document, store
from content.rules.resolution.withdrawal import Withdrawal
from content.settling.jobs import leave_job
from content.settling.run import settle_after
from content.store import Session
from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.problems import (
    Issue,
)
from content.values.value import Value


class PublishedItem(Value):
    """One publication made."""

    entity_id: EntityId
    locale: Locale
    revision: int
    seq: int


class Published(Value):
    """What a publish did.

    `changed_targets` are keys of used parts that have unpublished edits: readers go on seeing
    their published text. `still_carrying` counts documents not yet settled when it answered.
    """

    items: tuple[PublishedItem, ...]
    changed_targets: tuple[str, ...] = ()
    warnings: tuple[Issue, ...] = ()
    job_id: str | None = None
    withdrawals: tuple[Withdrawal, ...] = ()
    still_carrying: int = 0


async def publish(
    installation: Installation,
    entity_id: str,
    locale: str,
    revision: int,
    *,
    include_unpublished: bool = False,
    take_paths: bool = False,
    by: str,
    session: Session | None = None,
) -> Published:
    """Publishes exactly that revision in that locale; `publish_all` says what it raises."""
    target = Target(entity_id=entity_id, locale=locale, revision=revision)
    return await publish_all(
        installation,
        [target],
        include_unpublished=include_unpublished,
        take_paths=take_paths,
        by=by,
        session=session,
    )


async def publish_all(
    installation: Installation,
    targets: Sequence[Target],
    *,
    include_unpublished: bool = False,
    take_paths: bool = False,
    by: str,
    session: Session | None = None,
) -> Published:
    """Publishes several revisions in one transaction, then settles what depends on them.

    A target that is already published as asked is left alone. With a `session` the caller's
    transaction holds it all, and the worker settles. Raises NotFound, Conflict (that locale
    already has a newer revision), ValidationFailed, UnpublishedTargets, PathTaken, TooLarge
    (more than 8 MB of documents), Busy.
    """

    joined = session is not None

    async def work(session: Session) -> Published:
        return await _publish(
            installation,
            targets,
            include_unpublished=include_unpublished,
            take_paths=take_paths,
            by=by,
            session=session,
            leased=not joined,
        )

    if session is not None:
        return await work(session)
    published = await installation.store.transaction(work)
    left = await settle_after(installation, published.job_id, published.withdrawals)
    return published.model_copy(update={"still_carrying": left})


async def _publish(
    installation: Installation,
    targets: Sequence[Target],
    *,
    include_unpublished: bool,
    take_paths: bool,
    by: str,
    session: Session,
    leased: bool,
) -> Published:
    now = installation.clock()
    closure = Closure()
    for head in await heads((target.entity_id for target in targets), session):
        closure.heads[head.id] = head
    for target in targets:
        publication = await requested(installation, closure, target, session)
        if publication is not None:
            new = publication.model_copy(update={"at": now})
            closure.pending[target.entity_id, target.locale] = new
    if not closure.pending:
        return Published(items=())
    await gather(
        installation, closure, include_unpublished=include_unpublished, at=now, session=session
    )
    roots = {entity for entity, _ in closure.pending}
    snapshot = await load_published(roots, session, closure.pending)
    resolutions = resolve_all(installation, roots, snapshot)
    warnings = gate(closure, resolutions)
    withdrawals = await withdrawn_answers(closure, session)
    documents = await resolved_documents(installation, resolutions, snapshot, session)
    await store(
        documents,
        [edges_document(resolution, snapshot) for resolution in resolutions.values()],
        session,
    )
    await move_heads(closure, session)
    own = [resolutions[pair] for pair in closure.pending if pair in resolutions]
    await paths.claim(own, take_paths=take_paths, session=session)
    await record(deeds(closure.pending.values(), documents), by=by, at=now, session=session)
    kind = JobKind.WITHDRAW if withdrawals else JobKind.SETTLE
    causes = [f"{entity}|{locale}" for entity, locale in closure.pending]
    job_id = await leave_job(
        installation, kind, causes, withdrawals, leased=leased, session=session
    )
    return Published(
        items=tuple(
            PublishedItem(entity_id=entity, locale=locale, revision=new.revision, seq=new.seq)
            for (entity, locale), new in closure.pending.items()
        ),
        changed_targets=tuple(sorted(closure.changed.values())),
        warnings=tuple(warnings),
        job_id=job_id,
        withdrawals=tuple(withdrawals),
    )

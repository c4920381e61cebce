"""Publishing: one revision of one entity in one locale, whole, with all that it takes along."""

from collections.abc import Iterable, Sequence
from functools import partial

from content.documents.work import JobKind
from content.idempotency import Once, once_only
from content.installation import Installation
from content.publishing import paths
from content.publishing.closure import Closure, Target, gather
from content.publishing.moving import deeds, moves_of, withdrawn_answers
from content.publishing.requesting import begin, gate, refuse_foreign, request
from content.recording import rows_of
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.moment import Moment
from content.resolving.storing import edges_document, writes_of
from content.rules.resolution.withdrawal import Withdrawal
from content.settling.jobs import new_job
from content.settling.run import left_of, settle_after
from content.store import Session
from content.store.together import write_together
from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.permitting import Permit, allow
from content.values.problems import Issue
from content.values.value import Value
from content.values.within import ANYWHERE, Within


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
    within: Within = ANYWHERE,
    once: Once | None = None,
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
        within=within,
        once=once,
        session=session,
    )


async def publish_all(
    installation: Installation,
    targets: Sequence[Target],
    *,
    include_unpublished: bool = False,
    take_paths: bool = False,
    by: str,
    within: Within = ANYWHERE,
    permit: Permit = allow,
    once: Once | None = None,
    session: Session | None = None,
) -> Published:
    """Publishes several revisions in one transaction, then settles what depends on them.

    A target that is already published as asked is left alone; `permit` is asked of each entity.
    With a `session` the caller's transaction holds it all, and the worker settles. Raises
    NotFound, Conflict (that locale already has a newer revision), ValidationFailed,
    UnpublishedTargets, PathTaken, TooLarge (more than 8 MB of documents), Forbidden (it takes
    along what lies outside `within`), Busy, and whatever the permit raises.
    """
    joined = session is not None
    seen: Moment | None = None

    async def work(moment: Moment, session: Session) -> Published:
        nonlocal seen
        seen = moment
        return await _publish(
            installation,
            targets,
            include_unpublished=include_unpublished,
            take_paths=take_paths,
            by=by,
            within=within,
            moment=moment,
            session=session,
            leased=not joined,
        )

    async def attempt(session: Session) -> Published:
        nonlocal seen
        seen = None
        moment = Moment(session)
        await begin(installation, moment, targets, permit)
        return await once_only(installation, once, Published, partial(work, moment))(session)

    if session is not None:
        return await attempt(session)
    published = await installation.store.transaction(attempt)
    if seen is None:
        return published.model_copy(update={"still_carrying": await left_of(published.job_id)})
    seen.has_committed()
    causes = _causes((item.entity_id, item.locale) for item in published.items)
    left = await settle_after(installation, published.job_id, published.withdrawals, causes=causes)
    return published.model_copy(update={"still_carrying": left})


async def _publish(
    installation: Installation,
    targets: Sequence[Target],
    *,
    include_unpublished: bool,
    take_paths: bool,
    by: str,
    within: Within,
    moment: Moment,
    session: Session,
    leased: bool,
) -> Published:
    now = installation.clock()
    closure = Closure(moment)
    await request(installation, closure, targets, at=now)
    if not closure.pending:
        return Published(items=())
    await gather(installation, closure, include_unpublished=include_unpublished, at=now)
    refuse_foreign(closure, within)
    roots = {entity for entity, _ in closure.pending}
    snapshot = await load_published(roots, session, closure.pending, moment=moment)
    resolutions = resolve_all(installation, roots, snapshot)
    warnings = gate(closure, resolutions)
    withdrawals = await withdrawn_answers(closure)
    known = moment.beforehand
    documents = await resolved_documents(installation, resolutions, snapshot, session, known)
    own = [resolutions[pair] for pair in closure.pending if pair in resolutions]
    await paths.claim(own, take_paths=take_paths, session=session, live=known.live_paths)
    job_id, job = new_job(
        installation,
        JobKind.WITHDRAW if withdrawals else JobKind.SETTLE,
        _causes(closure.pending),
        withdrawals,
        leased=leased,
    )
    edges = [edges_document(resolution, snapshot) for resolution in resolutions.values()]
    await write_together(
        [
            *await writes_of(installation, documents, edges, session, known),
            *moves_of(closure),
            *rows_of(deeds(closure.pending.values(), documents), by=by, at=now),
            job,
        ],
        session,
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


def _causes(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{entity}|{locale}" for entity, locale in pairs]

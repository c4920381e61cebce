"""Publishing: one revision of one entity in one locale, whole, with all that it takes along."""

from collections.abc import Mapping, Sequence
from typing import Any

from content.documents.heads import HEADS
from content.documents.revisions import RevisionDocument, revision_id
from content.documents.work import JobKind
from content.drafts import heads
from content.installation import Installation
from content.publishing import paths
from content.publishing.closure import Closure, Target, gather, publication_of
from content.recording import Deed, record
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import edges_document, store
from content.rules.hashing import locale_hash
from content.rules.publishable import publish_issues
from content.rules.resolution import Published as Publication
from content.rules.resolution import Resolution
from content.rules.resolution.withdrawal import Withdrawal
from content.settling.jobs import leave_job
from content.settling.run import settle_after
from content.store import Session
from content.store.bulk import update_all
from content.values.ids import ContentType, EntityId
from content.values.locales import Locale
from content.values.problems import (
    Conflict,
    Issue,
    NotFound,
    Severity,
    ValidationFailed,
)
from content.values.sources import Audience, InterviewQuestion, parse_source
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
        publication = await _requested(installation, closure, target, session)
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
    warnings = _gate(closure, resolutions)
    withdrawals = await _withdrawn_answers(closure, session)
    documents = await resolved_documents(installation, resolutions, snapshot, session)
    await store(
        documents,
        [edges_document(resolution, snapshot) for resolution in resolutions.values()],
        session,
    )
    await _move_heads(closure, session)
    own = [resolutions[pair] for pair in closure.pending if pair in resolutions]
    await paths.claim(own, take_paths=take_paths, session=session)
    await record(
        (_deed("publish", new, documents) for new in closure.pending.values()),
        by=by,
        at=now,
        session=session,
    )
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


async def _requested(
    installation: Installation, closure: Closure, target: Target, session: Session
) -> Publication | None:
    head = closure.heads.get(target.entity_id)
    if head is None:
        raise NotFound(f"there is no entity {target.entity_id}")
    if target.locale not in installation.locales.chains:
        raise NotFound(f"{target.locale!r} is not a configured locale")
    if head.archived:
        raise Conflict(f"{head.key} is archived")
    before = head.published.get(target.locale)
    if before is not None and before.revision is not None:
        if before.revision > target.revision:
            raise Conflict(
                f"{target.locale} already serves revision {before.revision} of {head.key}, "
                f"newer than {target.revision}; restore the older revision to go back"
            )
        if before.revision == target.revision:
            return None
    if target.revision == head.version:
        source = closure.draft(head)
    else:
        name = revision_id(head.id, target.revision)
        stored = await RevisionDocument.find_one({"_id": name}, session=session)
        if stored is None:
            raise NotFound(f"there is no revision {target.revision} of {head.key}")
        source = parse_source(head.type, stored.source)
    return publication_of(head, target.locale, target.revision, source, installation.clock())


def _gate(closure: Closure, resolutions: Mapping[tuple[str, str], Resolution]) -> list[Issue]:
    issues: list[Issue] = []
    for (entity, locale), new in closure.pending.items():
        key = closure.heads[entity].key
        resolution = resolutions.get((entity, locale))
        for issue in publish_issues(new.source, resolution, locale, abstract=new.abstract):
            path = f"{key}.{issue.path}" if len(closure.pending) > 1 else issue.path
            issues.append(issue.model_copy(update={"path": path}))
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise ValidationFailed([each for each in issues if each.severity is Severity.ERROR])
    return issues


async def _move_heads(closure: Closure, session: Session) -> None:
    by_type: dict[ContentType, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for (entity, locale), new in closure.pending.items():
        publication = {
            "revision": new.revision,
            "seq": new.seq,
            "hash": locale_hash(new.source, locale),
            "at": new.at,
            "first_at": new.first_at,
        }
        update = {"$set": {f"published.{locale}": publication}}
        by_type.setdefault(new.type, []).append(({"_id": entity}, update))
    for content_type, updates in by_type.items():
        collection = HEADS[content_type].get_motor_collection()
        await update_all(collection, updates, session)


async def _withdrawn_answers(closure: Closure, session: Session) -> list[Withdrawal]:
    """Questions whose published sample answer was public and now is for interviewers."""
    found = []
    for (entity, locale), new in closure.pending.items():
        source = new.source
        if not isinstance(source, InterviewQuestion) or source.audience is Audience.PUBLIC:
            continue
        head = closure.heads[entity]
        before = head.published.get(locale)
        if before is None or before.revision is None:
            continue
        name = revision_id(entity, before.revision)
        stored = await RevisionDocument.find_one({"_id": name}, session=session)
        was = stored.source.get("audience", Audience.PUBLIC.value) if stored else None
        if was == Audience.PUBLIC.value:
            found.append(Withdrawal(entity, locale, answer_only=True))
    return found


def _deed(action: str, new: Publication, documents: Mapping[str, Mapping[str, object]]) -> Deed:
    document = documents.get(f"{new.entity}:{new.locale}", {})
    return Deed.model_validate(
        {
            "action": action,
            "entity": new.entity,
            "locale": new.locale,
            "revision": new.revision,
            "stamp": document.get("stamp"),
            "tags": document.get("tags", ()),
        }
    )

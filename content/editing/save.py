"""Saving: a new revision made against a stated version, merged with what others saved since."""

from pydantic import ValidationError

from content.documents.heads import Head
from content.documents.revisions import RevisionDocument, revision_id
from content.drafts import head as stored_head
from content.editing.facts import ancestors_of, facts_of, targets_of
from content.editing.revising import raise_errors, store_revision
from content.installation import Installation
from content.resolving.loading import load_published
from content.rules.bases import with_bases
from content.rules.merge import merge
from content.rules.shape import shape_issues
from content.store import Session
from content.values.entity import Entity
from content.values.problems import Conflict, Issue, ValidationFailed
from content.values.sources import Source, dump_source, parse_source
from content.values.value import Value


class Saved(Value):
    """A save: the entity as it is now, and the other editor's paths it was merged with."""

    entity: Entity
    merged_paths: tuple[str, ...] = ()


async def save(
    installation: Installation,
    entity_id: str,
    source: Source,
    *,
    expected_version: int,
    by: str,
    session: Session | None = None,
) -> Saved:
    """The entity with a new revision, made against `expected_version` of it.

    Changes others have saved since are merged when they touch other paths. Saving what is
    already there makes no revision. Raises Conflict for the same path, ValidationFailed,
    NotFound.
    """

    async def work(session: Session) -> Saved:
        head = await stored_head(entity_id, session)
        if type(source) is not type(parse_source(head.type, head.source)):
            raise ValidationFailed([Issue(path="", code="WRONG_TYPE", message="another type")])
        wanted, merged_paths = await _merged(installation, head, source, expected_version, session)
        facts = await facts_of([wanted], [], session)
        raise_errors(
            shape_issues(
                entity_id,
                head.type,
                wanted,
                home=head.home,
                targets=facts,
                ancestors=ancestors_of(wanted, facts),
                locales=installation.locales,
            )
        )
        snapshot = await load_published(targets_of([wanted]), session)
        previous = parse_source(head.type, head.source)
        wanted = with_bases(entity_id, wanted, previous, snapshot, installation.config)
        if dump_source(wanted) == head.source:
            return Saved(entity=head.to_entity(), merged_paths=merged_paths)
        saved = await store_revision(installation, head, wanted, by=by, session=session)
        return Saved(entity=saved, merged_paths=merged_paths)

    return await (work(session) if session else installation.store.transaction(work))


async def _merged(
    installation: Installation,
    head: Head,
    source: Source,
    expected_version: int,
    session: Session,
) -> tuple[Source, tuple[str, ...]]:
    if expected_version > head.version or expected_version < 1:
        raise Conflict(
            f"{head.key} is at version {head.version}, there is no version {expected_version}"
        )
    if expected_version == head.version:
        return source, ()
    base = await RevisionDocument.find_one(
        {"_id": revision_id(head.id, expected_version)}, session=session
    )
    if base is None:
        raise Conflict(f"version {expected_version} of {head.key} is not kept any more")
    # What this editor translated was the text of the version they had before them.
    snapshot = await load_published(targets_of([source]), session)
    before = parse_source(head.type, base.source)
    based = with_bases(head.id, source, before, snapshot, installation.config)
    yours = dump_source(based)
    merged = merge(base.source, head.source, yours)
    if merged.conflicts:
        raise Conflict(
            f"{head.saved_by} changed the same in version {head.version} of {head.key}: "
            + ", ".join(merged.conflicts[:5]),
            paths=merged.conflicts,
            base=base.source,
            current=head.source,
            yours=yours,
        )
    try:
        return parse_source(head.type, merged.value), merged.merged_paths
    except ValidationError as error:
        issues = [
            Issue(path=".".join(map(str, each["loc"])), code="INVALID", message=each["msg"])
            for each in error.errors()
        ]
        raise ValidationFailed(issues) from error

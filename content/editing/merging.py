"""What a save is made against, and what others have saved since."""

from typing import Any

from pydantic import ValidationError

from content.documents.heads import Head
from content.documents.revisions import RevisionDocument, revision_id
from content.editing.facts import targets_of
from content.installation import Installation
from content.resolving.loading import Snapshot, load_published
from content.resolving.moment import Moment
from content.rules.bases import wants_upstream, with_bases
from content.rules.merge import merge
from content.store import Session
from content.values.problems import Conflict, Issue, ValidationFailed
from content.values.sources import Source, dump_source, parse_source


async def base_of(head: Head, version: int, session: Session) -> dict[str, Any]:
    """The source of the version a save is made against; raises Conflict when there is none."""
    if version == head.version:
        return head.source
    told = f"{head.key} is at version {head.version}, there is no version {version}"
    if 1 <= version < head.version:
        name = revision_id(head.id, version)
        base = await RevisionDocument.find_one({"_id": name}, session=session)
        if base is not None:
            return base.source
        told = f"version {version} of {head.key} is not kept any more"
    raise Conflict(told, current_version=head.version, saved_by=head.saved_by)


async def merged_with_others(
    installation: Installation,
    head: Head,
    base: dict[str, Any],
    before: Source,
    wanted: Source,
    moment: Moment,
    session: Session,
) -> tuple[Source, tuple[str, ...]]:
    """What is wanted with what others have saved since, and the paths they changed.

    Raises Conflict where both changed the same.
    """
    # What this editor translated was the text of the version they had before them.
    based = await with_known_bases(installation, head.id, wanted, before, moment, session)
    yours = dump_source(based)
    merged = merge(base, head.source, yours)
    if merged.conflicts:
        raise Conflict(
            f"version {head.version} of {head.key} changed the same: "
            + ", ".join(merged.conflicts[:5]),
            paths=merged.conflicts,
            base=base,
            current=head.source,
            yours=yours,
            current_version=head.version,
            saved_by=head.saved_by,
        )
    try:
        return parse_source(head.type, merged.value), merged.merged_paths
    except ValidationError as error:
        issues = [
            Issue(path=".".join(map(str, each["loc"])), code="INVALID", message=each["msg"])
            for each in error.errors()
        ]
        raise ValidationFailed(issues) from error


async def with_known_bases(
    installation: Installation,
    entity_id: str,
    source: Source,
    previous: Source | None,
    moment: Moment,
    session: Session,
) -> Source:
    """The source with its bases; what is published is read if one of them has to name it."""
    snapshot: Snapshot = {}
    if wants_upstream(source, previous):
        snapshot = await load_published(targets_of([source]), session, moment=moment)
    return with_bases(entity_id, source, previous, snapshot, installation.config)

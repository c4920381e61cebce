"""Moving a head on by one revision."""

from collections.abc import Sequence
from typing import Any

from content.documents.heads import HEADS, SCHEMA_VERSION, Head
from content.documents.revisions import RevisionDocument, revision_id
from content.editing.facts import targets_of
from content.installation import Installation
from content.recording import Deed, record
from content.rules.texts import text_hashes
from content.store import Session
from content.store.bulk import insert_all
from content.values.entity import Entity
from content.values.problems import Conflict, Issue, Severity, ValidationFailed
from content.values.sources import Source, dump_source


async def store_revision(
    installation: Installation, head: Head, source: Source, *, by: str, session: Session
) -> Entity:
    """The head moved on by one revision. The source must have been validated."""
    now = installation.clock()
    changed = head.model_copy(
        update={
            "version": head.version + 1,
            "source": dump_source(source),
            "references": targets_of([source]),
            "texts": text_hashes(source),
            "saved_at": now,
            "saved_by": by,
        }
    )
    result = (
        await HEADS[head.type]
        .get_motor_collection()
        .update_one(
            {"_id": head.id, "version": head.version},
            {
                "$set": {
                    name: getattr(changed, name)
                    for name in (
                        "version",
                        "source",
                        "home",
                        "references",
                        "texts",
                        "saved_at",
                        "saved_by",
                    )
                }
            },
            session=session,
        )
    )
    if result.matched_count != 1:
        raise Conflict(f"{head.key} was changed at the same time; read it again")
    await insert_all(RevisionDocument.get_motor_collection(), [revision_of(changed)], session)
    deed = Deed(action="save", entity=head.id, revision=changed.version)
    await record([deed], by=by, at=now, session=session)
    entity: Entity = changed.to_entity()
    return entity


def raise_errors(issues: Sequence[Issue]) -> None:
    """Raises ValidationFailed if any issue is an error."""
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise ValidationFailed(issues)


def revision_of(head: Head) -> dict[str, Any]:
    """The stored form of the revision a head is at."""
    return {
        "_id": revision_id(head.id, head.version),
        "entity": head.id,
        "type": head.type.value,
        "version": head.version,
        "source": head.source,
        "home": head.home,
        "abstract": head.abstract,
        "author": head.saved_by,
        "at": head.saved_at,
        "name": None,
        "schema_version": SCHEMA_VERSION,
    }

"""Moving a head on by one revision."""

from collections.abc import Sequence
from typing import Any

from content.documents.heads import HEADS, SCHEMA_VERSION, Head
from content.documents.revisions import RevisionDocument, revision_id
from content.editing.facts import targets_of
from content.installation import Installation
from content.recording import Deed, rows_of
from content.rules.draft_text import search_text
from content.rules.hashing import hashes_of
from content.rules.texts import text_hashes
from content.store import Session
from content.store.together import Insert, NotThere, Update, write_together
from content.values.entity import Entity
from content.values.problems import Conflict, Issue, Severity, ValidationFailed
from content.values.sources import Source, dump_source


async def store_revision(
    installation: Installation, head: Head, source: Source, *, by: str, session: Session
) -> Entity:
    """The head moved on by one revision. The source must have been validated."""
    now = installation.clock()
    fields = {
        "version": head.version + 1,
        "home": head.home,
        **derived(installation, head.key, source),
        "saved_at": now,
        "saved_by": by,
    }
    changed = head.model_copy(update=fields)
    deed = Deed(action="save", entity=head.id, revision=changed.version)
    expected = {"_id": head.id, "version": head.version}
    try:
        await write_together(
            [
                Update(HEADS[head.type].get_motor_collection(), [(expected, {"$set": fields})]),
                Insert(RevisionDocument.get_motor_collection(), [revision_of(changed)]),
                *rows_of([deed], by=by, at=now),
            ],
            session,
        )
    except NotThere as error:
        told = f"{head.key} was changed at the same time; read it again"
        raise Conflict(told) from error
    return entity_of(changed, source)


def derived(installation: Installation, key: str, source: Source) -> dict[str, Any]:
    """A source as heads store it, with what is found, compared and listed by."""
    dumped = dump_source(source)
    return {
        "source": dumped,
        "references": targets_of([source]),
        "texts": text_hashes(source),
        "hashes": hashes_of(dumped, installation.locales.all),
        "search": search_text(key, source),
    }


def entity_of(head: Head, source: Source) -> Entity:
    """The value of a head whose source is parsed already."""
    fields = {name: getattr(head, name) for name in Entity.model_fields if name != "source"}
    return Entity.model_construct(**fields, source=source)


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

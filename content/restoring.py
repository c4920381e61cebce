"""Going back: an old revision's content as a new revision."""

from pydantic import ValidationError

from content import editing, history
from content.drafts import head as stored_head
from content.editing import Saved
from content.idempotency import Once, once_only
from content.installation import Installation
from content.recording import Deed, record
from content.store import Session
from content.values.problems import Conflict, Issue, ValidationFailed
from content.values.within import ANYWHERE, Within


async def restore_revision(
    installation: Installation,
    entity_id: str,
    version: int,
    *,
    expected_version: int,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Saved:
    """The entity with a new revision that says what `version` said; nothing is published by it.

    It is validated for today: what it refers to may be gone. Changes saved since
    `expected_version` are merged as in any save. Raises NotFound, Conflict (an archived entity
    too), ValidationFailed, Forbidden.
    """

    async def work(session: Session) -> Saved:
        head = await stored_head(entity_id, session)
        if head.archived:
            raise Conflict(f"{head.key} is archived; restore it first")
        try:
            old = await history.revision(installation, entity_id, version, session)
        except ValidationError as error:
            told = f"revision {version} is not valid any more: {error.errors()[0]['msg']}"
            raise ValidationFailed([Issue(path="", code="INVALID", message=told)]) from error
        saved = await editing.save(
            installation,
            entity_id,
            old.source,
            expected_version=expected_version,
            by=by,
            within=within,
            session=session,
        )
        if saved.entity.version > head.version:
            deed = Deed(
                action="restore_revision",
                entity=entity_id,
                revision=saved.entity.version,
                details={"restored": version},
            )
            await record([deed], by=by, at=saved.entity.saved_at, session=session)
        return saved

    remembered = once_only(installation, once, Saved, work)
    return await (remembered(session) if session else installation.store.transaction(remembered))

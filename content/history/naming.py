"""Naming a revision, so that people find it and it is never thinned."""

from pydantic import TypeAdapter, ValidationError

from content.documents.revisions import RevisionDocument, revision_id
from content.history.reading import revision
from content.installation import Installation
from content.recording import Deed, record
from content.store import Session
from content.values.entity import Revision
from content.values.ids import type_of
from content.values.problems import Forbidden, Issue, ValidationFailed
from content.values.text import Line
from content.values.within import ANYWHERE, Within

_LINE: TypeAdapter[str] = TypeAdapter(Line)


async def name_revision(
    installation: Installation,
    entity_id: str,
    version: int,
    name: str | None,
    *,
    by: str,
    within: Within = ANYWHERE,
    session: Session | None = None,
) -> Revision:
    """The revision under its new name; a blank one takes the name away.

    Raises NotFound, ValidationFailed for a name that is no line of ≤ 300 characters, and
    Forbidden for a type outside `within`.
    """

    async def work(session: Session) -> Revision:
        found = await revision(installation, entity_id, version, session)
        if not within.sees(type_of(entity_id)):
            raise Forbidden(f"your grants do not cover {entity_id}", [entity_id])
        told = _checked(name)
        if told == found.name:
            return found
        await RevisionDocument.get_motor_collection().update_one(
            {"_id": revision_id(entity_id, version)}, {"$set": {"name": told}}, session=session
        )
        deed = Deed(
            action="name_revision", entity=entity_id, revision=version, details={"name": told}
        )
        await record([deed], by=by, at=installation.clock(), session=session)
        return found.model_copy(update={"name": told})

    return await (work(session) if session else installation.store.transaction(work))


def _checked(name: str | None) -> str | None:
    try:
        return _LINE.validate_python((name or "").strip()) or None
    except ValidationError as error:
        issue = Issue(path="name", code="INVALID", message=error.errors()[0]["msg"])
        raise ValidationFailed([issue]) from error

"""What may be published: the revision asked for, and the gate every publication passes."""

from collections.abc import Mapping

from content.documents.revisions import RevisionDocument, revision_id
from content.installation import Installation
from content.publishing.closure import Closure, Target, publication_of
from content.rules.publishable import publish_issues
from content.rules.resolution import Published, Resolution
from content.store import Session
from content.values.problems import Conflict, Issue, NotFound, Severity, ValidationFailed
from content.values.sources import parse_source


async def requested(
    installation: Installation, closure: Closure, target: Target, session: Session
) -> Published | None:
    """The publication a target asks for; None if it is published already.

    Raises NotFound, and Conflict if that locale serves a newer revision.
    """
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


def gate(closure: Closure, resolutions: Mapping[tuple[str, str], Resolution]) -> list[Issue]:
    """The warnings of a closure; raises ValidationFailed with every error."""
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

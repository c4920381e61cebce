"""What may be published: the revision asked for, and the gate every publication passes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from content.installation import Installation
from content.publishing.closure import Closure, Target, publication_of
from content.resolving.moment import Moment
from content.rules.publishable import publish_issues
from content.rules.resolution import Resolution
from content.values.permitting import Permit
from content.values.problems import Conflict, Forbidden, Issue, NotFound, Severity, ValidationFailed
from content.values.within import Within


async def begin(
    installation: Installation, moment: Moment, targets: Sequence[Target], permit: Permit
) -> None:
    """Reads what publishing the targets will ask for; raises NotFound, and as the permit does."""
    entities = list(dict.fromkeys(target.entity_id for target in targets))
    await moment.begin(entities, installation.locales.all)
    heads = await moment.heads(entities)
    for entity in entities:
        if entity not in heads:
            raise NotFound(f"there is no entity {entity}")
        permit(heads[entity])


async def request(
    installation: Installation, closure: Closure, targets: Sequence[Target], *, at: datetime
) -> None:
    """Puts into the closure what the targets ask for and is not published already.

    Raises NotFound, and Conflict if a locale serves a newer revision.
    """
    closure.heads |= await closure.moment.heads(target.entity_id for target in targets)
    wanted = [each for each in targets if _is_new(installation, closure, each)]
    saves = {each: closure.heads[each.entity_id].save(each.revision) for each in wanted}
    await closure.moment.read(saves.values())
    for target, save in saves.items():
        head = closure.heads[target.entity_id]
        source = closure.moment.known(save)
        if source is None:
            raise NotFound(f"there is no revision {target.revision} of {head.key}")
        new = publication_of(head, target.locale, target.revision, source, at)
        closure.pending[target.entity_id, target.locale] = new


def _is_new(installation: Installation, closure: Closure, target: Target) -> bool:
    head = closure.heads[target.entity_id]
    if target.locale not in installation.locales.chains:
        raise NotFound(f"{target.locale!r} is not a configured locale")
    if head.archived:
        raise Conflict(f"{head.key} is archived")
    if not 1 <= target.revision <= head.version:
        raise NotFound(f"there is no revision {target.revision} of {head.key}")
    before = head.published.get(target.locale)
    if before is None or before.revision is None:
        return True
    if before.revision > target.revision:
        raise Conflict(
            f"{target.locale} already serves revision {before.revision} of {head.key}, "
            f"newer than {target.revision}; restore the older revision to go back",
            current_version=head.version,
        )
    return before.revision < target.revision


def refuse_foreign(closure: Closure, within: Within) -> None:
    """Raises Forbidden with each key and locale to be published that the grants leave out."""
    foreign = [
        f"{closure.heads[entity].key} ({locale})"
        for (entity, locale), new in closure.pending.items()
        if not within.covers(new.type, locale)
    ]
    if foreign:
        raise Forbidden(f"your grants do not cover: {', '.join(foreign[:5])}", foreign)


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

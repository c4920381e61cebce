"""Saving: a new revision made against a stated version, merged with what others saved since."""

from collections.abc import Callable
from functools import partial
from typing import Any

from content.documents.heads import Head
from content.editing.allowing import refuse_foreign_changes
from content.editing.facts import ancestors_of, facts_of
from content.editing.merging import base_of, merged_with_others, with_known_bases
from content.editing.revising import entity_of, raise_errors, store_revision
from content.idempotency import Once, once_only
from content.installation import Installation
from content.resolving.moment import Moment
from content.resolving.remembering import Save, remembered
from content.rules.shape import shape_issues
from content.store import Session
from content.values.entity import Entity
from content.values.ids import is_id
from content.values.permitting import Permit, allow
from content.values.problems import Conflict, Issue, NotFound, ValidationFailed
from content.values.sources import Source, dump_source, parse_source
from content.values.value import Value
from content.values.within import ANYWHERE, Within

Change = Callable[[Source], Source]
"""From the source of a version to what it should be; may raise ValidationFailed."""


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
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Saved:
    """The entity with a new revision, made against `expected_version` of it.

    Changes others have saved since are merged when they touch other paths. Saving what is
    already there makes no revision. Raises Conflict for the same path, ValidationFailed,
    NotFound, Forbidden. An archived entity is a Conflict.
    """
    return await update(
        installation,
        entity_id,
        lambda _: source,
        expected_version=expected_version,
        by=by,
        within=within,
        once=once,
        session=session,
    )


async def update(
    installation: Installation,
    entity_id: str,
    change: Change,
    *,
    expected_version: int,
    by: str,
    within: Within = ANYWHERE,
    permit: Permit = allow,
    once: Once | None = None,
    session: Session | None = None,
) -> Saved:
    """The entity with its `expected_version` changed, as a new revision.

    So what the change leaves alone cannot be overwritten. `permit` and the change may be called
    more than once. Merges and raises as `save` does, and whatever those two raise.
    """

    async def opened(session: Session) -> Saved:
        moment = Moment(session)
        head = await moment.open(entity_id) if is_id(entity_id) else None
        if head is None:
            raise NotFound(f"there is no entity {entity_id}")
        permit(head)
        return await once_only(installation, once, Saved, partial(work, head, moment))(session)

    async def work(head: Head, moment: Moment, session: Session) -> Saved:
        if head.archived:
            raise Conflict(f"{head.key} is archived; restore it first")
        base = await base_of(head, expected_version, session)
        before = _parsed(head, expected_version, base, moment)
        wanted = change(before)
        if type(wanted) is not type(before):
            raise ValidationFailed([Issue(path="", code="WRONG_TYPE", message="another type")])
        refuse_foreign_changes(head.type, head.key, before, wanted, within)
        if expected_version == head.version:
            return await _store(installation, head, before, wanted, by, moment, session)
        wanted, merged_paths = await merged_with_others(
            installation, head, base, before, wanted, moment, session
        )
        now = _parsed(head, head.version, head.source, moment)
        saved = await _store(installation, head, now, wanted, by, moment, session)
        return saved.model_copy(update={"merged_paths": merged_paths})

    if session is not None:
        return await opened(session)
    saved = await installation.store.transaction(opened)
    entity = saved.entity
    remembered.remember({Save(entity.id, entity.version, entity.created_at): entity.source})
    return saved


def _parsed(head: Head, version: int, data: dict[str, Any], moment: Moment) -> Source:
    """The source of a save, which seldom has to be parsed: most often this process stored it."""
    known = moment.known(Save(head.id, version, head.created_at))
    return known if known is not None else parse_source(head.type, data)


async def _store(
    installation: Installation,
    head: Head,
    previous: Source,
    wanted: Source,
    by: str,
    moment: Moment,
    session: Session,
) -> Saved:
    """The next revision, if there is something new in it."""
    facts = await facts_of([wanted], [], moment)
    raise_errors(
        shape_issues(
            head.id,
            head.type,
            wanted,
            home=head.home,
            targets=facts,
            ancestors=ancestors_of(wanted, facts),
            locales=installation.locales,
        )
    )
    wanted = await with_known_bases(installation, head.id, wanted, previous, moment, session)
    if dump_source(wanted) == head.source:
        return Saved(entity=entity_of(head, previous))
    return Saved(entity=await store_revision(installation, head, wanted, by=by, session=session))

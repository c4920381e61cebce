"""Creating: entities at version 1, all or none."""

from collections.abc import Sequence
from typing import Any

from content.documents.heads import HEADS, Head
from content.documents.revisions import RevisionDocument
from content.editing.allowing import refuse_foreign_creations
from content.editing.facts import ancestors_of, facts_of
from content.editing.merging import with_known_bases
from content.editing.new_entity import NewEntity
from content.editing.revising import derived, raise_errors, revision_of
from content.idempotency import Once, once_only
from content.installation import Installation
from content.recording import Deed, record
from content.resolving.moment import Moment
from content.rules.shape import shape_issues
from content.store import Session
from content.store.bulk import Duplicate, insert_all
from content.values.entity import Entity
from content.values.ids import ContentType, new_id
from content.values.problems import Issue, KeyTaken
from content.values.value import Value
from content.values.within import ANYWHERE, Within


class _Created(Value):
    entities: tuple[Entity, ...]


async def create(
    installation: Installation,
    new: NewEntity,
    *,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Entity:
    """The new entity at version 1; raises as `create_all` does."""
    created = await create_all(
        installation, [new], by=by, within=within, once=once, session=session
    )
    return created[0]


async def create_all(
    installation: Installation,
    news: Sequence[NewEntity],
    *,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> list[Entity]:
    """The new entities at version 1, in order, all or none; they may refer to each other.

    Raises KeyTaken (an archived entity keeps its key), ValidationFailed with every issue, and
    Forbidden unless `within` covers every locale of their types.
    """
    refuse_foreign_creations(news, within)
    news = [new.model_copy(update={"id": new.id or new_id(new.type)}) for new in news]

    async def work(session: Session) -> _Created:
        await _refuse_taken_keys(news, session)
        moment = Moment(session)
        facts = await facts_of([new.source for new in news], news, moment)
        issues: list[Issue] = []
        created: list[Head] = []
        now = installation.clock()
        for new in news:
            if new.home is not None and new.home not in facts:
                told = f"there is no entity {new.home}"
                issues.append(Issue(path="home", code="UNKNOWN_TARGET", message=told))
            issues += shape_issues(
                new.id,
                new.type,
                new.source,
                home=new.home,
                targets=facts,
                ancestors=ancestors_of(new.source, facts),
                locales=installation.locales,
            )
            source = await with_known_bases(installation, new.id, new.source, None, moment, session)
            created.append(
                HEADS[new.type](
                    id=new.id,
                    type=new.type,
                    key=new.key,
                    version=1,
                    home=new.home,
                    abstract=new.abstract,
                    **derived(installation, new.key, source),
                    created_at=now,
                    saved_at=now,
                    saved_by=by,
                    created_by=by,
                )
            )
        raise_errors(issues)
        await _store_new(created, session)
        deeds = [Deed(action="create", entity=each.id, revision=1) for each in created]
        await record(deeds, by=by, at=now, session=session)
        return _Created(entities=tuple(each.to_entity() for each in created))

    remembered = once_only(installation, once, _Created, work)
    done = await (remembered(session) if session else installation.store.transaction(remembered))
    return list(done.entities)


async def _refuse_taken_keys(news: Sequence[NewEntity], session: Session) -> None:
    by_type: dict[ContentType, list[str]] = {}
    for new in news:
        keys = by_type.setdefault(new.type, [])
        if new.key in keys:
            raise KeyTaken(f"two of these hold the key {new.key!r}")
        keys.append(new.key)
    for content_type, keys in by_type.items():
        taken = await HEADS[content_type].find_one({"key": {"$in": keys}}, session=session)
        if taken is not None:
            state = "an archived" if taken.archived else "another"
            name = content_type.value.lower().replace("_", " ")
            raise KeyTaken(f"{state} {name} ({taken.id}) holds the key {taken.key!r}")


async def _store_new(created: Sequence[Head], session: Session) -> None:
    by_type: dict[ContentType, list[Head]] = {}
    for each in created:
        by_type.setdefault(each.type, []).append(each)
    for content_type, some in by_type.items():
        documents = [_document(each) for each in some]
        try:
            await insert_all(HEADS[content_type].get_motor_collection(), documents, session)
        except Duplicate as taken:
            raise KeyTaken(f"another holds the key {taken.values.get('key')!r}") from taken
    revisions = [revision_of(each) for each in created]
    await insert_all(RevisionDocument.get_motor_collection(), revisions, session)


def _document(head: Head) -> dict[str, Any]:
    data = head.model_dump(by_alias=True, exclude={"revision_id"})
    return {**data, "type": head.type.value}

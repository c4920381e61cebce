"""Creating: entities at version 1, all or none."""

from collections.abc import Sequence
from typing import Any

from content.documents.heads import HEADS, Head
from content.documents.revisions import RevisionDocument
from content.editing.facts import ancestors_of, facts_of, targets_of
from content.editing.new_entity import NewEntity
from content.editing.revising import raise_errors, revision_of
from content.installation import Installation
from content.recording import Deed, record
from content.resolving.loading import load_published
from content.rules.bases import with_bases
from content.rules.shape import shape_issues
from content.rules.texts import text_hashes
from content.store import Session
from content.store.bulk import insert_all
from content.values.entity import Entity
from content.values.ids import ContentType, new_id
from content.values.problems import Issue, KeyTaken
from content.values.sources import dump_source


async def create(
    installation: Installation, new: NewEntity, *, by: str, session: Session | None = None
) -> Entity:
    """The new entity at version 1; raises as `create_all` does."""
    return (await create_all(installation, [new], by=by, session=session))[0]


async def create_all(
    installation: Installation,
    news: Sequence[NewEntity],
    *,
    by: str,
    session: Session | None = None,
) -> list[Entity]:
    """The new entities at version 1, in order, all or none; they may refer to each other.

    Raises KeyTaken (an archived entity keeps its key) and ValidationFailed with every issue.
    """
    news = [new.model_copy(update={"id": new.id or new_id(new.type)}) for new in news]

    async def work(session: Session) -> list[Entity]:
        await _refuse_taken_keys(news, session)
        facts = await facts_of([new.source for new in news], news, session)
        snapshot = await load_published(targets_of(new.source for new in news), session)
        issues: list[Issue] = []
        created: list[Head] = []
        now = installation.clock()
        for new in news:
            issues += shape_issues(
                new.id,
                new.type,
                new.source,
                home=new.home,
                targets=facts,
                ancestors=ancestors_of(new.source, facts),
                locales=installation.locales,
            )
            source = with_bases(new.id, new.source, None, snapshot, installation.config)
            created.append(
                HEADS[new.type](
                    id=new.id,
                    type=new.type,
                    key=new.key,
                    version=1,
                    source=dump_source(source),
                    home=new.home,
                    abstract=new.abstract,
                    references=targets_of([source]),
                    texts=text_hashes(source),
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
        return [each.to_entity() for each in created]

    return await (work(session) if session else installation.store.transaction(work))


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
        await insert_all(HEADS[content_type].get_motor_collection(), documents, session)
    revisions = [revision_of(each) for each in created]
    await insert_all(RevisionDocument.get_motor_collection(), revisions, session)


def _document(head: Head) -> dict[str, Any]:
    data = head.model_dump(by_alias=True, exclude={"revision_id"})
    return {**data, "type": head.type.value}

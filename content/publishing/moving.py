"""Moving heads: from here on a locale serves another revision."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.documents.heads import HEADS
from content.documents.revisions import RevisionDocument, revision_id
from content.publishing.closure import Closure
from content.recording import Deed
from content.rules.hashing import locale_hash
from content.rules.resolution import Published
from content.rules.resolution.withdrawal import Withdrawal
from content.store import Session
from content.store.bulk import update_all
from content.values.ids import ContentType
from content.values.sources import Audience, InterviewQuestion


async def move_heads(closure: Closure, session: Session) -> None:
    """Points the heads of a closure at what it publishes."""
    by_type: dict[ContentType, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for (entity, locale), new in closure.pending.items():
        publication = {
            "revision": new.revision,
            "seq": new.seq,
            "hash": locale_hash(new.source, locale),
            "at": new.at,
            "first_at": new.first_at,
        }
        update = {"$set": {f"published.{locale}": publication}}
        by_type.setdefault(new.type, []).append(({"_id": entity}, update))
    for content_type, updates in by_type.items():
        collection = HEADS[content_type].get_motor_collection()
        await update_all(collection, updates, session)


async def withdrawn_answers(closure: Closure, session: Session) -> list[Withdrawal]:
    """Questions whose published sample answer was public and now is for interviewers."""
    found = []
    for (entity, locale), new in closure.pending.items():
        source = new.source
        if not isinstance(source, InterviewQuestion) or source.audience is Audience.PUBLIC:
            continue
        head = closure.heads[entity]
        before = head.published.get(locale)
        if before is None or before.revision is None:
            continue
        name = revision_id(entity, before.revision)
        stored = await RevisionDocument.find_one({"_id": name}, session=session)
        was = stored.source.get("audience", Audience.PUBLIC.value) if stored else None
        if was == Audience.PUBLIC.value:
            found.append(Withdrawal(entity, locale, answer_only=True))
    return found


def deeds(
    publications: Iterable[Published], documents: Mapping[str, Mapping[str, Any]]
) -> Iterable[Deed]:
    """What to record of each publication."""
    for new in publications:
        document = documents.get(f"{new.entity}:{new.locale}", {})
        yield Deed(
            action="publish",
            entity=new.entity,
            locale=new.locale,
            revision=new.revision,
            stamp=document.get("stamp"),
            tags=tuple(document.get("tags", ())),
        )

"""Moving heads: from here on a locale serves another revision."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.documents.heads import HEADS
from content.publishing.closure import Closure
from content.recording import Deed
from content.resolving.remembering import Save
from content.rules.hashing import locale_hash
from content.rules.resolution import Published
from content.rules.resolution.withdrawal import Withdrawal
from content.store.together import Update
from content.values.ids import ContentType
from content.values.sources import Audience, InterviewQuestion


def moves_of(closure: Closure) -> list[Update]:
    """What points the heads of a closure at what it publishes."""
    by_type: dict[ContentType, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for (entity, locale), new in closure.pending.items():
        publication = {
            "revision": new.revision,
            "seq": new.seq,
            "hash": _hash_of(closure, new, locale),
            "at": new.at,
            "first_at": new.first_at,
        }
        update = {"$set": {f"published.{locale}": publication}}
        by_type.setdefault(new.type, []).append(({"_id": entity}, update))
    return [
        Update(HEADS[content_type].get_motor_collection(), updates)
        for content_type, updates in by_type.items()
    ]


def _hash_of(closure: Closure, new: Published, locale: str) -> str:
    head = closure.heads[new.entity]
    is_draft = new.revision == head.version
    return closure.hash_of(head, locale) if is_draft else locale_hash(new.source, locale)


async def withdrawn_answers(closure: Closure) -> list[Withdrawal]:
    """Questions whose published sample answer was public and now is for interviewers."""
    served: dict[tuple[str, str], Save] = {}
    for (entity, locale), new in closure.pending.items():
        source, head = new.source, closure.heads[entity]
        if isinstance(source, InterviewQuestion) and source.audience is not Audience.PUBLIC:
            before = head.published.get(locale)
            if before is not None and before.revision is not None:
                served[entity, locale] = head.save(before.revision)
    await closure.moment.read(served.values())
    return [
        Withdrawal(entity, locale, answer_only=True)
        for (entity, locale), save in served.items()
        if getattr(closure.moment.known(save), "audience", Audience.PUBLIC) is Audience.PUBLIC
    ]


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

"""Which entity each part of a draft is: one of the last import, one of the library, or new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from content import drafts
from content.installation import Installation
from content.rules.texts import statement_hash, text_hash
from content.store import Session
from content.values.entity import Entity
from content.values.ids import ContentType, new_id, type_of
from content.values.sources import (
    Audience,
    InterviewQuestion,
    Snippet,
    Source,
    Statement,
    parse_source,
)
from seed.articles.composing.draft import Draft, Part

ALIKE = 0.6
"""From this likeness on, a statement without heading is an earlier one, reworded."""


@dataclass
class Known:
    """The entity of every part, by part key: `old`, `reused` or `new` says where it is from."""

    ids: dict[str, str] = field(default_factory=dict)
    old: dict[str, str] = field(default_factory=dict)
    reused: dict[str, Entity] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    """Key to create the entity with, by part key."""
    answers: dict[str, str] = field(default_factory=dict)
    """The article's answer to a reused question that has another one, by part key."""


async def know(
    installation: Installation,
    draft: Draft,
    last: Mapping[str, dict[str, object]],
    session: Session,
) -> Known:
    """Finds every part; `last` are the sources of the article's last import, by entity id."""
    known = Known()
    _known_from_last(draft, last, known)
    missing = {key: part for key, part in draft.parts.items() if key not in known.ids}
    found = await _in_library(installation, draft.locale, missing, session)
    for key, entity in found.items():
        known.ids[key], known.reused[key] = entity.id, entity
        answer = _other_answer(entity.source, draft.parts[key].source, draft.locale)
        if answer:
            known.answers[key] = answer
    for key in missing:
        if key not in known.ids:
            known.ids[key] = new_id(missing[key].type)
    await _free_keys(
        installation, {k: p for k, p in missing.items() if k not in found}, known, session
    )
    return known


def _known_from_last(draft: Draft, last: Mapping[str, dict[str, object]], known: Known) -> None:
    sources = {
        entity: parse_source(type_of(entity), dict(data))
        for entity, data in last.items()
        if type_of(entity) in _PART_TYPES
    }
    for certain in (True, False):
        taken = set(known.old.values())
        for key, part in draft.parts.items():
            if key in known.old:
                continue
            match = next(
                (
                    entity
                    for entity, source in sources.items()
                    if entity not in taken and _is_same(source, part, draft.locale, certain)
                ),
                None,
            )
            if match is not None:
                known.ids[key] = known.old[key] = match
                taken.add(match)


_PART_TYPES = frozenset(
    {ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION, ContentType.SNIPPET}
)


def _is_same(source: Source, part: Part, locale: str, certain: bool) -> bool:
    """Whether a part is that earlier one: word for word, or, not `certain`, told anew."""
    new = part.source
    if isinstance(source, Statement) and isinstance(new, Statement):
        if source.kind is not new.kind or locale not in source.text:
            return False
        heading = source.heading.get(locale) == new.heading.get(locale)
        if certain:
            return heading and source.text[locale].value == new.text[locale].value
        if new.heading.get(locale) is not None:
            return heading
        return _alike(source.text[locale].value, new.text[locale].value)
    if isinstance(source, InterviewQuestion) and isinstance(new, InterviewQuestion):
        if locale not in source.prompt:
            return False
        before, now = source.prompt[locale].value, new.prompt[locale].value
        return before == now if certain else _alike(before, now)
    if isinstance(source, Snippet) and isinstance(new, Snippet) and locale in source.body:
        before, now = source.body[locale].value, new.body[locale].value
        return source.kind is new.kind and (before == now if certain else _alike(before, now))
    return False


def _alike(before: str, now: str) -> bool:
    return SequenceMatcher(None, before, now, autojunk=False).ratio() >= ALIKE


def _other_answer(theirs: Source, mine: Source, locale: str) -> str:
    """The article's answer if the question's own is another; a missing one is no answer."""
    if not isinstance(theirs, InterviewQuestion) or not isinstance(mine, InterviewQuestion):
        return ""
    answer, own = mine.sample_answer.get(locale), theirs.sample_answer.get(locale)
    return answer.value if answer and (own is None or own.value != answer.value) else ""


async def _in_library(
    installation: Installation, locale: str, parts: Mapping[str, Part], session: Session
) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for content_type in (ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION):
        hashes = {
            key: _hash(part.source, locale)
            for key, part in parts.items()
            if part.type is content_type
        }
        if not hashes:
            continue
        entities = await drafts.by_texts(
            installation, content_type, list(set(hashes.values())), session
        )
        for key, text in hashes.items():
            if text in entities and _fits(entities[text], parts[key], locale):
                found[key] = entities[text]
    snippets = [key for key, part in parts.items() if part.type is ContentType.SNIPPET]
    by_key = (
        await drafts.by_keys(installation, ContentType.SNIPPET, snippets, session)
        if snippets
        else {}
    )
    for key, entity in by_key.items():
        if not entity.archived and _is_same(entity.source, parts[key], locale, True):
            found[key] = entity
    return found


def _hash(source: Source, locale: str) -> str:
    if isinstance(source, Statement):
        return statement_hash(source, locale)
    assert isinstance(source, InterviewQuestion)
    return text_hash("QUESTION", locale, source.prompt[locale].value)


def _fits(entity: Entity, part: Part, locale: str) -> bool:
    """Whether the page would show the part's very words by using the entity."""
    source = entity.source
    if isinstance(source, InterviewQuestion) and source.audience is not Audience.PUBLIC:
        return False  # its answer, here or overridden, is for interviewers alone
    return _is_same(source, part, locale, certain=True)


async def _free_keys(
    installation: Installation, parts: Mapping[str, Part], known: Known, session: Session
) -> None:
    for content_type in _PART_TYPES:
        keys = [key for key, part in parts.items() if part.type is content_type]
        wanted = [f"{key}{end}" for key in keys for end in ("", "-2", "-3", "-4", "-5")]
        taken = await drafts.by_keys(installation, content_type, wanted, session) if keys else {}
        for key in keys:
            known.new[key] = next(
                (name for name in wanted if name.startswith(key) and name not in taken),
                f"{key[:60]}-{known.ids[key][-8:].lower()}",
            )

"""How an article differs from its last import, line by line as a reader would see it."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import Any

from content import drafts
from content.installation import Installation
from content.rules.markdown import render
from content.store import Session
from content.values.blocks import Faq, InheritedBlock, JobDescriptionUse, Prose, uses_in
from content.values.ids import type_of
from content.values.sources import (
    InterviewQuestion,
    JobDescription,
    RolePage,
    Snippet,
    Source,
    Statement,
    parse_source,
)
from seed.articles.composing import Draft
from seed.articles.storing.parts import Known
from seed.articles.storing.whole import Whole


async def differences(
    installation: Installation,
    draft: Draft,
    last: Mapping[str, dict[str, Any]],
    known: Known,
    whole: Whole,
    session: Session,
) -> list[str]:
    """A unified diff of the texts, without its two header lines."""
    old = {entity: parse_source(type_of(entity), dict(data)) for entity, data in last.items()}
    new: dict[str, Source] = {known.ids[key]: part.source for key, part in draft.parts.items()}
    new |= whole.sources
    used = {target for source in old.values() for target in _targets(source)}
    others = await drafts.get_all(installation, used - old.keys(), session)
    old |= {entity: found.source for entity, found in others.items()}
    before = list(_told(old, whole.page, draft.locale))
    after = list(_told(new, whole.page, draft.locale))
    if before == after:  # the same words in another format, order of parts or layout
        before, after = _formatted(old, whole.page), _formatted(new, whole.page)
    return list(unified_diff(before, after, "last import", "this article", n=1, lineterm=""))[2:]


def _formatted(sources: Mapping[str, Source], page: str) -> list[str]:
    lines = [line for source in sources.values() for line in str(source).split(" ")]
    return lines if page in sources else []


def _targets(source: Source) -> Iterator[str]:
    if isinstance(source, RolePage | JobDescription):
        for block in source.blocks:
            yield from (use.target for use in uses_in(block) if use.target)


def _told(sources: Mapping[str, Source], entity: str, locale: str) -> Iterator[str]:
    source = sources.get(entity)
    match source:
        case RolePage():
            yield from _lines(source.title, locale)
            yield from _lines(source.intro, locale)
            yield from _blocks(sources, source.blocks, locale)
        case JobDescription():
            yield from _lines(source.title, locale)
            yield from _lines(source.location, locale)
            yield from _lines(source.overview, locale)
            yield from _blocks(sources, source.blocks, locale)
        case Statement():
            yield from _lines(source.heading, locale)
            yield from _lines(source.text, locale)
        case InterviewQuestion():
            yield from _lines(source.prompt, locale)
            yield from _lines(source.sample_answer, locale)
        case Snippet():
            yield from _lines(source.body, locale)


def _blocks(sources: Mapping[str, Source], blocks: Sequence[Any], locale: str) -> Iterator[str]:
    for block in sorted(blocks, key=lambda block: (block.order_key or "", block.block_id)):
        if isinstance(block, InheritedBlock):
            continue
        yield from _lines(block.heading, locale)
        yield from _lines(block.intro, locale)
        if isinstance(block, Prose):
            yield from _lines(block.body, locale)
        if isinstance(block, Faq):
            for pair in block.pairs:
                yield from _lines(pair.question, locale)
                yield from _lines(pair.answer, locale)
        for use in uses_in(block):
            overridden = [o.value for o in use.overrides if o.locale == locale]
            lines = list(_told(sources, use.target or "", locale))
            if overridden and not isinstance(block, JobDescriptionUse):
                lines = [*lines[:1], *_plain(str(overridden[0]))]
            yield from lines
        yield from _lines(block.outro, locale)


def _lines(text: Mapping[str, Any], locale: str) -> Iterator[str]:
    if locale in text:
        yield from _plain(text[locale].value)


def _plain(markdown: str) -> Iterator[str]:
    yield from (line for line in render(markdown).plain.split("\n") if line.strip())


def title_of(source: Source, locale: str) -> str:
    """What a part is called where it is listed: its heading, or its text in short."""
    match source:
        case Statement():
            text = source.heading.get(locale) or source.text[locale]
        case InterviewQuestion():
            text = source.prompt[locale]
        case Snippet():
            text = source.body[locale]
        case _:
            return ""
    plain = " ".join(render(text.value).plain.split())
    return plain if len(plain) <= 70 else plain[:69].rsplit(" ", 1)[0] + "…"

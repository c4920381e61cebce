"""The sample library keeps its promises: enough of everything, shared, German, never repeated."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pytest

from content.rules.hashing import is_localized
from content.rules.local_texts import texts
from content.rules.placeholders import names_in
from content.values.blocks import InheritedBlock, StatementKind, uses_in
from content.values.ids import ContentType
from content.values.sources import (
    InterviewQuestion,
    JobDescription,
    Role,
    RolePage,
    Snippet,
    Source,
    Statement,
    dump_source,
)
from tests.seed.sample_library import description_of, library, lineage, source, sources, used, uses

NAMED = [
    "backend-developer",
    "senior-backend-developer",
    "frontend-developer",
    "full-stack-developer",
    "mobile-developer",
    "devops-engineer",
    "data-engineer",
    "data-scientist",
    "qa-engineer",
    "security-engineer",
    "product-manager",
    "ux-designer",
    "engineering-manager",
]
BUILT_IN = re.compile(r"(?:role|organization)\.")
ENOUGH = {
    StatementKind.REASON: 6,
    StatementKind.RESPONSIBILITY: 8,
    StatementKind.REQUIREMENT: 8,
}
FEWEST_QUESTIONS = 10
MOST_OVERLAP = 0.3


def test_there_are_fourteen_roles_in_five_families() -> None:
    pages, roles = sources(ContentType.ROLE_PAGE), sources(ContentType.ROLE)
    assert len(pages) >= 14
    assert set(NAMED) <= pages.keys()
    of_pages = [source(page.role) for page in pages.values()]
    assert all(isinstance(role, Role) for role in of_pages)
    assert len({role.family for role in roles.values()}) >= 5


def test_a_page_has_every_kind_of_section() -> None:
    page = sources(ContentType.ROLE_PAGE)["backend-developer"]
    kinds = {block.type for block in page.blocks}
    assert {"PROSE", "STATEMENT_LIST", "JOB_DESCRIPTION_USE", "QUESTION_LIST"} <= kinds


def test_the_senior_page_extends_the_plain_one_by_deltas() -> None:
    page = sources(ContentType.ROLE_PAGE)["senior-backend-developer"]
    assert library()[page.extends].name.key == "backend-developer"
    deltas = [block for block in page.blocks if isinstance(block, InheritedBlock)]
    assert any(use.target is None and use.overrides for delta in deltas for use in delta.items)
    assert any(use.target is not None for delta in deltas for use in delta.items)
    assert any(use.hidden for delta in deltas for use in delta.items)


@pytest.mark.parametrize("key", sorted(sources(ContentType.ROLE_PAGE)))
def test_a_page_has_enough_of_everything(key: str) -> None:
    page = sources(ContentType.ROLE_PAGE)[key]
    distinct = {id(each): each for each in used(page)}.values()
    kinds = Counter(each.kind for each in distinct if isinstance(each, Statement))
    for kind, fewest in ENOUGH.items():
        assert kinds[kind] >= fewest, kind
    questions = [each for each in distinct if isinstance(each, InterviewQuestion)]
    assert len(questions) >= FEWEST_QUESTIONS


@pytest.mark.parametrize("key", sorted(sources(ContentType.INTERVIEW_QUESTION)))
def test_a_question_has_all_an_interviewer_needs(key: str) -> None:
    question = sources(ContentType.INTERVIEW_QUESTION)[key]
    for locale in question.prompt:
        assert question.sample_answer[locale].value
        assert question.look_for[locale].value
        assert len(question.rubric) >= 3
        assert all(level.anchor[locale].value for level in question.rubric)


@pytest.mark.parametrize("kind", [Statement, InterviewQuestion])
def test_a_third_is_shared_between_roles(kind: type[Source]) -> None:
    roles: dict[int, set[str]] = defaultdict(set)
    for page in sources(ContentType.ROLE_PAGE).values():
        for each in used(page):
            if isinstance(each, kind):
                roles[id(each)].add(page.role)
    shared = [each for each in roles.values() if len(each) > 1]
    assert len(shared) * 3 >= len(roles)


def test_shared_parts_are_told_differently_where_it_reads_better() -> None:
    overrides = [
        override
        for page in sources(ContentType.ROLE_PAGE).values()
        for block in page.blocks
        for use in uses_in(block)
        for override in use.overrides
    ]
    assert len(overrides) >= 20


def test_nothing_lies_about_unused() -> None:
    seen = {id(each) for page in sources(ContentType.ROLE_PAGE).values() for each in used(page)}
    unused = [
        str(entity.name)
        for entity in library().values()
        if isinstance(entity.texts[-1].source, Statement | InterviewQuestion)
        and id(entity.texts[-1].source) not in seen
    ]
    assert unused == []


def _without_german(data: Any, path: str) -> Iterator[str]:
    if isinstance(data, list):
        told = {each["field"] for each in data if _is_told(each, "de")}
        for position, each in enumerate(data):
            if _is_told(each, "en") and each["field"] not in told:
                yield f"{path}.{each['field']}"
            yield from _without_german(each, f"{path}.{position}")
    elif isinstance(data, dict) and is_localized(data):
        if "en" in data and not data.get("de", {}).get("value"):
            yield path
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _without_german(value, f"{path}.{name}")


def _is_told(item: Any, locale: str) -> bool:
    return isinstance(item, dict) and "field" in item and item.get("locale") == locale


def german_pages() -> list[str]:
    """The keys of the pages that are published in German."""
    return sorted(
        entity.name.key
        for entity in library().values()
        if entity.name.type is ContentType.ROLE_PAGE and "de" in entity.texts[-1].publish
    )


def test_five_pages_are_german() -> None:
    assert len(german_pages()) >= 5


@pytest.mark.parametrize("key", german_pages())
def test_a_german_page_is_german_throughout(key: str) -> None:
    page = sources(ContentType.ROLE_PAGE)[key]
    description = description_of(page)
    parts = [page, *lineage(page), source(page.role), *lineage(description), *used(page)]
    cards = {id(each) for each in parts if isinstance(each, RolePage)} - {id(page)}
    keys = {id(entity.texts[-1].source): entity for entity in library().values()}
    for each in {id(part): part for part in parts if id(part) not in cards}.values():
        entity = keys[id(each)]
        assert "de" in entity.texts[-1].publish, f"{entity.name} is not published in German"
        assert list(_without_german(dump_source(each), str(entity.name))) == []


def _placeholders(each: Source) -> set[str]:
    return {
        name
        for text in texts(each)
        if not text.field.startswith("variables.")
        for line in text.lines
        for name in names_in(line)
    }


@pytest.mark.parametrize("key", sorted(sources(ContentType.ROLE_PAGE)))
def test_every_placeholder_is_declared(key: str) -> None:
    page = sources(ContentType.ROLE_PAGE)[key]
    description = description_of(page)
    declared = {
        variable.name
        for level in lineage(description)
        if isinstance(level, JobDescription)
        for variable in level.variables
    }
    for each in [*lineage(page), *lineage(description), *used(page)]:
        if isinstance(each, RolePage) and each not in lineage(page):
            continue
        unknown = {name for name in _placeholders(each) if not BUILT_IN.match(name)} - declared
        assert unknown == set()


def test_every_variable_is_used() -> None:
    for key, description in sources(ContentType.JOB_DESCRIPTION).items():
        parts = [description, *(source(use.target or "") for use in uses(description))]
        named = {name for each in parts for level in _levels(each) for name in _placeholders(level)}
        declared = {variable.name for variable in description.variables}
        assert declared - named == set(), key


def _levels(each: Source) -> Iterable[Source]:
    return lineage(each) if isinstance(each, JobDescription) else [each]


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.casefold())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def _items(locale: str) -> dict[str, str]:
    """All that a statement or question says in a language, by name."""
    return {
        str(entity.name): "\n".join(
            line
            for text in texts(entity.texts[-1].source)
            if text.locale == locale
            for line in text.lines
        )
        for entity in library().values()
        if isinstance(entity.texts[-1].source, Statement | InterviewQuestion | Snippet)
    }


def _bodies(locale: str) -> dict[str, str]:
    """The text alone of statements that are longer than a phrase, by name."""
    return {
        str(entity.name): each.text[locale].value
        for entity in library().values()
        if isinstance(each := entity.texts[-1].source, Statement)
        and locale in each.text
        and len(each.text[locale].value.split()) >= 12
    }


def _retellings(locale: str) -> dict[str, str]:
    """Texts told differently on a page, by what they retell and where."""
    return {
        f"{library()[use.target].name} on {entity.name}": text.lines[0]
        for entity in library().values()
        for text in texts(entity.texts[-1].source)
        if text.place and (use := text.place.use) and use.target and text.lines
        if text.locale == locale and len(text.lines[0].split()) >= 12
    }


def _alike(named: dict[str, str]) -> list[tuple[str, str, float]]:
    grams = {name: _grams(text) for name, text in named.items()}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, found in grams.items():
        for gram in found:
            holders[gram].append(name)
    common: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        common.update(combinations(sorted(names), 2))
    return [
        (one, other, share)
        for (one, other), count in common.items()
        if (share := count / min(len(grams[one]), len(grams[other]))) >= MOST_OVERLAP
        and one.split(" on ")[0] != other.split(" on ")[0]
    ]


def test_a_copy_with_the_nouns_changed_would_be_noticed() -> None:
    text = "Writes {} every morning before the shop opens and reads it out to {} at noon."
    copies = {"a": text.format("a list", "the team"), "b": text.format("the plan", "customers")}
    assert [(one, other) for one, other, _ in _alike(copies)] == [("a", "b")]


@pytest.mark.parametrize("locale", ["en", "de"])
def test_no_text_is_another_with_the_nouns_changed(locale: str) -> None:
    assert _alike(_items(locale)) == []
    assert _alike(_bodies(locale)) == []
    assert _alike(_items(locale) | _retellings(locale)) == []


def test_interviewers_see_answers_the_public_does_not() -> None:
    questions = sources(ContentType.INTERVIEW_QUESTION).values()
    kept = [each for each in questions if each.audience == "INTERVIEWER"]
    assert 0 < len(kept) < len(questions) / 3

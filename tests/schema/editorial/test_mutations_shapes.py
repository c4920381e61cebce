"""What a conflict shows has the names of the SDL, and nothing that is for interviewers alone."""

from typing import Any

import pytest

from content.values.ids import ContentType, new_id
from content.values.sources import SOURCES, parse_source
from schema.editorial import editorial_schema
from schema.editorial.paths import sdl_path
from schema.editorial.shapes import shaped

TEXT = {"en": {"value": "A secret.", "base": {"revision": 1, "locale": "de", "hash": "h"}}}
BLOCK = {"order_key": "0001", "heading": TEXT}


def use(use_id: str, content_type: ContentType, field: str) -> dict[str, Any]:
    """A use that tells one field differently."""
    override = {"field": field, "locale": "en", "value": "A secret."}
    return {
        "use_id": use_id,
        "target": new_id(content_type),
        "order_key": "0001",
        "overrides": [override],
    }


QUESTION = use("q", ContentType.INTERVIEW_QUESTION, "sample_answer")
BLOCKS = [
    {**BLOCK, "type": "PROSE", "block_id": "a", "body": TEXT},
    {**BLOCK, "type": "STATEMENT_LIST", "block_id": "b", "kind": "REASON", "items": [
        use("s", ContentType.STATEMENT, "text")]},
    {**BLOCK, "type": "QUESTION_LIST", "block_id": "c", "items": [QUESTION]},
    {**BLOCK, "type": "SNIPPET_USE", "block_id": "e", "use": use("n", ContentType.SNIPPET, "body")},
    {**BLOCK, "type": "FAQ", "block_id": "f", "pairs": [
        {"pair_id": "p", "order_key": "1", "question": TEXT, "answer": TEXT}]},
    {**BLOCK, "type": "SKILLS_TABLE", "block_id": "g"},
    {**BLOCK, "type": "CALLOUT", "block_id": "h", "text": TEXT},
    {"type": "INHERITED", "block_id": "j", "hidden": True, "items": [
        {"use_id": "x", "hidden": True}]},
]  # fmt: skip
ON_PAGES = [
    {**BLOCK, "type": "JOB_DESCRIPTION_USE", "block_id": "d", "use": use(
        "j", ContentType.JOB_DESCRIPTION, "title")},
    {**BLOCK, "type": "RELATED_ROLES", "block_id": "i", "picks": [
        use("r", ContentType.ROLE_PAGE, "title")]},
]  # fmt: skip
REFERENCE = {"name": TEXT, "aliases": {"en": {"value": ["x"]}}, "same_as": ["https://x.org/y"]}
FULL: dict[ContentType, dict[str, Any]] = {
    ContentType.ROLE: {
        "title": TEXT,
        "family": new_id(ContentType.JOB_FAMILY),
        "level": "MID",
        "skills": [{"skill": new_id(ContentType.SKILL)}],
        "occupation_codes": [{"scheme": "ISCO", "code": "1"}],
    },
    ContentType.STATEMENT: {
        "kind": "REQUIREMENT",
        "text": TEXT,
        "skills": [new_id(ContentType.SKILL)],
        "levels": {"min": "MID", "max": "LEAD"},
    },
    ContentType.INTERVIEW_QUESTION: {
        "prompt": {"en": "?"},
        "competencies": [new_id(ContentType.COMPETENCY)],
        "skills": [new_id(ContentType.SKILL)],
        "sample_answer": TEXT,
        "look_for": TEXT,
        "red_flags": TEXT,
        "follow_ups": TEXT,
        "rubric": [{"score": 1, "anchor": TEXT}],
    },
    ContentType.SNIPPET: {"kind": "ABOUT", "body": TEXT, "review_by": "2027-03-31"},
    ContentType.JOB_DESCRIPTION: {
        "role": new_id(ContentType.ROLE),
        "blocks": BLOCKS,
        "variables": [{"name": "company.name", "label": TEXT}],
    },
    ContentType.ROLE_PAGE: {"role": new_id(ContentType.ROLE), "blocks": [*BLOCKS, *ON_PAGES]},
    ContentType.ORGANIZATION: REFERENCE,
    ContentType.JOB_FAMILY: REFERENCE,
    ContentType.SKILL: REFERENCE,
    ContentType.COMPETENCY: REFERENCE,
}


def unknown(told: Any, kind: Any, path: str = "") -> list[str]:
    """The paths in a value that the type of the SDL does not have."""
    while hasattr(kind, "of_type"):
        kind = kind.of_type
    if isinstance(told, list):
        return [each for member in told for each in unknown(member, kind, path)]
    if not isinstance(told, dict):
        return []
    if hasattr(kind, "types"):
        kind = next(each for each in kind.types if each.name == told["__typename"])
    found = []
    for name, value in told.items():
        if name == "__typename":
            continue
        if name not in kind.fields:
            found.append(f"{path}{name}")
        else:
            found += unknown(value, kind.fields[name].type, f"{path}{name}.")
    return found


@pytest.mark.parametrize("content_type", SOURCES)
def test_a_source_is_told_in_the_names_of_the_sdl(content_type: ContentType) -> None:
    source = parse_source(content_type, FULL[content_type])
    told = shaped(source, for_interviewers=True)
    kind = editorial_schema()._schema.type_map[type(source).__name__]
    assert unknown(told, kind) == []


def test_others_are_not_shown_what_interviewers_read() -> None:
    question = parse_source(ContentType.INTERVIEW_QUESTION, FULL[ContentType.INTERVIEW_QUESTION])
    assert "secret" in str(shaped(question, for_interviewers=True))
    assert "secret" not in str(shaped(question, for_interviewers=False))
    listing = {"type": "QUESTION_LIST", "block_id": "c", "order_key": "1", "items": [QUESTION]}
    data = {"role": new_id(ContentType.ROLE), "blocks": [listing]}
    page = parse_source(ContentType.ROLE_PAGE, data)
    assert "secret" in str(shaped(page, for_interviewers=True))
    assert "secret" not in str(shaped(page, for_interviewers=False))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("sample_answer.de", "sampleAnswer.de"),
        ("blocks.red_flags.body.en", "blocks.red_flags.body.en"),
        (
            "blocks.why.items.look_for.overrides.sample_answer.pt-BR",
            "blocks.why.items.look_for.overrides.sampleAnswer.pt-BR",
        ),
        ("operations.0.hide.item_id", "operations.0.hide.itemId"),
        ("occupation_codes.1.label", "occupationCodes.1.label"),
        ("title.en.value", "title.en"),
        ("", ""),
    ],
)
def test_paths_have_the_names_of_the_sdl(path: str, told: str) -> None:
    assert sdl_path(path) == told

"""Merging what is no block: bookkeeping, skills, and the smaller types."""

from typing import Any

import pytest

from content.rules.merge import merge
from content.values.ids import ContentType
from content.values.sources import Source, dump_source, parse_source
from tests.content.rules_editing.examples import (
    SKILL,
    STATEMENT,
    an_id,
    override,
    page,
    statements,
    use,
)

Sources = tuple[Source, Source, Source]


def merged(base: Source, current: Source, yours: Source) -> Any:
    """The merge of three sources."""
    return merge(*(dump_source(source) for source in (base, current, yours)))


def titled(value: str, base: str | None) -> Source:
    entry = {"value": value, **({"base": {"hash": base}} if base else {})}
    return page(title={"en": "x", "de": entry})


@pytest.mark.parametrize(
    ("base", "current", "yours", "expected"),
    [
        (("a", "1"), ("a", "2"), ("a", "3"), ("a", "3")),
        (("a", "1"), ("a", "2"), ("a", "1"), ("a", "2")),
        (("a", "1"), ("a", "1"), ("a", "2"), ("a", "2")),
        (("a", "1"), ("b", "2"), ("a", "3"), ("b", "2")),
        (("a", "1"), ("a", "3"), ("b", "2"), ("b", "2")),
        (("a", "1"), ("b", "2"), ("b", "3"), ("b", "3")),
        (("a", "1"), ("b", "2"), ("b", None), ("b", "2")),
        (("a", None), ("a", "2"), ("a", None), ("a", "2")),
    ],
)
def test_bookkeeping_goes_with_its_value_and_never_conflicts(
    base: tuple[str, str], current: tuple[str, str], yours: tuple[str, str], expected: Any
) -> None:
    found = merged(titled(*base), titled(*current), titled(*yours))
    assert found.conflicts == ()
    assert parse_source(ContentType.ROLE_PAGE, found.value) == titled(*expected)


def test_bookkeeping_does_not_keep_a_block() -> None:
    told = override("text", "x", base={"hash": "1"})
    base = page(statements(use(STATEMENT, told)))
    noted = page(statements(use(STATEMENT, {**told, "base": {"hash": "2"}})))
    for current, yours in ((noted, page()), (page(), noted)):
        found = merged(base, current, yours)
        assert found.conflicts == ()
        assert found.value.get("blocks", []) == []


def role(*skills: int, **fields: Any) -> Source:
    rows = [{"skill": an_id(ContentType.SKILL, number)} for number in skills]
    return parse_source(ContentType.ROLE, {"title": {"en": "B"}, "skills": rows, **fields})


@pytest.mark.parametrize(
    ("base", "current", "yours", "expected"),
    [
        ((1, 2, 3), (1, 2, 3, 4), (3, 2, 1), (3, 4, 2, 1)),
        ((1, 2, 3), (3, 2, 1), (1, 2, 3, 4), (3, 4, 2, 1)),
        ((1, 2), (1, 2, 3), (1, 2, 4), (1, 2, 3, 4)),
        ((1, 2), (1, 2, 4), (1, 2, 3), (1, 2, 3, 4)),
        ((1, 2, 3), (2, 3), (1, 4, 2, 3), (4, 2, 3)),
        ((1, 2), (2, 1), (2, 1), (2, 1)),
    ],
)
def test_the_order_of_skills(
    base: tuple[int, ...], current: tuple[int, ...], yours: tuple[int, ...], expected: Any
) -> None:
    found = merged(role(*base), role(*current), role(*yours))
    assert found.conflicts == ()
    assert parse_source(ContentType.ROLE, found.value) == role(*expected)


def test_two_orders_of_skills_conflict() -> None:
    found = merged(role(1, 2, 3), role(3, 2, 1), role(2, 1, 3))
    assert found.conflicts == ("skills.order",)
    assert parse_source(ContentType.ROLE, found.value) == role(3, 2, 1)


def test_a_skill_is_one_thing() -> None:
    found = merged(
        role(),
        role(1),
        parse_source(
            ContentType.ROLE,
            {"title": {"en": "B"}, "skills": [{"skill": SKILL, "importance": "PREFERRED"}]},
        ),
    )
    assert found.conflicts == (f"skills.{SKILL}",)


def statement(**fields: Any) -> Source:
    return parse_source(
        ContentType.STATEMENT, {"kind": "REQUIREMENT", "text": {"en": "x"}, **fields}
    )


def test_a_new_kind_and_an_importance_conflict() -> None:
    found = merged(statement(), statement(kind="BENEFIT"), statement(importance="PREFERRED"))
    assert found.conflicts == ("importance", "kind")
    assert parse_source(ContentType.STATEMENT, found.value) == statement(kind="BENEFIT")


def test_a_range_of_levels_is_one_thing() -> None:
    def ranged(low: str, high: str) -> Source:
        return statement(levels={"min": low, "max": high})

    found = merged(ranged("MID", "SENIOR"), ranged("LEAD", "LEAD"), ranged("MID", "MID"))
    assert found.conflicts == ("levels",)


def question(*scores: int) -> Source:
    rubric = [{"score": score, "anchor": {"en": str(score)}} for score in scores]
    return parse_source(ContentType.INTERVIEW_QUESTION, {"prompt": {"en": "?"}, "rubric": rubric})


def test_a_merged_rubric_ascends() -> None:
    found = merged(question(1, 5), question(1, 3, 5), question(1, 2, 4, 5))
    assert parse_source(ContentType.INTERVIEW_QUESTION, found.value) == question(1, 2, 3, 4, 5)


def test_a_required_text_may_be_emptied_by_two() -> None:
    both = statement(text={"en": "a", "de": "b"})
    found = merged(both, statement(text={"en": "a"}), statement(text={"de": "b"}))
    assert parse_source(ContentType.STATEMENT, found.value) == statement(text={})

"""Paths that say what changed between two versions, and nothing that did not."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.rules.diff import changed_paths
from content.values.ids import ContentType
from content.values.sources import dump_source, parse_source
from tests.content.rules_editing.editors import Editor, leaves, without_bases
from tests.content.rules_editing.examples import (
    PARENT,
    QUESTION,
    REQUIREMENT,
    SKILL,
    SNIPPET,
    STATEMENT,
    an_id,
    inherited,
    job_description,
    override,
    page,
    prose,
    questions,
    statements,
    use,
)


def paths(old: Any, new: Any) -> list[str]:
    """What changed between two sources."""
    return changed_paths(dump_source(old), dump_source(new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (page(), page(), []),
        (page(title={"en": "A"}), page(title={"en": "B", "de": "C"}), ["title.en", "title.de"]),
        (page(title={"en": "A"}), page(), ["title.en"]),
        (
            page(),
            page(seo={"title": {"en": "A"}, "robots": "NOINDEX"}),
            ["seo.title.en", "seo.robots"],
        ),
        (page(), page(extends=PARENT), ["extends"]),
        (page(), page(prose()), ["blocks.why"]),
        (page(prose(en="A")), page(prose(en="B")), ["blocks.why.body.en"]),
        (
            page(prose(en="A")),
            page({**prose(en="A"), "heading": {"de": "Warum"}, "hidden": True}),
            ["blocks.why.hidden", "blocks.why.heading.de"],
        ),
        (
            page(prose("a"), prose("b")),
            page(prose("b"), prose("a")),
            ["blocks.a.order_key", "blocks.b.order_key"],
        ),
        (page(prose("x")), page(statements(block_id="x")), ["blocks.x"]),
        (
            page(statements(use())),
            page(statements(use(), use(use_id="u2"))),
            ["blocks.list.items.u2"],
        ),
        (page(statements(use())), page(statements(use(REQUIREMENT))), ["blocks.list.items.u1"]),
        (
            page(statements(use())),
            page(statements(use(STATEMENT, override("text", "x"), order_key="9"))),
            ["blocks.list.items.u1.overrides.text.en", "blocks.list.items.u1.order_key"],
        ),
        (
            page(questions(use(QUESTION, override("minutes", 5, None)))),
            page(questions(use(QUESTION, override("minutes", 6, None)))),
            ["blocks.questions.items.u1.overrides.minutes"],
        ),
        (
            page({"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET)}),
            page(
                {"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET, override("body", "x"))}
            ),
            ["blocks.s.items.u1.overrides.body.en"],
        ),
        (
            page({"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET)}),
            page({"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET, use_id="u2")}),
            ["blocks.s.items"],
        ),
        (
            page({"type": "RELATED_ROLES", "block_id": "r", "picks": [use(PARENT)]}),
            page({"type": "RELATED_ROLES", "block_id": "r", "picks": []}),
            ["blocks.r.items.u1"],
        ),
        (
            page(inherited(), extends=PARENT),
            page(inherited(use(None, hidden=True), hidden=True), extends=PARENT),
            ["blocks.list.hidden", "blocks.list.items.u1"],
        ),
        (
            job_description(variables=[{"name": "company.name", "label": {"en": "A"}}]),
            job_description(variables=[{"name": "company.name", "label": {"en": "B"}}]),
            ["variables.company.name.label.en"],
        ),
    ],
)
def test_what_changed(old: Any, new: Any, expected: list[str]) -> None:
    assert sorted(paths(old, new)) == sorted(expected)


def role(*skills: dict[str, str], **fields: Any) -> Any:
    return parse_source(
        ContentType.ROLE, {"title": {"en": "Baker"}, "skills": list(skills), **fields}
    )


def test_skills_are_told_by_skill_and_their_order_apart() -> None:
    first, second = {"skill": SKILL}, {"skill": an_id(ContentType.SKILL, 2)}
    assert paths(role(first, second), role(second, first)) == ["skills.order"]
    preferred = {**first, "importance": "PREFERRED"}
    assert paths(role(first, second), role(preferred, second)) == [f"skills.{SKILL}.importance"]
    assert paths(role(first), role(first, second)) == [f"skills.{second['skill']}"]


def test_other_lists_are_one_value() -> None:
    code = {"scheme": "ISCO", "code": "7512"}
    codes = [code, {**code, "code": "7513"}]
    assert paths(role(occupation_codes=[code]), role(occupation_codes=codes)) == [
        "occupation_codes"
    ]
    assert paths(role(aliases={"en": ["A"]}), role(aliases={"en": ["A", "B"]})) == ["aliases.en"]


def test_a_level_range_is_one_value() -> None:
    def question(low: str, high: str) -> Any:
        levels = {"min": low, "max": high}
        return parse_source(
            ContentType.INTERVIEW_QUESTION, {"prompt": {"en": "?"}, "levels": levels}
        )

    assert paths(question("JUNIOR", "MID"), question("MID", "LEAD")) == ["levels"]


def test_a_rubric_is_told_by_score() -> None:
    def question(*anchors: str) -> Any:
        rubric = [
            {"score": index + 1, "anchor": {"en": text}} for index, text in enumerate(anchors)
        ]
        return parse_source(
            ContentType.INTERVIEW_QUESTION, {"prompt": {"en": "?"}, "rubric": rubric}
        )

    assert paths(question("a", "b"), question("a", "c", "d")) == ["rubric.2.anchor.en", "rubric.3"]


def test_bookkeeping_alone_is_told_as_such() -> None:
    base = {"hash": "abc"}
    old, new = page(title={"de": "B"}), page(title={"de": {"value": "B", "base": base}})
    assert paths(old, new) == ["title.de.base"]
    assert paths(new, old) == []  # a client that sends no bases says nothing about them
    assert paths(page(title={"de": "A"}), new) == ["title.de"]
    told = override("text", "x")
    before, after = (
        page(statements(use(STATEMENT, each))) for each in (told, {**told, "base": base})
    )
    assert paths(before, after) == ["blocks.list.items.u1.overrides.text.en.base"]


def test_a_list_whose_ids_repeat_is_one_value() -> None:
    assert paths(page(prose("a")), page(prose("a"), prose("a", en="x"))) == ["blocks"]


@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_equal_sources_and_no_others_have_no_changed_paths(seed: int) -> None:
    editor = Editor(seed)
    old = editor.page()
    new = editor.changed(old, 2)
    assert changed_paths(old, old) == []
    found = changed_paths(old, new)
    assert len(set(found)) == len(found)
    if not found:
        assert sorted(map(str, _flat(old))) == sorted(map(str, _flat(new)))


def _flat(data: dict[str, Any]) -> Any:
    return without_bases(leaves(data)).items()

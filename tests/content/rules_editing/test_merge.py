"""Two editors at once: disjoint changes both stand, the same path is a conflict."""

from typing import Any

import pytest

from content.rules.merge import merge
from content.values.ids import ContentType
from content.values.sources import Source, dump_source, parse_source
from tests.content.rules_editing.examples import (
    PARENT,
    REQUIREMENT,
    SKILL,
    SNIPPET,
    STATEMENT,
    an_id,
    inherited,
    override,
    page,
    prose,
    statements,
    use,
)

Sources = tuple[Source, Source, Source]


def merged(base: Source, current: Source, yours: Source) -> Any:
    """The merge of three sources."""
    return merge(*(dump_source(source) for source in (base, current, yours)))


def test_disjoint_paths_both_stand() -> None:
    base = page(prose(en="Why"), statements(use()), title={"en": "Baker"})
    current = page(
        prose(en="Why"),
        statements(use(STATEMENT, override("text", "theirs"))),
        title={"en": "Baker"},
    )
    yours = page(prose(en="Because"), statements(use()), title={"en": "Baker", "de": "Bäcker"})
    found = merged(base, current, yours)
    assert found.conflicts == ()
    assert found.merged_paths == ("blocks.list.items.u1.overrides.text.en",)
    assert parse_source(ContentType.ROLE_PAGE, found.value) == page(
        prose(en="Because"),
        statements(use(STATEMENT, override("text", "theirs"))),
        title={"en": "Baker", "de": "Bäcker"},
    )


def with_title(text: str) -> Source:
    return page(title={"en": text})


def test_the_same_path_conflicts_and_what_is_current_is_kept() -> None:
    found = merged(with_title("A"), with_title("B"), with_title("C"))
    assert found.conflicts == ("title.en",)
    assert found.merged_paths == ()
    assert found.value == dump_source(with_title("B"))


def test_the_same_change_twice_is_no_conflict() -> None:
    found = merged(with_title("A"), with_title("B"), with_title("B"))
    assert found == (dump_source(with_title("B")), (), ())


EDITED = page(statements(use(STATEMENT, override("text", "x")), use(use_id="u2")))
LISTED = page(statements(use(), use(use_id="u2")))
EMPTIED = page(statements(use(use_id="u2")))
SNIPPED = page({"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET)})
OTHER_SNIPPET = an_id(ContentType.SNIPPET, 2)
TOUCHED = page(inherited(use(None, hidden=True)), extends=PARENT)
HEIR = page(extends=PARENT)
ELSEWHERE = page(extends=an_id(ContentType.ROLE_PAGE, 9))


@pytest.mark.parametrize(
    ("base", "one", "other", "conflicts"),
    [
        pytest.param(LISTED, EDITED, page(), {"blocks.list"}, id="a removed block"),
        pytest.param(LISTED, EDITED, EMPTIED, {"blocks.list.items.u1"}, id="a removed item"),
        pytest.param(
            LISTED,
            EDITED,
            page(statements(use(REQUIREMENT), use(use_id="u2"))),
            {"blocks.list.items.u1"},
            id="another target",
        ),
        pytest.param(
            LISTED,
            EDITED,
            page(statements(use(), use(use_id="u2"), kind="BENEFIT")),
            {"blocks.list.kind", "blocks.list.items.u1.overrides.text.en"},
            id="another kind of list and its items",
        ),
        pytest.param(
            SNIPPED,
            page({"type": "SNIPPET_USE", "block_id": "s", "use": use(OTHER_SNIPPET, use_id="u2")}),
            page(
                {"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET, override("body", "x"))}
            ),
            {"blocks.s.items"},
            id="another snippet",
        ),
        pytest.param(
            page(prose("x")),
            page(statements(block_id="x")),
            page({**prose("x"), "heading": {"en": "New"}}),
            {"blocks.x"},
            id="another type of block",
        ),
        pytest.param(
            page(),
            page(prose("x", en="a")),
            page(prose("x", en="b")),
            {"blocks.x"},
            id="two new blocks of one id",
        ),
        pytest.param(HEIR, TOUCHED, ELSEWHERE, {"extends", "blocks.list"}, id="a new parent"),
        pytest.param(
            TOUCHED,
            page(inherited(use(None, override("text", "x"))), extends=PARENT),
            page(inherited(use(None, hidden=True)), extends=an_id(ContentType.ROLE_PAGE, 9)),
            {"extends", "blocks.list.items.u1.overrides.text.en", "blocks.list.items.u1.hidden"},
            id="a new parent and an inherited item",
        ),
        pytest.param(
            HEIR,
            page(prose("x"), inherited(use()), extends=PARENT),
            page(),
            {"extends", "blocks.list"},
            id="no parent any more",
        ),
        pytest.param(
            page(
                statements(use(), block_id="a"), statements(block_id="b"), statements(block_id="c")
            ),
            page(
                statements(block_id="a"), statements(use(), block_id="b"), statements(block_id="c")
            ),
            page(
                statements(block_id="a"), statements(block_id="b"), statements(use(), block_id="c")
            ),
            {"blocks.b.items.u1", "blocks.c.items.u1"},
            id="one use moved to two blocks",
        ),
    ],
)
def test_changes_that_cannot_both_stand(
    base: Source, one: Source, other: Source, conflicts: set[str]
) -> None:
    for current, yours in ((one, other), (other, one)):
        found = merged(base, current, yours)
        assert set(found.conflicts) == conflicts
        parsed = parse_source(ContentType.ROLE_PAGE, found.value)
        for path in conflicts:
            assert _at(dump_source(parsed), path) == _at(dump_source(current), path)


def _at(data: Any, path: str) -> Any:
    """The value at a path, found the slow way."""
    for step in path.split("."):
        if isinstance(data, list):
            ids = ("block_id", "use_id", "field")
            data = next((each for each in data if step in [each.get(name) for name in ids]), None)
        elif isinstance(data, dict) and data.get("locale") != step:
            data = data.get(step)
    return data


def test_an_own_block_of_an_heir_outlives_a_new_parent() -> None:
    base = page(prose(), extends=PARENT)
    current = page(prose(en="Because of bread."), extends=PARENT)
    found = merged(base, current, page(prose(), extends=ELSEWHERE.extends))
    assert found.conflicts == ()


def test_both_may_add_and_move_items() -> None:
    current = page(statements(use(), use(use_id="u2"), use(use_id="u3", order_key="0002")))
    yours = page(statements(use(order_key="0009"), use(use_id="u2"), use(use_id="u4")))
    found = merged(LISTED, current, yours)
    assert found.conflicts == ()
    assert found.merged_paths == ("blocks.list.items.u3",)
    uses = {each["use_id"]: each["order_key"] for each in found.value["blocks"][0]["items"]}
    assert uses == {"u1": "0009", "u2": "0001", "u3": "0002", "u4": "0001"}


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


def test_ids_that_repeat_are_left_for_validation_to_refuse() -> None:
    yours = page(prose("a", en="x"), prose("a", en="y"))
    found = merged(page(prose("a")), page(prose("a"), title={"en": "T"}), yours)
    assert found.conflicts == ()
    assert [block["body"]["en"]["value"] for block in found.value["blocks"]] == ["x", "y"]

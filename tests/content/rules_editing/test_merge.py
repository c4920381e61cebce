"""Two editors at once: disjoint changes both stand, the same path is a conflict."""

from typing import Any

import pytest

from content.rules.merge import merge
from content.values.ids import ContentType
from content.values.sources import Source, dump_source, parse_source
from tests.content.rules_editing.examples import (
    PARENT,
    REQUIREMENT,
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


def test_ids_that_repeat_are_left_for_validation_to_refuse() -> None:
    yours = page(prose("a", en="x"), prose("a", en="y"))
    found = merged(page(prose("a")), page(prose("a"), title={"en": "T"}), yours)
    assert found.conflicts == ()
    assert [block["body"]["en"]["value"] for block in found.value["blocks"]] == ["x", "y"]

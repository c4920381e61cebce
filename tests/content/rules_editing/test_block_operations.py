"""Block operations: each of the seven on own and inherited items, in order, all or none."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rules import block_operations, order_keys
from content.rules.block_operations.inherited import inherited_blocks
from content.values.blocks import Faq, FaqPair, InheritedBlock, Prose, StatementList, uses_in
from content.values.ids import ContentType, new_id
from content.values.operations import (
    ClearOverride,
    Hide,
    InsertBlock,
    InsertPair,
    InsertUse,
    ItemKind,
    Move,
    Operation,
    Position,
    Remove,
    Set,
    SetOverride,
)
from content.values.problems import ValidationFailed
from content.values.sources import RolePage
from content.values.text import LineIn, MarkdownIn
from content.values.uses import Use

ROLE = new_id(ContentType.ROLE)
PARENT = new_id(ContentType.ROLE_PAGE)
PARTS = [new_id(ContentType.STATEMENT) for _ in range(6)]


def use(name: str, position: int, **fields: Any) -> Use:
    return Use(use_id=name, target=PARTS[position], order_key=order_keys.at(position), **fields)


def listing(block_id: str, *uses: Use, position: int = 0) -> StatementList:
    key = order_keys.at(position)
    return StatementList(
        type="STATEMENT_LIST", block_id=block_id, order_key=key, kind="RESPONSIBILITY", items=uses
    )


def prose(block_id: str, text: str = "Text.", position: int = 0) -> Prose:
    key = order_keys.at(position)
    return Prose(type="PROSE", block_id=block_id, order_key=key, body={"en": text})


def faq(block_id: str, *names: str, position: int = 0) -> Faq:
    pairs = tuple(
        FaqPair(pair_id=name, order_key=order_keys.at(at), question={"en": name}, answer={})
        for at, name in enumerate(names)
    )
    return Faq(type="FAQ", block_id=block_id, order_key=order_keys.at(position), pairs=pairs)


def page(*blocks: Any, extends: str | None = None) -> RolePage:
    return RolePage(role=ROLE, blocks=blocks, extends=extends)


BASE = page(
    prose("why", position=0),
    listing("tasks", use("u0", 0), use("u1", 1), use("u2", 2), position=1),
    faq("faq", "q0", "q1", position=2),
)
CHILD = page(prose("own", position=3), extends=PARENT)


def apply(
    source: RolePage, operations: Sequence[Operation], ancestors: Sequence[RolePage] = ()
) -> RolePage:
    """The page with the operations applied."""
    changed = block_operations.apply(source, operations, ancestors)
    assert isinstance(changed, RolePage)
    return changed


def block_ids(source: RolePage) -> list[str]:
    """The ids of own blocks in reading order."""
    return [each.block_id for each in sorted(source.blocks, key=lambda each: each.order_key or "")]


def shown(source: RolePage, *ancestors: RolePage) -> dict[str, list[str]]:
    """What a level and its ancestors make together: use ids by block id, both in order."""
    places = inherited_blocks([source, *ancestors])
    order = sorted(places, key=lambda name: (places[name].order_key, name))
    return {
        name: [
            use_id
            for _, use_id in sorted(
                (each.order_key, use_id)
                for use_id, each in places[name].uses.items()
                if not each.hidden
            )
        ]
        for name in order
        if not places[name].hidden
    }


def block(source: RolePage, block_id: str) -> Any:
    return next(each for each in source.blocks if each.block_id == block_id)


def refusal(source: RolePage, *operations: Operation, ancestors: Any = ()) -> tuple[str, str]:
    with pytest.raises(ValidationFailed) as caught:
        apply(source, operations, ancestors)
    (issue,) = caught.value.issues
    return issue.path, issue.code


def test_a_block_goes_where_it_is_asked_to() -> None:
    after = apply(BASE, [InsertBlock(block=prose("new"), position=Position(after="why"))])
    assert block_ids(after) == ["why", "new", "tasks", "faq"]
    before = apply(BASE, [InsertBlock(block=prose("new"), position=Position(before="why"))])
    assert block_ids(before) == ["new", "why", "tasks", "faq"]
    assert block_ids(apply(BASE, [InsertBlock(block=prose("new"))])) == [*block_ids(BASE), "new"]


def test_an_operation_sees_what_those_before_it_did() -> None:
    part = Use(use_id="mine", target=PARTS[3], order_key="0")
    changed = apply(
        BASE,
        [
            InsertBlock(block=listing("more"), position=Position(after="why")),
            InsertUse(block_id="more", use=part),
            SetOverride(item_id="mine", field="text", locale="en", value="Ours."),
            Move(item_id="u1", to_block="more", position=Position(before="mine")),
            Remove(item_id="tasks"),
        ],
    )
    assert shown(changed) == {"why": [], "more": ["u1", "mine"], "faq": []}
    assert block(changed, "more").items[0].overrides[0].value == "Ours."


def test_uses_and_pairs_move_among_their_own() -> None:
    changed = apply(
        BASE,
        [
            Move(item_id="u2", position=Position(before="u0")),
            Move(item_id="q0", position=Position(after="q1")),
            Move(item_id="faq", position=Position(before="why")),
        ],
    )
    assert shown(changed) == {"faq": [], "why": [], "tasks": ["u2", "u0", "u1"]}
    pairs = sorted(block(changed, "faq").pairs, key=lambda pair: pair.order_key)
    assert [pair.pair_id for pair in pairs] == ["q1", "q0"]


def test_between_items_that_share_a_key_there_is_room() -> None:
    twins = page(listing("tasks", use("a", 0), Use(use_id="b", target=PARTS[1], order_key="0001")))
    new = Use(use_id="new", target=PARTS[2], order_key="0")
    changed = apply(twins, [InsertUse(block_id="tasks", use=new, position=Position(after="a"))])
    assert shown(changed) == {"tasks": ["a", "new", "b"]}


def test_texts_are_set_locale_by_locale() -> None:
    german = apply(BASE, [Set(item_id="why", fields={"body": {"de": "Text."}})])
    assert {locale: each.value for locale, each in block(german, "why").body.items()} == {
        "en": "Text.",
        "de": "Text.",
    }
    cleared = apply(german, [Set(item_id="why", fields={"body": {"en": None}})])
    assert block(cleared, "why").body == {"de": MarkdownIn(value="Text.")}
    titled = apply(cleared, [Set(item_id="q0", fields={"question": {"de": "Warum?"}})])
    assert block(titled, "faq").pairs[0].question["de"] == LineIn(value="Warum?")
    kind = apply(BASE, [Set(item_id="tasks", fields={"kind": "REASON"})])
    assert block(kind, "tasks").kind == "REASON"


def test_inherited_items_are_changed_by_a_delta_alone() -> None:
    changed = apply(
        CHILD,
        [
            Hide(item_id="why", hidden=True),
            Hide(item_id="u1", hidden=True),
            InsertUse(
                block_id="tasks",
                use=Use(use_id="mine", target=PARTS[3], order_key="0"),
                position=Position(after="u0"),
            ),
            SetOverride(item_id="u2", field="text", locale="de", value="Unseres."),
            SetOverride(item_id="faq", field="heading", locale="en", value="Asked often"),
            Move(item_id="own", position=Position(before="tasks")),
        ],
        [BASE],
    )
    assert shown(changed, BASE) == {"own": [], "tasks": ["u0", "mine", "u2"], "faq": []}
    assert {type(each) for each in changed.blocks if each.block_id != "own"} == {InheritedBlock}
    restored = apply(
        changed,
        [
            Hide(item_id="why", hidden=False),
            Hide(item_id="u1", hidden=False),
            Remove(item_id="mine"),
            ClearOverride(item_id="u2", field="text"),
            ClearOverride(item_id="faq", field="heading", locale="en"),
        ],
        [BASE],
    )
    assert [each.block_id for each in restored.blocks] == ["own"], "nothing is said twice"


def test_a_block_and_a_use_of_one_id_are_told_apart() -> None:
    both = page(listing("same", use("same", 0)))
    assert refusal(both, Hide(item_id="same", hidden=True)) == ("operations.0", "AMBIGUOUS_ID")
    changed = apply(both, [Hide(item_id="same", hidden=True, kind=ItemKind.USE)])
    assert shown(changed) == {"same": []}


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (Remove(item_id="nobody"), "UNKNOWN_ITEM"),
        (Move(item_id="why", position=Position(after="nobody")), "UNKNOWN_ITEM"),
        (Move(item_id="why", to_block="tasks"), "WRONG_PLACE"),
        (Move(item_id="u0", to_block="why"), "WRONG_PLACE"),
        (InsertBlock(block=prose("tasks")), "DUPLICATE_ID"),
        (InsertBlock(block=listing("new", use("u1", 1))), "DUPLICATE_ID"),
        (InsertUse(block_id="tasks", use=use("u1", 1)), "DUPLICATE_ID"),
        (InsertUse(block_id="why", use=use("new", 1)), "WRONG_PLACE"),
        (InsertUse(block_id="tasks", use=Use(use_id="new")), "NO_TARGET"),
        (
            InsertPair(
                block_id="tasks",
                pair=FaqPair(pair_id="new", order_key="0", question={}, answer={}),
            ),
            "WRONG_PLACE",
        ),
        (Set(item_id="why", fields={"text": {"en": "x"}}), "UNKNOWN_FIELD"),
        (Set(item_id="why", fields={"body": "x"}), "WRONG_VALUE"),
        (Set(item_id="why", fields={"block_id": "other"}), "UNKNOWN_FIELD"),
        (Set(item_id="tasks", fields={"items": []}), "UNKNOWN_FIELD"),
        (Set(item_id="u0", fields={"text": {"en": "x"}}), "NOT_OWN"),
        (SetOverride(item_id="why", field="body", locale="en", value="x"), "OWN"),
        (ClearOverride(item_id="u0", field="text"), "NOT_OVERRIDDEN"),
        (Hide(item_id="q0", hidden=True), "WRONG_PLACE"),
    ],
)
def test_what_cannot_be_done_is_told(operation: Operation, code: str) -> None:
    harmless = Hide(item_id="why", hidden=True)
    assert refusal(BASE, harmless, operation) == ("operations.1", code)


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (Remove(item_id="why"), "NOT_OWN"),
        (Remove(item_id="u0"), "NOT_OWN"),
        (Move(item_id="u0", to_block="own"), "NOT_OWN"),
        (Set(item_id="why", fields={"body": {"en": "x"}}), "NOT_OWN"),
        (InsertBlock(block=prose("why")), "DUPLICATE_ID"),
    ],
)
def test_what_is_inherited_stays(operation: Operation, code: str) -> None:
    assert refusal(CHILD, operation, ancestors=[BASE]) == ("operations.0", code)


def test_a_value_that_does_not_fit_names_its_operation() -> None:
    path, code = refusal(BASE, Set(item_id="tasks", fields={"kind": "NONSENSE"}))
    assert (path, code) == ("operations.0.kind", "INVALID")
    path, code = refusal(BASE, Set(item_id="why", fields={"body": {"en": "x" * 20_001}}))
    assert path.startswith("operations.0.body.en")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=30))
def test_any_moves_give_the_order_a_list_would_have(moves: list[tuple[int, int, bool]]) -> None:
    names = [f"b{index}" for index in range(10)]
    expected, operations = list(names), []
    for moved, anchor, after in moves:
        if moved == anchor:
            continue
        name, beside = names[moved], names[anchor]
        expected.remove(name)
        expected.insert(expected.index(beside) + after, name)
        position = Position(after=beside) if after else Position(before=beside)
        operations.append(Move(item_id=name, position=position))
    source = page(*(prose(name, position=at) for at, name in enumerate(names)))
    changed = apply(source, operations)
    assert list(shown(changed)) == expected
    assert all(not uses_in(each) for each in changed.blocks)

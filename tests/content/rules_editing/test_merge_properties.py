"""What holds of every merge, tried with editors who do things at random."""

from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from content.rules.diff import changed_paths
from content.rules.merge import merge
from tests.content.rules_editing.editors import Data, Editor, is_well_formed, leaves, without_bases

SEEDS = st.integers(0, 10**9)
CHANGES = st.integers(1, 5)
HARD = settings(max_examples=300, deadline=None)


def three(seed: int, one: int, other: int) -> tuple[Data, Data, Data]:
    """A page, and what two editors made of it."""
    editor = Editor(seed)
    base = editor.page()
    return base, editor.changed(base, one), editor.changed(base, other)


@given(SEEDS, CHANGES)
@HARD
def test_where_only_one_changed_anything_that_stands(seed: int, times: int) -> None:
    base, changed, _ = three(seed, times, 0)
    assert merge(base, base, changed) == (changed, (), ())
    assert merge(base, changed, base) == (changed, tuple(changed_paths(base, changed)), ())
    assert merge(base, changed, changed) == (changed, (), ())


@given(SEEDS, CHANGES, CHANGES)
@HARD
def test_nothing_is_lost_and_nothing_is_invented(seed: int, one: int, other: int) -> None:
    base, current, yours = three(seed, one, other)
    found = merge(base, current, yours)
    before, theirs, mine = (leaves(each) for each in (base, current, yours))
    result = leaves(found.value)
    for path, value in result.items():
        assert value in [each[path] for each in (before, theirs, mine) if path in each]
    event("conflict" if found.conflicts else "merged")
    if found.conflicts:
        assert set(found.conflicts).isdisjoint(found.merged_paths)
        return
    expected: dict[tuple[str, ...], Any] = {}
    for path in before.keys() | theirs.keys() | mine.keys():
        was, is_now, wanted = (each.get(path) for each in (before, theirs, mine))
        chosen = is_now if wanted == was else wanted
        assert path[-1] == "base" or is_now in (was, wanted) or wanted == was
        if chosen is not None:
            expected[path] = chosen
    assert without_bases(result) == without_bases(expected)
    assert is_well_formed(found.value)
    assert set(found.merged_paths) <= set(changed_paths(base, current))


@given(SEEDS, CHANGES, CHANGES)
@HARD
def test_it_does_not_matter_who_saves_first(seed: int, one: int, other: int) -> None:
    base, first, second = three(seed, one, other)
    there, back = merge(base, first, second), merge(base, second, first)
    assert set(there.conflicts) == set(back.conflicts)
    if not there.conflicts:
        results = (without_bases(leaves(each.value)) for each in (there, back))
        assert next(results) == next(results)


@given(SEEDS, CHANGES, CHANGES)
@HARD
def test_a_merge_is_saved_again_without_a_change(seed: int, one: int, other: int) -> None:
    base, current, yours = three(seed, one, other)
    found = merge(base, current, yours)
    if not found.conflicts:
        assert merge(base, found.value, yours).conflicts == ()
        assert merge(current, found.value, current).value == found.value

"""Made-up conditions on published documents, nested in each other."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from content.values.predicate import (
    AllOf,
    And,
    Between,
    Condition,
    Field,
    Not,
    OneOf,
    Or,
    Predicate,
)


def predicates(
    texts: Mapping[Field, Sequence[str]], bounds: Mapping[Field, st.SearchStrategy[Any]]
) -> st.SearchStrategy[Predicate]:
    """Predicates that ask for some of these texts, and for what is within these bounds."""
    return st.recursive(_conditions(texts, bounds), _joined, max_leaves=8)


def _conditions(
    texts: Mapping[Field, Sequence[str]], bounds: Mapping[Field, st.SearchStrategy[Any]]
) -> st.SearchStrategy[Condition]:
    all_of = st.builds(
        AllOf,
        field=st.sampled_from([Field.SKILLS, Field.LEVELS]),
        values=_some(st.sampled_from((*texts[Field.SKILLS], "MID"))),
    )
    difficulties = st.builds(
        OneOf, field=st.just(Field.DIFFICULTY), values=_some(st.integers(1, 5))
    )
    one_of = st.sampled_from(list(texts)).flatmap(
        lambda field: st.builds(
            OneOf, field=st.just(field), values=_some(st.sampled_from(texts[field]))
        )
    )
    between = st.one_of(
        [
            st.builds(Between, field=st.just(field), gt=bound, gte=bound, lt=bound, lte=bound)
            for field, bound in bounds.items()
        ]
    )
    return st.one_of(one_of, all_of, between, difficulties)


def _some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def _joined(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    parts = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, parts=parts), st.builds(Or, parts=parts), st.builds(Not, part=inner)
    )

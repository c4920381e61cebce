"""Leaves: a condition per type that holds for values which are answered as they are stored.

Whatever graphql-core would change or refuse when it serialises a value is left to it.
"""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLEnumType, GraphQLScalarType

from schema.plans.unplannable import Unplannable

_SCALARS = {
    "String": "{v}.__class__ is str",
    "ID": "{v}.__class__ is str",
    "Boolean": "{v}.__class__ is bool",
    "Int": "{v}.__class__ is int and -2147483648 <= {v} <= 2147483647",
}


def condition(leaf: Any, variable: str, passed_on: Callable[..., object]) -> str:
    """The condition over a variable; `passed_on` serialises the scalars that are stored ready.

    Raises Unplannable for any other scalar.
    """
    if isinstance(leaf, GraphQLEnumType):
        names = sorted(name for name, member in leaf.values.items() if member.value == name)
        if not names:
            raise Unplannable(leaf.name)
        return f"{variable}.__class__ is str and {variable} in {{{', '.join(map(repr, names))}}}"
    if leaf.name in _SCALARS:
        return _SCALARS[leaf.name].format(v=variable)
    if isinstance(leaf, GraphQLScalarType) and leaf.coerce_output_value is passed_on:
        return f"{variable} is not None"
    raise Unplannable(leaf.name)

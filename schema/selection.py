"""What an operation selects below a field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
)


def selected_names(info: GraphQLResolveInfo[Any], path: Sequence[str]) -> set[str]:
    """The names selected below a path of names, in any fragment and on any condition."""
    sets = [node.selection_set for node in info.field_nodes]
    for name in path:
        found = _fields(sets, info.fragments)
        sets = [node.selection_set for node in found if node.name.value == name]
    return {node.name.value for node in _fields(sets, info.fragments)}


def _fields(
    sets: Sequence[SelectionSetNode | None], fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FieldNode]:
    waiting, seen = [one for one in sets if one is not None], set[str]()
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                waiting.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                waiting.append(fragments[node.name.value].selection_set)

"""What an operation selects of one object type: fragments flattened, selections merged.

As graphql-core collects fields (GraphQL specification, section 6.3.2), once for every plan
instead of once for every object.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

from schema.plans.unplannable import Unplannable

_FOLDED = {"skip": False, "include": True}
"""The directives that plans fold, with the value of `if` that keeps a selection."""


Fields = Mapping[str, Sequence[FieldNode]]
"""The nodes that ask for a field, by the name it is answered under."""


@dataclass(frozen=True)
class Collector:
    """Collects for one operation; `conditions` are values of variables in @skip and @include."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Mapping[str, Any]

    def fields(self, parent: GraphQLObjectType, selections: Sequence[SelectionSetNode]) -> Fields:
        """The fields selected of an object of that type, in order."""
        collected: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selection in selections:
            for node in self._fields(parent, selection, seen):
                name = (node.alias or node.name).value
                collected.setdefault(name, []).append(node)
        return collected

    def below(self, parent: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fields:
        """The fields that these nodes together select of the object they answer with."""
        selections = [node.selection_set for node in nodes if node.selection_set is not None]
        return self.fields(parent, selections)

    def _fields(
        self, parent: GraphQLObjectType, selection: SelectionSetNode, seen: set[str]
    ) -> Iterator[FieldNode]:
        for node in selection.selections:
            if not self._is_kept(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                if node.type_condition is None or self._applies(
                    node.type_condition.name.value, parent
                ):
                    yield from self._fields(parent, node.selection_set, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self.fragments[node.name.value]
                if self._applies(fragment.type_condition.name.value, parent):
                    yield from self._fields(parent, fragment.selection_set, seen)

    def _applies(self, name: str, parent: GraphQLObjectType) -> bool:
        if name == parent.name:
            return True
        condition = self.schema.get_type(name)
        return is_abstract_type(condition) and self.schema.is_sub_type(condition, parent)

    def _is_kept(self, node: SelectionNode) -> bool:
        return all(self._keeps(directive) for directive in node.directives or ())

    def _keeps(self, directive: DirectiveNode) -> bool:
        name = directive.name.value
        if name not in _FOLDED:
            raise Unplannable(f"@{name}")
        (argument,) = directive.arguments or ()
        value = argument.value
        if isinstance(value, VariableNode):
            decided = self.conditions.get(value.name.value)
            if not isinstance(decided, bool):
                raise Unplannable(f"@{name} by null")
            return decided is _FOLDED[name]
        assert isinstance(value, BooleanValueNode)
        return value.value is _FOLDED[name]

"""What operations cost, worked out by expanding them; and a schema to try it on."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
    is_list_type,
    parse,
    value_from_ast_untyped,
)

FRIENDS = build_schema(
    """
    interface Being { id: ID! name(long: Boolean): String kin: [Being!]! friends(first: Int = 20,
      last: Int, search: String): BeingConnection! home: Place }
    type Person implements Being { id: ID! name(long: Boolean): String kin: [Being!]!
      friends(first: Int = 20, last: Int, search: String): BeingConnection! home: Place
      work: Place }
    type Cat implements Being { id: ID! name(long: Boolean): String kin: [Being!]!
      friends(first: Int = 20, last: Int, search: String): BeingConnection! home: Place
      toys(ids: [ID!]!): [Place!]! }
    type Place { id: ID! owner: Being either: Either
      people(first: Int, last: Int): BeingConnection! }
    union Either = Person | Cat | Place
    type BeingConnection { edges: [BeingEdge!]! nodes: [Being!]! pageInfo: PageInfo!
      totalCount: Int! facets: [Place!]! }
    type BeingEdge { node: Being! cursor: String! }
    type PageInfo { more: Boolean! }
    type Query { friends(first: Int, last: Int, search: String): BeingConnection! any: Either
      places: [Place!]! some(ids: [ID!]!): [Being]! }
    """
)


class Expansion:
    """The cost worked out as slowly and plainly as the rules are written."""

    def __init__(self, schema: GraphQLSchema, query: str, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        document = parse(query)
        self.fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        (self.operation,) = (
            node for node in document.definitions if isinstance(node, OperationDefinitionNode)
        )
        defaults = {
            each.variable.name.value: value_from_ast_untyped(each.default_value)
            for each in self.operation.variable_definitions or ()
            if each.default_value
        }
        self.variables = {**defaults, **variables}

    def total(self) -> int:
        """Of the whole operation."""
        root = self.schema.query_type
        assert root is not None
        return self.selected([self.operation.selection_set], root, 0)

    def selected(self, sets: list[SelectionSetNode], kind: GraphQLNamedType, page: int) -> int:
        """The dearest of the types that it may be."""
        types = self.schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        return max(self.on(sets, each, page) for each in types)

    def on(self, sets: list[SelectionSetNode], kind: GraphQLNamedType, page: int) -> int:
        """What is selected of one type."""
        groups: dict[str, list[FieldNode]] = {}
        for each in sets:
            self.collect(each, kind, groups)
        return sum(self.field(nodes, kind, page) for nodes in groups.values())

    def collect(
        self, selected: SelectionSetNode, kind: GraphQLNamedType, groups: dict[str, list[FieldNode]]
    ) -> None:
        """Fields by the name they answer under; a field that is met twice stands twice."""
        for node in selected.selections:
            if isinstance(node, FieldNode):
                name = node.alias.value if node.alias else node.name.value
                groups.setdefault(name, []).append(node)
                continue
            fragment = (
                self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            )
            assert isinstance(fragment, FragmentDefinitionNode | InlineFragmentNode)
            condition = fragment.type_condition
            wanted = self.schema.type_map[condition.name.value] if condition else kind
            if wanted is kind or (
                is_abstract_type(wanted) and self.schema.is_sub_type(wanted, kind)
            ):
                self.collect(fragment.selection_set, kind, groups)

    def field(self, nodes: list[FieldNode], kind: GraphQLNamedType, page: int) -> int:
        """One field with all that is selected in it."""
        name = nodes[0].name.value
        if name.startswith("__"):
            return 0
        field = kind.fields[name]  # type: ignore[attr-defined]  # an object
        inner = get_named_type(field.type)
        given_arguments = {
            each.name.value: value_from_ast_untyped(each.value, self.variables)
            for each in nodes[0].arguments or ()
        }
        if not is_composite_type(inner):
            return 5 if kind.name == "BeingConnection" else 0
        asked = [given_arguments.get(argument) for argument in ("first", "last")]
        numbers = [number for number in asked if isinstance(number, int) and number >= 0]
        size = min(max(numbers, default=20), 100)
        is_connection = inner.name == "BeingConnection"
        below = self.selected([n.selection_set for n in nodes if n.selection_set], inner, size)
        if kind.name == "BeingConnection":
            kinds = {"edges": page * below, "nodes": page * (1 + below), "pageInfo": below}
            return kinds.get(name, 10 + below)
        if is_connection:
            searches = any(
                each.name.value == "search" and not isinstance(each.value, NullValueNode)
                for each in nodes[0].arguments or ()
            )
            return 1 + below + 10 * searches
        times = 1
        if is_list_type(get_nullable_type(field.type)):
            if "ids" in given_arguments:
                times = len(given_arguments["ids"])
            elif kind.name == "Query":
                times = 20
        return times * (1 + below)

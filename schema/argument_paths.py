"""Where in an operation an argument's value stands: `rolePages.where.and.0.level.eq`."""

import re
from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    ListValueNode,
    Node,
    ObjectFieldNode,
    ObjectValueNode,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    print_ast,
)
from graphql.language import Visitor, visit

_AT = re.compile(r"^Variable '\$(?P<name>\w+)' has invalid value(?: at (?P<at>\S+?))?: ")


def path_of(error: GraphQLError, document: DocumentNode) -> str | None:
    """The path of the argument value that an error is about; None if it is about another thing."""
    node = error.nodes[0] if error.nodes else None
    if isinstance(node, VariableDefinitionNode):
        found = _AT.match(error.message)
        return _variable_path(found["at"], node, document) if found else None
    if isinstance(node, (ValueNode, ObjectFieldNode)) and not isinstance(node, VariableNode):
        return next((path for path, value in _values(document) if _is_same(value, node)), None)
    return None


def _is_same(value: Node, told: Node) -> bool:
    """Whether an error tells of this value; graphql-core tells of copies, some without place."""
    if told.loc is not None:
        return value.loc == told.loc
    return isinstance(value, type(told)) and print_ast(value) == print_ast(told)


def _variable_path(
    at: str | None, definition: VariableDefinitionNode, document: DocumentNode
) -> str:
    """The path of the first place where the variable is used, and on into its value."""
    name = definition.variable.name.value
    used = (
        path
        for path, value in _values(document)
        if isinstance(value, VariableNode) and value.name.value == name
    )
    return ".".join([next(used, f"${name}"), *re.findall(r"\w+", at or "")])


def _values(document: DocumentNode) -> Iterator[tuple[str, Node]]:
    """Every argument value of the document and everything in it, with its path."""
    fields: list[FieldNode] = []

    class Fields(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            fields.append(node)

    visit(document, Fields())
    for field in fields:
        for argument in field.arguments or ():
            yield from _inside(f"{field.name.value}.{argument.name.value}", argument.value)


def _inside(path: str, value: Node) -> Iterator[tuple[str, Node]]:
    yield path, value
    if isinstance(value, ListValueNode):
        for index, item in enumerate(value.values):
            yield from _inside(f"{path}.{index}", item)
    elif isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield f"{path}.{field.name.value}", field
            yield from _inside(f"{path}.{field.name.value}", field.value)

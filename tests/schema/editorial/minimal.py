"""The smallest operation that asks for a field: what it requires is made up from the schema."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)

_SCALARS = {
    "ID": '"ro_00000000000000000000000000"',
    "Int": "1",
    "Boolean": "true",
    "Locale": '"en"',
    "String": '"made-up"',
    "Date": '"2027-01-01"',
    "DateTime": '"2027-01-01T00:00:00Z"',
}


def operation(kind: str, name: str, field: GraphQLField) -> str:
    """A `query` or `mutation` of one root field."""
    return f"{kind} {{ {selection(name, field)} }}"


def selection(name: str, field: GraphQLField) -> str:
    """The field with its required arguments, and nothing of what it answers but its type."""
    given = [
        f"{argument}: {_value(each.type)}"
        for argument, each in field.args.items()
        if is_required_argument(each)
    ]
    arguments = f"({', '.join(given)})" if given else ""
    inner = " { __typename }" if is_composite_type(get_named_type(field.type)) else ""
    return f"{name}{arguments}{inner}"


def _value(kind: GraphQLInputType | Any) -> str:
    if isinstance(kind, GraphQLNonNull):
        return _value(kind.of_type)
    if isinstance(kind, GraphQLList):
        return "[]"
    if isinstance(kind, GraphQLEnumType):
        return str(next(iter(kind.values)))
    if isinstance(kind, GraphQLInputObjectType):
        given = [
            (name, each) for name, each in kind.fields.items() if is_required_input_field(each)
        ]
        return f"{{{', '.join(f'{name}: {_value(each.type)}' for name, each in given)}}}"
    return _SCALARS[kind.name]

"""The arguments of a field: whatever no variable decides is coerced and converted once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    Undefined,
    ValueNode,
    VariableNode,
    is_non_null_type,
)
from graphql.execution.values import VariableValues
from graphql.utilities import coerce_input_literal
from graphql.utilities.coerce_input_value import coerce_default_value

from schema.plans.nodes import found
from schema.plans.storing import Resolver
from schema.plans.unplannable import Mismatch, Unplannable


@dataclass(frozen=True, slots=True)
class _ByVariable:
    """An argument that variables decide: `variable` alone, or some inside of `literal`."""

    name: str
    convert: Callable[[Any], Any] | None
    variable: str | None
    literal: ValueNode
    definition: GraphQLArgument

    def value(self, variables: VariableValues) -> Any:
        """The coerced value, Undefined where the argument's default stands in.

        As graphql-core coerces arguments; raises Mismatch for what it refuses.
        """
        definition = self.definition
        if self.variable is None:
            value = coerce_input_literal(self.literal, definition.type, variables)
            if value is Undefined:
                raise Mismatch("argument")
            return value
        value = variables.coerced.get(self.variable, Undefined)
        if value is Undefined or value is None:
            has_default = definition.default is not None and value is Undefined
            if is_non_null_type(definition.type) and not has_default:
                raise Mismatch("argument")
        return value


class Arguments:
    """What a field's resolver is called with, by its Python names."""

    def __init__(self, field: GraphQLField, node: FieldNode, resolver: Resolver) -> None:
        given = {each.name.value: each.value for each in node.arguments or ()}
        self._settled: dict[str, Any] = {}
        self._by_variable: list[_ByVariable] = []
        for argument, definition in field.args.items():
            convert = None if argument in resolver.as_it_is else _converting(resolver, argument)
            name = resolver.names[argument]
            literal = given.get(argument)
            if literal is not None and found(literal, VariableNode):
                variable = literal.name.value if isinstance(literal, VariableNode) else None
                decided = _ByVariable(name, convert, variable, literal, definition)
                self._by_variable.append(decided)
                literal = None
            value = _settled(definition, literal, convert)
            if value is not Undefined:
                self._settled[name] = value

    def of(self, variables: VariableValues) -> dict[str, Any]:
        """The arguments for these variables, in a dictionary of the caller's own.

        Raises Mismatch for what graphql-core refuses.
        """
        arguments = dict(self._settled)
        for each in self._by_variable:
            value = each.value(variables)
            if value is not Undefined:
                arguments[each.name] = each.convert(value) if each.convert else value
        return arguments


def _converting(resolver: Resolver, argument: str) -> Callable[[Any], Any]:
    return lambda value: resolver.convert(argument, value)


def _settled(
    definition: GraphQLArgument, literal: ValueNode | None, convert: Callable[[Any], Any] | None
) -> Any:
    """What a literal, else the default, stands for; Undefined without either."""
    try:
        if literal is None:
            value = coerce_default_value(definition)
            is_there = value is not Undefined
        else:
            value = coerce_input_literal(literal, definition.type)
            if value is Undefined:
                raise Unplannable("argument")
            is_there = True
        return convert(value) if convert and is_there else value
    except Exception as error:
        raise Unplannable("argument") from error

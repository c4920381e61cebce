"""Calling resolvers as Strawberry does, without what it works out anew for every call."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, get_nullable_type, is_leaf_type
from strawberry.types.arguments import convert_argument
from strawberry.types.field import StrawberryField

from schema.delivery.context import Info
from schema.delivery.schema import schema
from schema.plans.storing import Resolver
from schema.plans.unplannable import Unplannable


def resolver(parent: GraphQLObjectType, name: str) -> Resolver:
    """How the resolver of a field is called; raises Unplannable if it is wrapped in anything."""
    field: StrawberryField = parent.fields[name].extensions["strawberry-definition"]
    base = field.base_resolver
    if base is None or base.self_parameter or base.root_parameter or field.extensions:
        raise Unplannable(f"{parent.name}.{name}")
    function: Callable[..., Any] = base.wrapped_func  # type: ignore[assignment]  # no method here
    holder = base.parent_parameter
    info = base.info_parameter
    holder_name = holder.name if holder else None
    info_name = info.name if info else None

    def call(source: Any, raw: GraphQLResolveInfo[Any], given: dict[str, Any]) -> Any:
        if holder_name:
            given[holder_name] = source
        if info_name:
            given[info_name] = Info(raw, field)
        return function(**given)

    name_of = schema.config.name_converter.from_argument
    by_name = {name_of(argument): argument for argument in field.arguments}

    def convert(argument: str, value: Any) -> Any:
        return convert_argument(
            value,
            by_name[argument].type,
            schema.schema_converter.scalar_registry,
            schema.config,
            path=(argument,),
        )

    return Resolver(
        call,
        {argument: known.python_name for argument, known in by_name.items()},
        convert,
        frozenset(
            argument
            for argument, definition in parent.fields[name].args.items()
            if is_leaf_type(get_nullable_type(definition.type)) and not by_name[argument].is_maybe
        ),
    )

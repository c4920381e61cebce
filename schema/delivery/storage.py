"""How delivery's objects are stored, for its plans: what `read_field` and the resolvers know."""

import inspect
from typing import Any, Final

from graphql import GraphQLObjectType
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from content.reading import Redirect as RedirectValue
from schema.delivery.blocks.block import BlockFields
from schema.delivery.calling import resolver
from schema.delivery.content import Node
from schema.delivery.path import Redirect
from schema.delivery.scalars import as_stored
from schema.plans.storing import Attribute, Derived, Either, Instance, Key, Named, Source, Storage
from schema.plans.unplannable import Unplannable

_OF_LISTS: Final = "schema.delivery.connections."
"""Where the types live whose objects a resolver makes, as dictionaries or as values of ours."""
_PARENT: Final = "holder"


def _function(method: Any) -> Any:
    return getattr(method, "__func__", None)


_NAMED: Final = (_function(Node.is_type_of), _function(BlockFields.is_type_of))
_INSTANCES: Final = {_function(Redirect.is_type_of): RedirectValue}


def _told_by(parent: GraphQLObjectType) -> Named | Instance | None:
    check = parent.is_type_of
    if check is None:
        return None
    if _function(check) in _NAMED and _is_of(check, parent):
        return Named()
    if _function(check) in _INSTANCES:
        return Instance(_INSTANCES[_function(check)])
    raise Unplannable(parent.name)


def _is_of(check: Any, parent: GraphQLObjectType) -> bool:
    """Whether a check is bound to the class that has the type's name."""
    return bool(check.__self__.__name__ == parent.name)


def _source(parent: GraphQLObjectType, name: str) -> Source | None:
    field: StrawberryField = parent.fields[name].extensions["strawberry-definition"]
    if field.base_resolver is not None:
        return _followed(field.base_resolver)
    if isinstance(_told_by(parent), Instance):
        return Attribute(field.python_name)
    definition: StrawberryObjectDefinition = parent.extensions["strawberry-definition"]
    origin = (definition.concrete_of or definition).origin
    if origin.__module__.startswith(_OF_LISTS):
        return Either(name, field.python_name)
    return Key(name)


def _followed(resolver: StrawberryResolver[Any]) -> Source | None:
    if resolver.is_async or list(resolver.signature.parameters) != [_PARENT]:
        return None
    follow = resolver.wrapped_func
    assert inspect.isfunction(follow)
    return Derived(follow)


STORAGE: Final = Storage(_source, _told_by, resolver, as_stored)

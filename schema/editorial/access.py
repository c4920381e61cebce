"""The only ways to declare a field that needs a scope, and the walk that enforces them.

Every field of Query, Mutation and Subscription is declared here, or the schema is not built. An
operation is walked before it runs: one that needs a scope its caller lacks is refused as a whole.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_abstract_type,
    visit,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

from auth.scopes import Scope

_SCOPE: Final = "scope"
_CACHED_OPERATIONS: Final = 256


class Undeclared(TypeError):
    """A root field was declared without a scope."""


def query_field(resolver: Callable[..., Any], *, scope: Scope, description: str) -> Any:
    """A field that is read, of the type it is annotated with, for callers with that scope."""
    return strawberry.field(
        resolver=resolver, description=_told(description, scope), metadata={_SCOPE: scope}
    )


def mutation_field(resolver: Callable[..., Any], *, scope: Scope, description: str) -> Any:
    """A field that changes something, for callers with that scope."""
    return strawberry.mutation(
        resolver=resolver, description=_told(description, scope), metadata={_SCOPE: scope}
    )


def subscription_field(resolver: Callable[..., Any], *, scope: Scope, description: str) -> Any:
    """A field that tells again and again, for callers with that scope."""
    return strawberry.subscription(
        resolver=resolver, description=_told(description, scope), metadata={_SCOPE: scope}
    )


def _told(description: str, scope: Scope) -> str:
    return f"{description} Needs `{scope.value}`."


class Guard:
    """What each field of one schema needs; raises Undeclared when it is made of a schema with a
    root field that needs nothing.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._scopes = dict(_declared(schema))
        roots = [schema.query_type, schema.mutation_type, schema.subscription_type]
        for root in filter(None, roots):
            for name in root.fields:
                if (root.name, name) not in self._scopes:
                    raise Undeclared(
                        f"{root.name}.{name} needs no scope: declare it with query_field, "
                        "mutation_field or subscription_field of schema.editorial.access"
                    )
        self.needed = lru_cache(_CACHED_OPERATIONS)(self._needed)

    def scope_of(self, type_name: str, field_name: str) -> Scope | None:
        """The scope a field needs of itself."""
        return self._scopes.get((type_name, field_name))

    def _needed(self, document: DocumentNode, operation_name: str | None) -> frozenset[Scope]:
        """The scopes that the operation needs, its fragments and nested fields included.

        A field needs its scope whether or not a directive would leave it out.
        """
        walks = {id(node): self._walked(node) for node in document.definitions}
        fragments = {
            node.name.value: walks[id(node)]
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        needed: set[Scope] = set()
        waiting = [
            walks[id(node)]
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
            and operation_name in (None, node.name.value if node.name else None)
        ]
        seen: set[str] = set()
        while waiting:
            walk = waiting.pop()
            needed |= walk.scopes
            for name in walk.spreads - seen:
                seen.add(name)
                if name in fragments:
                    waiting.append(fragments[name])
        return frozenset(needed)

    def _walked(self, node: Any) -> "_Walk":
        types = TypeInfo(self._schema)
        walk = _Walk(self._schema, types, self._scopes)
        visit(node, TypeInfoVisitor(types, walk))
        return walk


class _Walk(Visitor):
    """One definition: the scopes of its own fields, and the fragments it spreads."""

    def __init__(
        self, schema: GraphQLSchema, types: TypeInfo, scopes: Mapping[tuple[str, str], Scope]
    ) -> None:
        super().__init__()
        self._schema, self._types, self._declared = schema, types, scopes
        self.scopes: set[Scope] = set()
        self.spreads: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Notes what a field needs, on whichever type it may be resolved."""
        parent = self._types.get_parent_type()
        if parent is None:
            return
        possible = [parent.name]
        if is_abstract_type(parent):
            possible += [each.name for each in self._schema.get_possible_types(parent)]
        for type_name in possible:
            scope = self._declared.get((type_name, node.name.value))
            if scope is not None:
                self.scopes.add(scope)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        """Notes a fragment."""
        self.spreads.add(node.name.value)


def _declared(schema: GraphQLSchema) -> Iterator[tuple[tuple[str, str], Scope]]:
    for name, kind in schema.type_map.items():
        for field_name, field in getattr(get_named_type(kind), "fields", {}).items():
            source = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
            if isinstance(source, StrawberryField) and _SCOPE in source.metadata:
                yield (name, field_name), source.metadata[_SCOPE]

"""The editorial schema, its guard, and its SDL."""

from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from typing import Any, Final

from graphql import GraphQLError
from strawberry.extensions import DisableIntrospection, SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types.graphql import OperationType

from auth.scopes import joined
from content.store import within
from content.store.time_limits import SECONDS
from schema.editorial.access import Guard
from schema.editorial.context import EditorialContext, Info
from schema.editorial.mutation import Mutation
from schema.editorial.query import Query
from schema.editorial.resolving import read_field
from schema.editorial.scalars import SCALARS
from schema.editorial.subscription import Subscription
from schema.execution import ReadableSchema
from schema.limits import Limits
from schema.within_limits import within_limits

LIMITS: Final = Limits(tokens=4_000, depth=15, aliases=100, cost=5_000)


class EditorialSchema(ReadableSchema):
    """A schema whose every root field needs a scope; raises Undeclared for one that does not."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.guard = Guard(self._schema)


class OnlyWithScopes(SchemaExtension):
    """Refuses an operation whose caller lacks a scope that any field of it needs."""

    def on_execute(self) -> Iterator[None]:
        """Walks the operation before any of it runs."""
        running = self.execution_context
        schema, context = running.schema, running.context
        assert isinstance(schema, EditorialSchema)
        assert isinstance(context, EditorialContext)
        assert running.graphql_document is not None
        needed = schema.guard.needed(running.graphql_document, running.operation_name)
        missing = {scope.value for scope in needed} - context.principal.effective_scopes
        if missing:
            context.missing_scopes = frozenset(missing)
            raise GraphQLError(
                f"This needs {joined(missing)}, which the token or the account does not hold.",
                extensions={"code": "FORBIDDEN", "scopes": sorted(missing)},
            )
        yield


class WithinTime(SchemaExtension):
    """Bounds what a query may ask of MongoDB in all; a mutation's operations bound themselves."""

    def on_execute(self) -> Iterator[None]:
        """Holds the limit while the operation runs."""
        is_query = self.execution_context.operation_type is OperationType.QUERY
        with within(SECONDS["editorial"]) if is_query else nullcontext():
            yield


@cache
def editorial_schema(*, introspection: bool = True) -> EditorialSchema:
    """The schema; without `introspection` it does not tell about itself, not by guesses either."""
    closed = [] if introspection else [DisableIntrospection]
    return EditorialSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        extensions=[within_limits(LIMITS), *closed, OnlyWithScopes, WithinTime],
        config=StrawberryConfig(
            default_resolver=read_field,
            info_class=Info,
            scalar_map=SCALARS,
            disable_field_suggestions=not introspection,
        ),
    )


def sdl() -> str:
    """The schema as `schema/editorial.graphql` has it."""
    return f"{editorial_schema().as_str()}\n"

"""A plan: what to read, side by side, and how it is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from graphql import GraphQLResolveInfo
from graphql.execution.values import VariableValues

from schema.plans.arguments import Arguments
from schema.plans.storing import Resolver
from schema.plans.unplannable import ReplyPath

Project = Callable[[Any], Any]
"""What a stored value is answered with; raises some exception if it does not fit its type."""


@dataclass(frozen=True, slots=True)
class Step:
    """A field whose resolver is run; `project` answers with what it returned.

    `late` are fields of what it returned that have resolvers of their own, such as totals: they
    run side by side, and `names` is the order in which all of them are answered. `info` is the
    part of the resolver's info that is always the same.
    """

    name: str
    path: ReplyPath
    resolver: Resolver
    arguments: Arguments
    info: tuple[Any, ...]
    project: Project
    late: tuple["Step", ...]
    names: tuple[str, ...]

    def resolved(self, source: Any, context: Any, variables: VariableValues) -> Any:
        """What the resolver returns, which may have to be awaited.

        Raises Mismatch for arguments that graphql-core refuses, and whatever the resolver raises.
        """
        told = (*self.info, variables.coerced, context, isawaitable, None, None)
        info: GraphQLResolveInfo[Any] = tuple.__new__(GraphQLResolveInfo, told)
        return self.resolver.call(source, info, self.arguments.of(variables))


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation that runs without graphql-core's executor.

    `constants` are the fields answered without any step; `names` the order of all of them.
    """

    steps: tuple[Step, ...]
    constants: Mapping[str, str]
    names: tuple[str, ...]

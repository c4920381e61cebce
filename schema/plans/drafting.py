"""Making a plan: steps are drafted first, since their functions are compiled together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    is_non_null_type,
    is_object_type,
)
from graphql.pyutils import Path

from schema.plans.arguments import Arguments
from schema.plans.collecting import Collector
from schema.plans.generating import Generator
from schema.plans.plan import Plan, Project, Step
from schema.plans.storing import Resolver, Storage
from schema.plans.unplannable import Unplannable


def plan(storage: Storage, operation: OperationDefinitionNode, collector: Collector) -> Plan:
    """The plan of a query; raises Unplannable."""
    return _Drafting(storage, operation, collector).plan()


class _Drafting:
    def __init__(
        self, storage: Storage, operation: OperationDefinitionNode, collector: Collector
    ) -> None:
        self._storage = storage
        self._operation = operation
        self._collector = collector
        self._generator = Generator(collector, storage)

    def plan(self) -> Plan:
        root = self._collector.schema.query_type
        assert root is not None
        fields = self._collector.fields(root, [self._operation.selection_set])
        constants = {
            name: root.name for name, nodes in fields.items() if _name(nodes) == "__typename"
        }
        drafts = [
            self._draft(root, name, nodes, None)
            for name, nodes in fields.items()
            if name not in constants
        ]
        functions = self._generator.compiled()
        steps = tuple(draft.step(functions) for draft in drafts)
        return Plan(steps, constants, tuple(fields))

    def _draft(
        self, parent: GraphQLObjectType, name: str, nodes: Sequence[FieldNode], above: Path | None
    ) -> "_Draft":
        field = parent.fields.get(_name(nodes))
        if field is None:
            raise Unplannable(_name(nodes))
        path = Path(above, name, parent.name)
        resolver = self._storage.resolver(parent, _name(nodes))
        arguments = Arguments(field, nodes[0], resolver)
        info = (
            _name(nodes),
            list(nodes),
            field.type,
            parent,
            path,
            self._collector.schema,
            self._collector.fragments,
            None,
            self._operation,
        )
        inner = field.type.of_type if is_non_null_type(field.type) else field.type
        late: list[_Draft] = []
        names: tuple[str, ...] = ()
        if is_object_type(inner):
            fields = self._collector.below(inner, nodes)
            names = tuple(fields)
            late = [
                self._draft(inner, each, asked, path)
                for each, asked in fields.items()
                if self._is_late(inner, asked)
            ]
        if late:
            late_names = {draft.name for draft in late}
            at_once = {each: fields[each] for each in names if each not in late_names}
            function = self._generator.fields(inner, at_once)
        else:
            function = self._generator.value(field.type, nodes)
        return _Draft(name, path, resolver, arguments, info, function, late, names)

    def _is_late(self, parent: GraphQLObjectType, nodes: Sequence[FieldNode]) -> bool:
        name = _name(nodes)
        return name in parent.fields and self._storage.source(parent, name) is None


@dataclass(frozen=True)
class _Draft:
    """A step whose function has a name, and is not compiled yet."""

    name: str
    path: Path
    resolver: Resolver
    arguments: Arguments
    info: tuple[Any, ...]
    function: str
    late: Sequence["_Draft"]
    names: tuple[str, ...]

    def step(self, functions: Mapping[str, Project]) -> Step:
        return Step(
            self.name,
            tuple(str(key) for key in self.path.as_list()),
            self.resolver,
            self.arguments,
            self.info,
            functions[self.function],
            tuple(late.step(functions) for late in self.late),
            self.names,
        )


def _name(nodes: Sequence[FieldNode]) -> str:
    return nodes[0].name.value

"""Plans: one for each operation and each way its @skip and @include turn out."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    Undefined,
)

from schema.plans import drafting
from schema.plans.collecting import Collector
from schema.plans.nodes import conditional
from schema.plans.plan import Plan
from schema.plans.storing import Storage
from schema.plans.unplannable import Unplannable

MOST_VARIANTS: Final = 16
"""How many ways of skipping and including one operation keeps plans for."""


class Plans:
    """Makes and keeps the plans of one operation of a valid document."""

    def __init__(
        self,
        schema: GraphQLSchema,
        storage: Storage,
        document: DocumentNode,
        operation: OperationDefinitionNode,
    ) -> None:
        self._schema = schema
        self._storage = storage
        self._operation = operation
        self._fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._conditional = conditional([operation, *self._fragments.values()])
        self._kept: OrderedDict[tuple[Any, ...], Plan | str] = OrderedDict()

    def __len__(self) -> int:
        """How many plans are kept."""
        return len(self._kept)

    def plan(self, variables: Mapping[str, Any]) -> Plan:
        """The plan for coerced variables.

        Raises Unplannable if graphql-core has to run the operation.
        """
        values = tuple([variables.get(name, Undefined) for name in self._conditional])
        plan = self._kept.get(values)
        if plan is None:
            plan = self._made(dict(zip(self._conditional, values, strict=True)))
            self._kept[values] = plan
            if len(self._kept) > MOST_VARIANTS:
                self._kept.popitem(last=False)
        if isinstance(plan, str):
            raise Unplannable(plan)
        return plan

    def _made(self, conditions: Mapping[str, Any]) -> Plan | str:
        """The plan, or why there is none."""
        if self._operation.operation is not OperationType.QUERY:
            return str(self._operation.operation.value)
        collector = Collector(self._schema, self._fragments, conditions)
        try:
            return drafting.plan(self._storage, self._operation, collector)
        except Unplannable as reason:
            return str(reason)

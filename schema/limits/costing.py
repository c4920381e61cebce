"""What an operation costs, at worst: every `@include` taken, the dearest type at every choice.

Fields that are asked for twice are merged first, as they are when they run. A group of fields is
priced once for each type it stands on, wherever it is spread, and what variables decide is left
open until they are known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    value_from_ast_untyped,
)

from schema.limits.bounds import CEILING, Excess, Limits
from schema.limits.prices import Price, Prices
from schema.limits.sizes import Sizes, Variables

SHOWN: Final = 3
"""How many of the dearest paths are told."""
_MOST_KEPT: Final = 64
"""How many costs are kept of an operation whose variables tell sizes."""


class Priced:
    """A field with its price and, for every type it may be of, the fields selected there."""

    __slots__ = ("branches", "name", "price", "total")

    def __init__(self, name: str, price: Price, branches: tuple[tuple["Priced", ...], ...]) -> None:
        self.name, self.price = name, price
        fixed: list[tuple[int, tuple[Priced, ...]]] = []
        open_ones: list[tuple[Priced, ...]] = []
        for branch in branches:
            total = _fixed(branch)
            if total is None:
                open_ones.append(branch)
            else:
                fixed.append((total, branch))
        most, dearest = max(fixed, key=lambda each: each[0], default=(0, ()))
        self.branches = (dearest, *open_ones)
        is_open = open_ones or price.own_sizes or price.times_size
        self.total = None if is_open else min(price.times * (price.own + most), CEILING)
        """What it costs, if that depends on no variable."""


def _fixed(branch: tuple[Priced, ...]) -> int | None:
    total = 0
    for each in branch:
        if each.total is None:
            return None
        total += each.total
    return total


class Cost:
    """What an operation costs with its variables; `dearest` are the paths that cost the most."""

    def __init__(self, root: Priced, variables: Variables) -> None:
        self._root, self._variables = root, variables
        self._totals: dict[int, int] = {}
        self.total: Final = self._total(root)

    def __repr__(self) -> str:
        return f"Cost({self.total}, {self.dearest})"

    @cached_property
    def dearest(self) -> tuple[tuple[str, int], ...]:
        """The dearest paths first, each with what it costs by itself."""
        return tuple(nlargest(SHOWN, self._paths(self._root, "", 1), key=lambda each: each[1]))

    def excess(self, limits: Limits) -> Excess | None:
        """The refusal of an operation that costs too much."""
        if self.total <= limits.cost:
            return None
        shown = f"over {CEILING:,}" if self.total >= CEILING else f"{self.total:,}"
        dearest = ", ".join(f"{path} ({cost:,})" for path, cost in self.dearest)
        message = (
            f"The operation costs {shown}; at most {limits.cost:,} is taken. "
            f"The dearest fields are {dearest}. Ask for fewer items, or for less of each."
        )
        return Excess("COST_LIMIT", message, dearest=self.dearest)

    def told(self, limits: Limits) -> dict[str, Any]:
        """What `extensions.cost` says."""
        dearest = [{"path": path, "cost": cost} for path, cost in self.dearest]
        return {"total": self.total, "limit": limits.cost, "dearest": dearest}

    def _total(self, priced: Priced) -> int:
        if priced.total is not None:
            return priced.total
        known = self._totals.get(id(priced))
        if known is None:
            inner = max(sum(map(self._total, branch)) for branch in priced.branches)
            known = min(self._times(priced) * (self._own(priced) + inner), CEILING)
            self._totals[id(priced)] = known
        return known

    def _own(self, priced: Priced) -> int:
        return priced.price.own + sum(size.of(self._variables) for size in priced.price.own_sizes)

    def _times(self, priced: Priced) -> int:
        size = priced.price.times_size
        return size.of(self._variables) if size else priced.price.times

    def _paths(self, priced: Priced, path: str, often: int) -> Iterator[tuple[str, int]]:
        here = f"{path}.{priced.name}" if path else priced.name
        often = min(often * self._times(priced), CEILING)
        own = min(often * self._own(priced), CEILING)
        if own:
            yield here, own
        branch = max(priced.branches, key=lambda each: sum(map(self._total, each)))
        for each in branch:
            yield from self._paths(each, here, often)


@dataclass(frozen=True, slots=True)
class _Operation:
    root: Priced
    defaults: Mapping[str, Any]


class Costs:
    """The costs of a valid document's operations."""

    def __init__(self, operations: Mapping[str | None, _Operation], sizes: Sequence[Sizes]) -> None:
        self._operations, self._sizes = operations, sizes
        self._kept: dict[tuple[str | None, tuple[int, ...]], Cost] = {}
        self._fixed = {
            name: Cost(operation.root, {})
            for name, operation in operations.items()
            if operation.root.total is not None
        }

    def __len__(self) -> int:
        """How many operations the document has."""
        return len(self._operations)

    def of(self, operation_name: str | None, variables: Variables) -> Cost:
        """What an operation costs; the only one needs no name. Raises KeyError for no such one."""
        if operation_name is None and len(self._operations) == 1:
            operation_name = next(iter(self._operations))
        fixed = self._fixed.get(operation_name)
        if fixed is not None:
            return fixed
        operation = self._operations[operation_name]
        values = {**operation.defaults, **variables}
        key = operation_name, tuple(size.of(values) for size in self._sizes)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) == _MOST_KEPT:
                self._kept.clear()
            known = self._kept[key] = Cost(operation.root, values)
        return known


def costs(schema: GraphQLSchema, document: DocumentNode) -> Costs:
    """The costs of a document that is valid, and within the limits that `exceeded` knows."""
    costing = _Costing(schema, document)
    operations = {
        node.name.value if node.name else None: costing.operation(node)
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    }
    return Costs(operations, costing.sizes)


Groups = dict[str, list[FieldNode]]


class _Costing:
    """One walk over a document with the types of a schema."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema, self._prices = schema, Prices(schema)
        self._fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._known: dict[tuple[Any, ...], Priced] = {}
        self.sizes: list[Sizes] = []

    def operation(self, node: OperationDefinitionNode) -> _Operation:
        """An operation's price, and the values its variables have when none are given."""
        kind = self._schema.get_root_type(node.operation)
        assert kind is not None
        root = Priced("", Price(), self._branches([node.selection_set], kind, 0))
        defaults = {
            each.variable.name.value: value_from_ast_untyped(each.default_value)
            for each in node.variable_definitions or ()
            if each.default_value is not None
        }
        return _Operation(root, defaults)

    def _branches(
        self, selected: list[SelectionSetNode], kind: GraphQLNamedType, page: Sizes | int
    ) -> tuple[tuple[Priced, ...], ...]:
        """What is selected, for every choice of types that are told apart."""
        conditions = self._conditions(selected, set(), set())
        choices: dict[frozenset[str], GraphQLNamedType] = {}
        possible = self._schema.get_possible_types(kind) if is_abstract_type(kind) else (kind,)
        for each in possible:
            choices.setdefault(frozenset(c for c in conditions if self._is(each, c)), each)
        return tuple(
            tuple(
                self._priced(name, nodes, each, page)
                for name, nodes in self._collected(selected, matching, {}, set()).items()
            )
            for matching, each in choices.items()
        )

    def _priced(
        self, name: str, nodes: list[FieldNode], parent: GraphQLNamedType, page: Sizes | int
    ) -> Priced:
        key = (parent.name, page, *map(id, nodes))
        known = self._known.get(key)
        if known is None:
            price = self._prices.of(parent, nodes[0], page)
            selected = [node.selection_set for node in nodes if node.selection_set]
            kind = self._type(parent, nodes[0].name.value)
            inner = self._branches(selected, kind, price.page) if kind and selected else ()
            known = self._known[key] = Priced(name, price, inner)
            self.sizes += price.own_sizes
            self.sizes += (price.times_size,) if price.times_size else ()
        return known

    def _type(self, parent: GraphQLNamedType, field: str) -> GraphQLCompositeType | None:
        found = getattr(parent, "fields", {}).get(field)
        kind = get_named_type(found.type) if found else None
        return kind if is_composite_type(kind) else None

    def _conditions(
        self, selected: list[SelectionSetNode], found: set[str], spread: set[str]
    ) -> set[str]:
        for node in (each for one in selected for each in one.selections):
            if isinstance(node, InlineFragmentNode):
                if node.type_condition:
                    found.add(node.type_condition.name.value)
                self._conditions([node.selection_set], found, spread)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                spread.add(node.name.value)
                fragment = self._fragments[node.name.value]
                found.add(fragment.type_condition.name.value)
                self._conditions([fragment.selection_set], found, spread)
        return found

    def _is(self, kind: GraphQLNamedType, condition: str) -> bool:
        wanted = self._schema.type_map[condition]
        return kind is wanted or (
            is_abstract_type(wanted) and self._schema.is_sub_type(wanted, kind)
        )

    def _collected(
        self,
        selected: list[SelectionSetNode],
        matching: frozenset[str],
        groups: Groups,
        spread: set[str],
    ) -> Groups:
        """The fields that run on a type with those conditions, by the name they answer under."""
        for node in (each for one in selected for each in one.selections):
            match node:
                case FieldNode():
                    name = node.alias.value if node.alias else node.name.value
                    groups.setdefault(name, []).append(node)
                case InlineFragmentNode():
                    if not node.type_condition or node.type_condition.name.value in matching:
                        self._collected([node.selection_set], matching, groups, spread)
                case FragmentSpreadNode() if node.name.value not in spread:
                    spread.add(node.name.value)
                    fragment = self._fragments[node.name.value]
                    if fragment.type_condition.name.value in matching:
                        self._collected([fragment.selection_set], matching, groups, spread)
                case _:
                    pass
        return groups

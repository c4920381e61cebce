"""How many items an argument asks for: told by the document, or by a variable when it runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import ListValueNode, ObjectValueNode, ValueNode, VariableNode, value_from_ast_untyped

from content.reading.window import DEFAULT_ITEMS, MOST_ITEMS
from schema.limits.bounds import CEILING

Variables = Mapping[str, Any]
_NONE: Final[Variables] = {}


@dataclass(frozen=True, slots=True)
class PageSize:
    """The stretch of a connection that `first` or `last` asks for.

    More than a page may hold is refused where the list is read, so that it costs no more here.
    """

    arguments: tuple[ValueNode, ...]

    def of(self, variables: Variables) -> int:
        """Between 0 and the most of a page."""
        values = (_value(node, variables) for node in self.arguments)
        numbers = [value for value in values if isinstance(value, int)]
        return min(max(numbers), MOST_ITEMS) if numbers and max(numbers) >= 0 else DEFAULT_ITEMS


@dataclass(frozen=True, slots=True)
class IdCount:
    """How many ids a list of them holds."""

    argument: ValueNode

    def of(self, variables: Variables) -> int:
        """Between 0 and the most that are taken; one id may come without a list."""
        if isinstance(self.argument, ListValueNode):
            return min(len(self.argument.values), MOST_ITEMS)
        value = _value(self.argument, variables)
        return min(len(value), MOST_ITEMS) if isinstance(value, list) else int(value is not None)


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How many items all lists in an argument hold, those of its items included."""

    argument: ValueNode

    def of(self, variables: Variables) -> int:
        """0 for an argument without a list in it."""
        return _items_in_literal(self.argument, variables)


Sizes = PageSize | IdCount | ItemCount


def depends_on_variables(node: ValueNode) -> bool:
    """Whether a value is, or holds, a variable."""
    match node:
        case VariableNode():
            return True
        case ListValueNode():
            return any(map(depends_on_variables, node.values))
        case ObjectValueNode():
            return any(depends_on_variables(each.value) for each in node.fields)
        case _:
            return False


def _value(node: ValueNode, variables: Variables) -> Any:
    if isinstance(node, VariableNode):
        return variables.get(node.name.value)
    return value_from_ast_untyped(node, dict(variables))


def _items_in_literal(node: ValueNode, variables: Variables) -> int:
    match node:
        case VariableNode():
            return _items(variables.get(node.name.value))
        case ListValueNode():
            inner = sum(_items_in_literal(each, variables) for each in node.values)
            return min(len(node.values) + inner, CEILING)
        case ObjectValueNode():
            inner = sum(_items_in_literal(each.value, variables) for each in node.fields)
            return min(inner, CEILING)
        case _:
            return 0


def _items(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(map(_items, value.values()))
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return len(value) + sum(map(_items, value))
    return 0

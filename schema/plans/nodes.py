"""Finding nodes in a syntax tree."""

from collections.abc import Iterator
from typing import TypeVar

from graphql import DirectiveNode, Node, VariableNode

N = TypeVar("N", bound=Node)


def found(node: Node, kind: type[N]) -> list[N]:
    """Every node of that kind in a tree."""
    matching: list[N] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, kind):
            matching.append(each)
        waiting.extend(_inner(each))
    return matching


def conditional(nodes: list[Node]) -> tuple[str, ...]:
    """The variables that decide a @skip or @include anywhere in some trees."""
    names = {
        variable.name.value
        for node in nodes
        for directive in found(node, DirectiveNode)
        for variable in found(directive, VariableNode)
    }
    return tuple(sorted(names))


def _inner(node: Node) -> Iterator[Node]:
    for key in node.keys:
        inner = getattr(node, key, None)
        if isinstance(inner, Node):
            yield inner
        elif isinstance(inner, (list, tuple)):
            yield from (one for one in inner if isinstance(one, Node))

"""In which order a library is written: what is referred to first, circles together."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from content.rules.references import Bond, references
from seed.exchange.reading import LibraryEntity

T = TypeVar("T")


def targets(entity: LibraryEntity, *, cards: bool) -> list[str]:
    """The ids an entity cannot come before: all its texts refer to, and its home.

    Cards of other pages count only where they have to exist already.
    """
    found = [entity.home] if entity.home is not None else []
    for text in entity.texts:
        for reference in references(text.source):
            if cards or reference.bond is not Bond.CARD:
                found.append(reference.target)
    return list(dict.fromkeys(found))


def circles(edges: Mapping[str, Collection[str]]) -> list[list[str]]:
    """The nodes in groups: each group after all it leads to, nodes of one circle in one group.

    Tarjan's strongly connected components (SIAM Journal on Computing 1, 1972), without
    recursion; the order of the mapping decides between equals.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    groups: list[list[str]] = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, successors = work[-1]
            for successor in successors:
                if successor not in edges:
                    continue
                if successor not in index:
                    index[successor] = low[successor] = len(index)
                    stack.append(successor)
                    on_stack.add(successor)
                    work.append((successor, iter(edges[successor])))
                    break
                if successor in on_stack:
                    low[node] = min(low[node], index[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = stack[stack.index(node) :]
                    del stack[-len(group) :]
                    on_stack.difference_update(group)
                    groups.append(group)
    return groups


def batches(
    groups: Iterable[list[T]],
    weight: Callable[[T], int],
    most: int,
    breaks: Callable[[Sequence[list[T]], list[T]], bool] = lambda _batch, _group: False,
) -> Iterator[list[list[T]]]:
    """The groups in batches up to a weight; `breaks` may want one to begin a new batch.

    A group that is heavier by itself stays alone.
    """
    batch: list[list[T]] = []
    weighed = 0
    for group in groups:
        added = sum(map(weight, group))
        if batch and (weighed + added > most or breaks(batch, group)):
            yield batch
            batch, weighed = [], 0
        batch.append(group)
        weighed += added
    if batch:
        yield batch

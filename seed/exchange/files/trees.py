"""YAML as trees of text: every scalar as it was written, every node with its line.

No scalar is guessed at: `no` is not false, `0001` is not 1 and `12:30` is not 750. What a text
means is decided by the field it stands in.
"""

import re
from pathlib import Path
from typing import Final

from seed.exchange.problems import Complaint

_KEY: Final = re.compile(r"[a-z0-9/_A-Z-]{1,80}")
_NAMES: Final = ("key", "id", "use", "inherited", "name")


class Node:
    """A place in a file: where it stands, and under which name or index of its parent."""

    __slots__ = ("file", "line", "parent", "step")

    def __init__(self, file: Path, line: int, parent: "Node | None", step: str | int) -> None:
        self.file, self.line, self.parent, self.step = file, line, parent, step

    def path(self) -> str:
        """The dotted way here, list items by their id where they have one."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None:
            steps.append(node.label())
            node = node.parent
        return ".".join(filter(None, reversed(steps)))

    def label(self) -> str:
        """This node's own step in a path."""
        return str(self.step) if self.parent is not None else ""

    def wrong(self, message: str) -> Complaint:
        """A complaint about this node."""
        return Complaint(self.file, self.line, self.path(), message)


class Scalar(Node):
    """A text."""

    __slots__ = ("text",)

    def __init__(
        self, file: Path, line: int, parent: Node | None, step: str | int, text: str
    ) -> None:
        super().__init__(file, line, parent, step)
        self.text = text

    def label(self) -> str:
        """A key in a list goes by itself."""
        is_key = isinstance(self.step, int) and _KEY.fullmatch(self.text)
        return self.text if is_key else super().label()


class Sequence(Node):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, file: Path, line: int, parent: Node | None, step: str | int) -> None:
        super().__init__(file, line, parent, step)
        self.items: list[Node] = []


class Mapping(Node):
    """Nodes by name, in the order of the file."""

    __slots__ = ("entries",)

    def __init__(self, file: Path, line: int, parent: Node | None, step: str | int) -> None:
        super().__init__(file, line, parent, step)
        self.entries: dict[str, Node] = {}

    def label(self) -> str:
        """A mapping in a list, and one that is a whole file, goes by its id."""
        if self.parent is None or isinstance(self.step, int):
            for name in _NAMES:
                if found := self.text(name):
                    return found
        return super().label()

    def text(self, name: str) -> str | None:
        """The text under that name, if there is one."""
        found = self.entries.get(name)
        return found.text if isinstance(found, Scalar) else None

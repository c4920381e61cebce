"""Parsing one YAML file into a tree; tags, anchors, aliases and repeated names are refused."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from seed.exchange.files.trees import Mapping, Node, Scalar, Sequence
from seed.exchange.problems import Complaint

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 40
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
MAX_FILE_BYTES: Final = 20_000_000

Complain = Callable[[Complaint], None]


class _Refused(Exception):
    """Reading this file ends here."""


def parse_file(file: Path, shown: Path, complain: Complain) -> Node | None:
    """The tree of one file; None, after a complaint, if it has none. `shown` is its name."""
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            complain(Complaint(shown, 1, "", "is larger than 20 MB: split it"))
            return None
        return parse(file.read_text(encoding="utf-8-sig"), shown, complain)
    except UnicodeDecodeError:
        complain(Complaint(shown, 1, "", "is not UTF-8 text"))
    except OSError as error:
        complain(Complaint(shown, 1, "", f"cannot be read: {error.strerror}"))
    return None


def parse(text: str, shown: Path, complain: Complain) -> Node | None:
    """The tree of a YAML text; None, after a complaint, if it has none."""
    try:
        return _Builder(shown, complain).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(filter(None, (error.context, error.problem)))
        complain(Complaint(shown, mark.line + 1 if mark else 1, "", f"is not YAML: {said}"))
    except yaml.YAMLError as error:
        complain(Complaint(shown, 1, "", f"is not YAML: {str(error).splitlines()[0]}"))
    except _Refused as error:
        complain(error.args[0])
    return None


class _Builder:
    """Makes a tree of parser events, without recursion."""

    def __init__(self, file: Path, complain: Complain) -> None:
        self._file = file
        self._complain = complain
        self._open: list[Sequence | Mapping] = []
        self._name: tuple[str, int] | None = None
        self._root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node:
        """The root node; raises _Refused where reading cannot go on."""
        for event in events:
            line = event.start_mark.line + 1
            match event:
                case yaml.DocumentStartEvent() if self._root is not None:
                    self._refuse(line, "holds a second document: write a list instead of ---")
                case yaml.AliasEvent():
                    self._refuse(line, f"has the alias *{event.anchor}: write the text out")
                case yaml.ScalarEvent():
                    self._check(event, line)
                    self._scalar(event, line)
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self._check(event, line)
                    self._begin(event, line)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self._open.pop()
                    self._name = None
        if self._root is None:
            self._refuse(1, "is empty")
        assert self._root is not None
        return self._root

    def _refuse(self, line: int, message: str) -> None:
        raise _Refused(Complaint(self._file, line, "", message))

    def _check(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, f"has the anchor &{event.anchor}: write the text out where it is")
        if event.tag is not None and event.tag != "!":
            self._refuse(line, f"has the tag {event.tag}: tags are not allowed")

    def _scalar(self, event: Any, line: int) -> None:
        if self._expects_name():
            self._name = (event.value, line)
            return
        line, parent, step = self._place(line)
        node = Scalar(self._file, line, parent, step, event.value)
        self._add(node)
        self._name = None
        if not event.style and node.text in _NOTHING:
            message = 'has no value: leave the field out, or write "" for an empty text'
            self._complain(node.wrong(message))

    def _begin(self, event: Any, line: int) -> None:
        if len(self._open) >= _DEEPEST:
            self._refuse(line, f"is nested more than {_DEEPEST} levels deep")
        if self._expects_name():
            self._refuse(line, "has a field name that is not a text")
        line, parent, step = self._place(line)
        kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
        node = kind(self._file, line, parent, step)
        self._add(node)
        self._open.append(node)
        self._name = None

    def _expects_name(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Mapping) and self._name is None

    def _place(self, line: int) -> tuple[int, Node | None, str | int]:
        """Line, parent and step of the value that comes now; a value counts from its name."""
        if not self._open:
            return line, None, ""
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            return line, parent, len(parent.items)
        name, name_line = self._name or ("", line)
        return name_line, parent, name

    def _add(self, node: Node) -> None:
        match node.parent:
            case None:
                self._root = node
            case Sequence() as parent:
                parent.items.append(node)
            case Mapping() as parent:
                name = str(node.step)
                if name in parent.entries:
                    first = parent.entries[name].line
                    self._complain(node.wrong(f"is there twice, first in line {first}"))
                parent.entries.setdefault(name, node)

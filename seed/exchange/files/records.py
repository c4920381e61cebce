"""The records of a library: every file read, every entity's envelope taken apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from content.values.ids import ContentType
from content.values.locales import LOCALE_PATTERN
from seed.exchange.files.parsing import parse_file
from seed.exchange.files.trees import Mapping, Node, Scalar, Sequence
from seed.exchange.notation.names import Name
from seed.exchange.problems import Complaint, ExchangeError

PUBLISHED: Final = "published"
DRAFTS: Final = "drafts"
_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY_LENGTH: Final = 80

Complain = Callable[[Complaint], None]


@dataclass(frozen=True)
class Record:
    """One text of one entity: `publish` are the locales that serve it.

    `apart` says under which folder of an export it stands, if it does; `revision` counts the
    published texts of an entity that has several, oldest first.
    """

    name: Name
    publish: tuple[str, ...]
    apart: str | None
    revision: int
    abstract: bool
    home: Node | None
    fields: Mapping


def read_records(path: Path, complain: Complain) -> list[Record]:
    """Every record under a folder, or of one file, in the order of paths and lines.

    Raises ExchangeError when there is nothing to read.
    """
    found: list[Record] = []
    for file in _files(path):
        shown = path / file.relative_to(path) if path.is_dir() else file
        apart = file.relative_to(path).parts[0] if path.is_dir() else None
        root = parse_file(file, shown, complain)
        for node in _entities(root, complain):
            record = _record(node, apart if apart in (PUBLISHED, DRAFTS) else None, complain)
            if record is not None:
                found.append(record)
    return found


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise ExchangeError(f"There is no library at {path}.")
    files = [file for file in path.rglob("*.y*ml") if file.suffix in (".yaml", ".yml")]
    visible = [
        file
        for file in files
        if file.is_file() and not any(part[0] == "." for part in file.relative_to(path).parts)
    ]
    if not visible:
        raise ExchangeError(f"{path} holds no library: there is no .yaml file in it.")
    return sorted(visible, key=lambda file: file.relative_to(path).parts)


def _entities(root: Node | None, complain: Complain) -> Iterator[Mapping]:
    nodes = root.items if isinstance(root, Sequence) else [] if root is None else [root]
    for node in nodes:
        if isinstance(node, Mapping):
            yield node
        else:
            complain(node.wrong("is no entity: it has no fields"))


def _record(node: Mapping, apart: str | None, complain: Complain) -> Record | None:
    name = _name(node, complain)
    publish = _publish(node, complain)
    if apart == DRAFTS and publish:
        complain(node.entries["publish"].wrong("a file under drafts/ is never published"))
    if apart == PUBLISHED and not publish:
        complain(node.wrong("`publish` is missing: which locales serve this text?"))
    revision = _number(node, "revision", complain)
    abstract = _flag(node, "abstract", complain)
    if name is None:
        return None
    return Record(name, publish, apart, revision, abstract, node.entries.get("home"), node)


def _name(node: Mapping, complain: Complain) -> Name | None:
    type_text, key = node.text("type"), node.text("key")
    if type_text is None:
        complain(node.wrong("`type` is missing"))
    elif type_text not in ContentType.__members__:
        known = ", ".join(ContentType)
        complain(node.entries["type"].wrong(f"{type_text!r} is no content type; they are {known}"))
    if key is None:
        complain(node.wrong("`key` is missing"))
    elif not _KEY.fullmatch(key) or len(key) > _KEY_LENGTH:
        told = "is no key: lower-case letters and digits, joined by single hyphens, 80 at most"
        complain(node.entries["key"].wrong(f"{key!r} {told}"))
    elif type_text is not None and type_text in ContentType.__members__:
        return Name(ContentType(type_text), key)
    return None


def _publish(node: Mapping, complain: Complain) -> tuple[str, ...]:
    given = node.entries.get("publish")
    if given is None:
        return ()
    if not isinstance(given, Sequence):
        complain(given.wrong("must be a list of locales, such as [en, de]"))
        return ()
    locales: list[str] = []
    for each in given.items:
        text = each.text if isinstance(each, Scalar) else ""
        if not re.match(LOCALE_PATTERN, text):
            complain(each.wrong(f"{text!r} is no locale such as en or pt-BR"))
        elif text in locales:
            complain(each.wrong(f"{text} is there twice"))
        else:
            locales.append(text)
    return tuple(locales)


def _number(node: Mapping, name: str, complain: Complain) -> int:
    given = node.entries.get(name)
    if given is None:
        return 0
    text = given.text if isinstance(given, Scalar) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        complain(given.wrong("must be a whole number"))
        return 0
    return int(text)


def _flag(node: Mapping, name: str, complain: Complain) -> bool:
    given = node.entries.get(name)
    if given is None:
        return False
    text = given.text if isinstance(given, Scalar) else ""
    if text not in ("true", "false"):
        complain(given.wrong("must be true or false"))
    return text == "true"

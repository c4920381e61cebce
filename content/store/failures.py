"""Why mongod did not start, told from its own log."""

import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

_KNOWN: Final = (
    ("no space left on device", "the disk is full"),
    ("disk quota exceeded", "the disk quota is used up"),
    ("upgrade problem", "its data was made by another version of MongoDB"),
    ("wrong mongod version", "its data was made by another version of MongoDB"),
    ("invalid featurecompatibilityversion", "its data was made by another version of MongoDB"),
    ("unsupported wiredtiger file version", "its data was made by a newer version of MongoDB"),
    ("wt_incompatible", "its data was made by a newer version of MongoDB"),
    ("dbpathinuse", "another mongod uses its data"),
    ("another mongod instance", "another mongod uses its data"),
    ("read-only file system", "the file system is read-only"),
    ("permission denied", "permission to use its files is denied"),
    ("operation not permitted", "permission to use its files is denied"),
    ("too many open files", "too many files are open"),
    ("wt_try_salvage", "its data files are damaged"),
    ("wt_panic", "its data files are damaged"),
)
_ENOUGH_BYTES: Final = 400 * 1024 * 1024
"""What mongod takes for an empty database."""

IN_USE: Final = "another mongod uses its data"


def why(log: Path, start: int, folder: Path, code: int | None) -> str:
    """The reason in a few words; `start` is where this attempt's lines begin in the log."""
    lines = _lines(log, start)
    text = "\n".join(lines).lower()
    for sign, meaning in _KNOWN:
        if sign in text:
            return meaning
    if shutil.disk_usage(folder).free < _ENOUGH_BYTES:
        return "the disk is full"
    for severity in ("F", "E"):
        for line in reversed(lines):
            entry = _entry(line)
            if entry.get("s") == severity:
                return _sentence(entry)
    if code is not None and code < 0:
        return f"it was ended by signal {-code}"
    return f"it ended with code {code}" if code is not None else "it did not answer in time"


def _lines(log: Path, start: int) -> list[str]:
    try:
        with log.open("rb") as file:
            file.seek(start)
            return file.read(4 * 1024 * 1024).decode(errors="replace").splitlines()
    except OSError:
        return []


def _entry(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}


def _sentence(entry: dict[str, Any]) -> str:
    details = entry.get("attr", {})
    detail = details.get("error") or details.get("reason") or details.get("message") or ""
    said = f"{entry.get('msg', '')}: {detail}" if detail else str(entry.get("msg", ""))
    return said.replace(os.linesep, " ").strip()[:300]

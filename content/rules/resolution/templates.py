"""Where in a finished body readers may bind values."""

from collections.abc import Iterable
from typing import Any

from content.rules.resolution.showing import PLAIN, Line, RichText

Steps = tuple[str | int, ...]


def template_rows(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A path of keys and indexes into the body, the format there, and the template, each."""
    found: list[dict[str, Any]] = []
    _gather(body.items(), (), found)
    return found


def _gather(members: Iterable[tuple[Any, Any]], path: Steps, found: list[dict[str, Any]]) -> None:
    for step, value in members:
        if type(value) in PLAIN:
            continue
        if isinstance(value, RichText):
            for name, template in value.templates.items():
                at = [*path, step, name]
                found.append({"path": at, "format": name, "template": template})
        elif isinstance(value, dict):
            _gather(value.items(), (*path, step), found)
        elif isinstance(value, list):
            _gather(enumerate(value), (*path, step), found)
        elif isinstance(value, Line) and value.template is not None:
            found.append({"path": [*path, step], "format": "line", "template": value.template})

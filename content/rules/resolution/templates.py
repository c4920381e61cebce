"""Where in a finished body readers may bind values."""

from collections.abc import Iterator
from typing import Any

from content.rules.resolution.showing import Line, RichText

Steps = tuple[str | int, ...]


def template_rows(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A path of keys and indexes into the body, the format there, and the template, each."""
    return list(_rows(body, ()))


def _rows(value: Any, path: Steps) -> Iterator[dict[str, Any]]:
    if isinstance(value, RichText):
        for text_format, template in value.templates.items():
            yield {"path": [*path, text_format], "format": text_format, "template": template}
    elif isinstance(value, Line):
        if value.template is not None:
            yield {"path": list(path), "format": "line", "template": value.template}
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _rows(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _rows(inner, (*path, index))

"""From content's own values to fields: what a field reads when it has no resolver of its own."""

from collections.abc import Callable
from typing import Any, NamedTuple

import strawberry

from content.values.entity import Entity
from content.values.text import Base, LineIn, LinesIn, MarkdownIn

_ENVELOPE = frozenset(Entity.model_fields)


class Local(NamedTuple):
    """A text in one locale, or a list of lines."""

    locale: str
    value: str | tuple[str, ...]
    base: Base | None


def read_field(parent: Any, name: str) -> Any:
    """A field of an entity's envelope or of its source, or of any other value.

    Localised texts come as a list, in the order in which they are stored.
    """
    is_of_source = isinstance(parent, Entity) and name not in _ENVELOPE
    found = getattr(parent.source if is_of_source else parent, name)
    return _localised(found) if isinstance(found, dict) else found


def _localised(texts: dict[str, LineIn | MarkdownIn | LinesIn]) -> list[Local]:
    return [Local(locale, text.value, text.base) for locale, text in texts.items()]


def resolved_by(resolver: Callable[..., Any], description: str) -> Any:
    """A field of the type it is annotated with; its resolver answers with what represents it."""
    return strawberry.field(resolver=resolver, description=description)

"""Fields whose resolver answers with stored objects, which stand for the GraphQL types."""

from collections.abc import Callable
from typing import Any

import strawberry


def resolved_by(resolver: Callable[..., Any], description: str) -> Any:
    """A field of the type it is annotated with; its resolver answers with what represents it."""
    return strawberry.field(resolver=resolver, description=description)

"""Whether somebody may: asked in the transaction, of what it has read of the entity."""

from collections.abc import Callable
from typing import Protocol

from content.values.ids import ContentType


class Subject(Protocol):
    """What a permission may depend on; an entity in any form has it."""

    @property
    def type(self) -> ContentType:
        """Its type."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def created_by(self) -> str:
        """Who created it."""


Permit = Callable[[Subject], None]
"""Returns if the caller may do it to this; raises whatever tells that they may not."""


def allow(_subject: Subject) -> None:
    """The permit of callers that nothing is asked of."""

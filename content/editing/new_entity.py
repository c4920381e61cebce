"""What is given to create an entity."""

from content.values.ids import ContentType, EntityId, Key
from content.values.sources import Source
from content.values.value import Value


class NewEntity(Value):
    """An entity to be created; give an `id` to refer to it from others created with it."""

    type: ContentType
    key: Key
    source: Source
    home: EntityId | None = None
    abstract: bool = False
    id: EntityId = ""

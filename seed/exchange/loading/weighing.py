"""How much a transaction would carry."""

from collections.abc import Iterable

import orjson

from content.values.sources import dump_source
from seed.exchange.loading.ordering import targets
from seed.exchange.reading import LibraryEntity

_FORMS = 3
"""Finished text is stored as Markdown, HTML and plain text."""


class Weights:
    """Bytes of each entity, alone and with everything it uses."""

    def __init__(self, entities: Iterable[LibraryEntity]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._finished: dict[str, int] = {}
        self._saved = {
            entity.id: sum(len(orjson.dumps(dump_source(text.source))) for text in entity.texts)
            for entity in self._entities.values()
        }

    def saved(self, entity: LibraryEntity) -> int:
        """What saving it takes: its head and its revisions."""
        return 2 * self._saved[entity.id]

    def published(self, entity: LibraryEntity) -> int:
        """About what publishing it takes: finished documents hold the parts they use."""
        return _FORMS * self._with_parts(entity.id)

    def _with_parts(self, entity_id: str) -> int:
        if entity_id not in self._entities:
            return 0
        if entity_id not in self._finished:
            self._finished[entity_id] = self._saved[entity_id]  # ends a circle of pages and parts
            parts = targets(self._entities[entity_id], cards=False)
            self._finished[entity_id] += sum(map(self._with_parts, parts))
        return self._finished[entity_id]

"""Who reads: one answer's view of an installation, and the note of what the answer was made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from content.installation import Installation


@dataclass
class Reads:
    """What an answer was made of, so that it can be kept until one of these changes.

    `documents` are the content hashes of the documents read, by `_id`; `carried` the ids of all
    entities whose content they carry. `tags` name what would change the answer: a tag for each
    entity read, and for each look-up and list (`content.catalogue.tags`).
    """

    documents: dict[str, str] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    is_of_documents_alone: bool = True
    """False once a list, a total or a redirect was read: hashes alone do not say what it held."""

    def document(self, document: Mapping[str, Any]) -> None:
        """Notes a resolved document: its `_id`, `entity`, `hash` and `tags` must be there."""
        self.content(document["_id"], document["entity"], document["hash"], document["tags"])

    def content(self, document: str, entity: str, digest: str, tags: Iterable[str]) -> None:
        """Notes a resolved document by its parts."""
        self.documents[document] = digest
        self.tags.add(entity)
        self.carried.update(tags)

    def depends_on(self, tags: Iterable[str]) -> None:
        """Notes what else would change the answer."""
        self.tags.update(tags)


class NotAtHand(Exception):
    """What is read would have to be waited for, and the reader does not wait."""


@dataclass
class Reader:
    """What every read is given first: the installation, and where it notes what it read.

    One that does not wait is given what is at hand in this process; any other read raises
    NotAtHand before it has begun.
    """

    installation: Installation
    reads: Reads = field(default_factory=Reads)
    waits: bool = True

    def about_to_wait(self) -> None:
        """Called before anything that takes waiting for; raises NotAtHand."""
        if not self.waits:
            raise NotAtHand

"""Beanie documents: fields and indexes, no verbs."""

from beanie import Document

from content.documents.heads import HEADS
from content.documents.paths import Path
from content.documents.resolved import Edges, Resolved
from content.documents.revisions import RevisionDocument
from content.documents.work import Audit, Event, Idempotency, ImportRecord, Job, Meta

ALL: list[type[Document]] = [
    *HEADS.values(),
    RevisionDocument,
    Resolved,
    Edges,
    Path,
    Job,
    Event,
    Audit,
    Idempotency,
    ImportRecord,
    Meta,
]
"""Every document class, for `init_beanie`."""

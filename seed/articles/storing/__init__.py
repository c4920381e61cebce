"""Drafts into the database: one transaction an article, over content's own operations."""

from seed.articles.storing.outcome import Outcome, Reuse, Status
from seed.articles.storing.store import Wanted, store

__all__ = ["Outcome", "Reuse", "Status", "Wanted", "store"]

"""The driver behind one package: connect, transactions, snapshots, change streams, embedded mongod.

Nothing else in Rolebook imports Motor.
"""

from content.store.changes import Changes
from content.store.connection import connect
from content.store.errors import (
    NOT_NOW,
    HistoryLost,
    OutcomeUnknown,
    StoreError,
    Unavailable,
    is_not_now,
    reason,
    told_as_unavailable,
)
from content.store.indexes import make_indexes
from content.store.store import Database, Session, Store
from content.store.time_limits import within
from content.store.transactions import after_commit

__all__ = [
    "NOT_NOW",
    "Changes",
    "Database",
    "HistoryLost",
    "OutcomeUnknown",
    "Session",
    "Store",
    "StoreError",
    "Unavailable",
    "after_commit",
    "connect",
    "is_not_now",
    "make_indexes",
    "reason",
    "told_as_unavailable",
    "within",
]

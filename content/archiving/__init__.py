"""The trash: archiving, restoring within thirty days, and what either would change."""

from content.archiving.archive import Archived, archive
from content.archiving.previewing import (
    Consequences,
    preview_archive,
    preview_delete,
    preview_unpublish,
)
from content.archiving.restore import Restored, restore
from content.values.users_fate import UsersFate

__all__ = [
    "Archived",
    "Consequences",
    "Restored",
    "UsersFate",
    "archive",
    "preview_archive",
    "preview_delete",
    "preview_unpublish",
    "restore",
]

"""What was saved: every revision of an entity, immutable; how they are named, and thinned."""

from content.history.naming import name_revision
from content.history.reading import RevisionPage, revision, revisions, revisions_page
from content.history.thinning import thin
from content.history.tidying import Tidied, keep_tidy, tidy

__all__ = [
    "RevisionPage",
    "Tidied",
    "keep_tidy",
    "name_revision",
    "revision",
    "revisions",
    "revisions_page",
    "thin",
    "tidy",
]

"""Creating and saving: every save is an immutable revision made against a stated version."""

from content.editing.create import create, create_all
from content.editing.new_entity import NewEntity
from content.editing.revising import store_revision
from content.editing.save import Change, Saved, save, update

__all__ = [
    "Change",
    "NewEntity",
    "Saved",
    "create",
    "create_all",
    "save",
    "store_revision",
    "update",
]

"""Publishing and unpublishing: what readers see changes here and nowhere else."""

from content.publishing.closure import Target
from content.publishing.publish import Published, PublishedItem, publish, publish_all
from content.publishing.unpublish import Unpublished, unpublish, unpublish_all

__all__ = [
    "Published",
    "PublishedItem",
    "Target",
    "Unpublished",
    "publish",
    "publish_all",
    "unpublish",
    "unpublish_all",
]

"""Which lines are headings, and how they are set off; lists that hold the outline, undone."""

from seed.articles.outlining.look import Look, look
from seed.articles.outlining.outline import outline

__all__ = ["Look", "look", "outline"]

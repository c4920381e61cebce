"""Block operations: a list of blocks changed by what was asked, whole or not at all."""

from content.rules.block_operations.apply import apply

__all__ = ["apply"]

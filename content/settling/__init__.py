"""Settling: after a publish, whatever showed the old content is resolved again."""

from content.settling.following import follow_withdrawals
from content.settling.run import settle
from content.settling.worker import work

__all__ = ["follow_withdrawals", "settle", "work"]

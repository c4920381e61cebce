"""Subscriptions of the editorial API, over WebSocket and as server-sent events."""

from api.subscriptions.event_stream import EventStream
from api.subscriptions.subscriptions import Subscriptions

__all__ = ["EventStream", "Subscriptions"]

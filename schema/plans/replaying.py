"""Handing an operation over to graphql-core without reading anything twice."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo

from schema.plans.unplannable import Replies, Reply

Middleware = Callable[..., Any]


def replaying(replies: Replies) -> Middleware:
    """Answers for resolvers that were run already, error or not; all others run as ever."""
    deepest = max((len(path) for path in replies), default=0)

    def replay(
        resolve: Callable[..., Any], source: Any, info: GraphQLResolveInfo[Any], **arguments: Any
    ) -> Any:
        reply = None
        path = info.path
        if deepest and (path.prev is None or path.prev.prev is None):
            reply = replies.get(tuple(str(name) for name in path.as_list()))
        if reply is None:
            return resolve(source, info, **arguments)
        return _replied(reply)

    return replay


async def _replied(reply: Reply) -> Any:
    """The reply, awaited as the resolver's own would be: then siblings fail side by side too."""
    if reply.error is not None:
        raise reply.error
    return reply.value

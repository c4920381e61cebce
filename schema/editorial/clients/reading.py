"""Clients read: one, or all of them."""

from functools import partial
from typing import Annotated, Final

import strawberry
from strawberry import UNSET

from auth import clients as registry
from auth import listing
from auth.documents.clients import Client
from content.drafts import run
from content.reading.cursors import Place
from schema.editorial.connection import After, First, Listed, asked
from schema.editorial.context import Info

ClientId = Annotated[strawberry.ID, strawberry.argument(description="The client's id.")]
_LIST: Final = b"clients"


async def client(info: Info, id: ClientId) -> Client | None:
    """The client of an id."""
    return await registry.find(info.context.directory, id)


async def clients(info: Info, first: First = UNSET, after: After = UNSET) -> Listed:
    """The clients, the oldest first."""
    window, seal, directory = asked(first, after), info.context.seal, info.context.directory
    beyond = seal.open(window.cursor, _LIST, "after") if window.cursor is not None else None
    found = await listing.clients(
        directory, after=None if beyond is None else beyond.entity, limit=window.items + 1
    )
    stretch = run(found, window, lambda each: seal.seal(Place(each.id, each.id), _LIST))
    return Listed(stretch, partial(listing.count_clients, directory))

"""Accounts read: one, or all of them by address."""

from functools import partial
from typing import Annotated, Final

import strawberry
from strawberry import UNSET

from auth import accounts, listing
from auth.documents.accounts import User
from content.drafts import run
from content.reading.cursors import Place
from schema.editorial.connection import After, First, Listed, asked
from schema.editorial.context import Info

UserId = Annotated[strawberry.ID, strawberry.argument(description="The account's id, `usr_…`.")]
_LIST: Final = b"users"


async def user(info: Info, id: UserId) -> User | None:
    """The account of an id."""
    return await accounts.get(info.context.directory, id)


async def users(info: Info, first: First = UNSET, after: After = UNSET) -> Listed:
    """The accounts by address."""
    window, seal, directory = asked(first, after), info.context.seal, info.context.directory
    beyond = seal.open(window.cursor, _LIST, "after") if window.cursor is not None else None
    found = await listing.users(
        directory, after=None if beyond is None else str(beyond.value), limit=window.items + 1
    )
    stretch = run(found, window, lambda each: seal.seal(Place(each.email, each.id), _LIST))
    return Listed(stretch, partial(listing.count_users, directory))

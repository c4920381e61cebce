"""What an admin does about accounts."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from auth import accounts
from auth.accounts import inviting
from auth.directory import Directory
from auth.documents.accounts import User
from auth.policy import Action
from schema.editorial.accounts.answers import changed, offered
from schema.editorial.accounts.grants import grants_of
from schema.editorial.accounts.inputs import InviteUserInput, UpdateUserInput, changes
from schema.editorial.accounts.reading import UserId
from schema.editorial.context import Info
from schema.editorial.managing import managed

Invited = Annotated[InviteUserInput, strawberry.argument(description="Who they are.")]
Updated = Annotated[UpdateUserInput, strawberry.argument(description="What is to be otherwise.")]


async def invite(info: Info, input: Invited) -> Any:
    """Makes an account and a link to choose its password with."""

    async def work(directory: Directory, by: str) -> inviting.Offered:
        return await inviting.invite(
            directory,
            email=input.email,
            name=None if input.name is UNSET else input.name,
            role=input.role,
            grants=grants_of(input.grants or (), info.context.installation.locales),
            language=None if input.language is UNSET else input.language,
            by=by,
        )

    return await managed(info, Action.MANAGE_USERS, work, offered)


async def update(info: Info, id: UserId, input: Updated) -> Any:
    """Changes an account's name, role or grants."""

    async def work(directory: Directory, by: str) -> User:
        given = changes(input, info.context.installation.locales)
        return await accounts.update(directory, id, **given._asdict(), by=by)

    return await managed(info, Action.MANAGE_USERS, work, changed)


async def disable(info: Info, id: UserId) -> Any:
    """Bars an account from signing in."""
    return await managed(
        info, Action.MANAGE_USERS, lambda held, by: accounts.disable(held, id, by=by), changed
    )


async def enable(info: Info, id: UserId) -> Any:
    """Lets an account sign in again."""
    return await managed(
        info, Action.MANAGE_USERS, lambda held, by: accounts.enable(held, id, by=by), changed
    )


async def reset_password(info: Info, id: UserId) -> Any:
    """Makes a link with which somebody chooses another password."""
    return await managed(
        info, Action.MANAGE_USERS, lambda held, by: inviting.offer_reset(held, id, by=by), offered
    )


async def sign_out_everywhere(info: Info, id: UserId) -> Any:
    """Ends everything that somebody is signed in to."""
    return await managed(
        info,
        Action.MANAGE_USERS,
        lambda held, by: accounts.sign_out_everywhere(held, id, by=by),
        changed,
    )

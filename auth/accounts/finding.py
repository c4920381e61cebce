"""Accounts found, by id or by address."""

from auth.accounts.errors import NoSuchAccount, UnusableEmail
from auth.accounts.spelling import normal_email
from auth.directory import Directory
from auth.documents.accounts import User
from auth.roles import Role
from auth.store import collection, find


async def get(_directory: Directory, user_id: str) -> User | None:
    """The account with this id."""
    return await find(User, {"_id": user_id})


async def by_email(_directory: Directory, email: str) -> User | None:
    """The account with this address, however it is spelled."""
    try:
        return await find(User, {"email": normal_email(email)})
    except UnusableEmail:
        return None


async def listed(_directory: Directory) -> list[User]:
    """Every account, by address."""
    found = await collection(User).find({}).sort("email", 1).to_list(None)
    return [User.model_validate(each) for each in found]


async def any_admin_exists(_directory: Directory) -> bool:
    """Whether there is an admin: from the first one on there always is."""
    return await find(User, {"role": Role.ADMIN.value}) is not None


async def known(directory: Directory, user_id: str) -> User:
    """The account with this id; raises NoSuchAccount."""
    user = await get(directory, user_id)
    if user is None:
        raise NoSuchAccount("There is no such account.")
    return user

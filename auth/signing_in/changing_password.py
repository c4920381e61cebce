"""Changing one's password, knowing the old one."""

from auth import accounts
from auth.directory import Directory
from auth.documents.accounts import User
from auth.signing_in import throttling
from auth.signing_in.passwords import HashingBusy, readable


class WrongPassword(Exception):
    """Not the current password."""


async def change_password(directory: Directory, user: User, *, current: str, new: str) -> User:
    """The account with the new password, which is acceptable; every session of it has ended.

    Raises UnusablePassword, Throttled, HashingBusy or WrongPassword. Misses are counted apart from
    those at sign-in: a stranger cannot keep anybody from changing their password.
    """
    normal, key = readable(current), f"change:{user.id}"
    async with directory.passwords.turn(key):
        await throttling.count_for_account(directory, key)
        try:
            verified = await directory.passwords.verify(user.password_hash, normal)
            if not verified.matches:
                raise WrongPassword
            password_hash = await directory.passwords.hashed(new)
        except HashingBusy:
            await throttling.take_back(key)
            raise
        await throttling.forgive(key)
    return await accounts.set_password(directory, user.id, password_hash, by=f"user:{user.id}")

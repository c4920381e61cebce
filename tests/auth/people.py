"""Accounts for tests, made as the product makes them."""

from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher

from auth import accounts
from auth.directory import Directory
from auth.documents.accounts import User
from auth.grants import Grant
from auth.roles import Role

PASSWORD = "correct horse battery staple"


async def make_user(
    directory: Directory,
    role: Role = Role.EDITOR,
    email: str = "ada@example.com",
    password: str | None = PASSWORD,
    grants: Iterable[Grant] = (),
    name: str = "Ada Lovelace",
) -> User:
    """An account that can sign in with the password; with None it has not set one yet."""
    password_hash = None if password is None else hash_of(password)
    return await accounts.create(
        directory,
        email=email,
        name=name,
        role=role,
        grants=grants,
        password_hash=password_hash,
        by="operator:tests",
    )


@cache
def hash_of(password: str) -> str:
    """Hashed as cheaply as argon2id allows, once a session: tests make many accounts."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)

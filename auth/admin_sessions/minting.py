"""The access token behind a session whose issuer is not ours.

What an external issuer hands out may be opaque and for somebody else. So the session gets one of
our own for the linked account, with the role that account has now, and one code path reads both.
"""

from datetime import datetime
from typing import NamedTuple

from auth.clients import ADMIN_CLIENT
from auth.directory import Directory
from auth.documents.accounts import User
from auth.principal import Kind
from auth.roles import SCOPES_OF
from auth.tokens.access_tokens import issue_access_token


class Minted(NamedTuple):
    """An access token of ours, good for `expires_in` seconds."""

    token: str
    expires_in: float


async def mint(directory: Directory, user: User, signed_in_at: datetime) -> Minted:
    """A token that opens what the account's role opens."""
    issued = await issue_access_token(
        directory,
        subject=user.id,
        kind=Kind.USER,
        client_id=ADMIN_CLIENT,
        role=user.role,
        grants=user.grants,
        scopes=[scope.value for scope in SCOPES_OF[user.role]],
        resource=directory.editorial_resource,
        signed_in_at=signed_in_at,
        family=None,
    )
    return Minted(issued.token, float(issued.expires_in))

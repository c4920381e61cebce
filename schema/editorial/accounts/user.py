"""An account as an admin sees it: nothing of it opens anything."""

from enum import StrEnum

import strawberry

from auth.documents import accounts as stored
from schema.editorial import enums
from schema.editorial.accounts.grants import Grant
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Timestamp

Account = strawberry.Parent[stored.User]


@strawberry.enum(description="How an account stands.")
class UserState(StrEnum):
    INVITED = "INVITED"
    ACTIVE = "ACTIVE"
    DISABLED = "DISABLED"


def _state(user: Account) -> UserState:
    if user.disabled:
        return UserState.DISABLED
    return UserState.ACTIVE if user.password_hash or user.identities else UserState.INVITED


def _principal(user: Account) -> str:
    return f"user:{user.id}"


def _issuers(user: Account) -> list[str]:
    return [each.issuer for each in user.identities]


@strawberry.type(description="Somebody's account.")
class User:
    id: strawberry.ID = strawberry.field(description="Its id, `usr_…`.")
    principal: strawberry.ID = resolved_by(
        _principal, "As history and the audit log have it: `user:usr_…`."
    )
    email: str = strawberry.field(description="Its e-mail address, as it is signed in with.")
    name: str = strawberry.field(description="What history calls them.")
    role: enums.AccountRole = strawberry.field(description="What the account is for.")
    grants: list[Grant] = strawberry.field(description="What narrows it; nothing if empty.")
    state: UserState = resolved_by(
        _state, "INVITED until a password is chosen or another issuer signed them in."
    )
    language: str | None = strawberry.field(
        description="The language of the pages they see; null for what their browser asks for."
    )
    issuers: list[str] = resolved_by(_issuers, "The external issuers it is linked to.")
    created_at: Timestamp = strawberry.field(description="When it was made.")
    changed_at: Timestamp = strawberry.field(
        description="When its role, grants, password or state changed last: what was signed in "
        "before is void."
    )
    signed_in_at: Timestamp | None = strawberry.field(description="The last time they signed in.")

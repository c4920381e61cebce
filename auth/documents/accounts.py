"""People: their accounts, the one-time links sent to them, what they agreed to."""

from datetime import datetime
from enum import StrEnum

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from auth.grants import Grant
from auth.roles import Role

SCHEMA_VERSION = 1


class Identity(BaseModel):
    """An account at an external issuer. An e-mail address never links by itself."""

    issuer: str
    subject: str


class User(Document):
    """An account; `id` is `usr_` and a ULID.

    `changed_at` is the last change of role, grants, password or state: what was signed in before
    it is void. Without a `password_hash` the account signs in at an external issuer or not at all.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    email: str
    name: str
    role: Role
    grants: list[Grant] = Field(default_factory=list)
    password_hash: str | None = None
    identities: list[Identity] = Field(default_factory=list)
    disabled: bool = False
    language: str | None = None
    created_at: datetime
    changed_at: datetime
    signed_in_at: datetime | None = None
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "users"
        indexes = (
            IndexModel([("email", ASCENDING)], unique=True),
            IndexModel(
                [("identities.issuer", ASCENDING), ("identities.subject", ASCENDING)],
                unique=True,
                partialFilterExpression={"identities.subject": {"$exists": True}},
            ),
            IndexModel([("role", ASCENDING)]),
        )


class TicketKind(StrEnum):
    """What a one-time link is for."""

    FIRST_OWNER = "FIRST_OWNER"
    INVITATION = "INVITATION"
    RESET = "RESET"


class Ticket(Document):
    """A one-time link, by the hash of its secret; `user` is absent for the first owner."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    kind: TicketKind
    user: str | None = None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    class Settings:
        name = "tickets"
        indexes = (
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=24 * 3600),
            IndexModel([("user", ASCENDING)]),
        )


class Throttle(Document):
    """Misses of one account, one address or one known device; `id` says of which."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    misses: int
    first_at: datetime
    last_at: datetime
    expires_at: datetime

    class Settings:
        name = "throttles"
        indexes = (IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),)


class Consent(Document):
    """What somebody allowed a client; `id` is `<user>:<client>`."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    user: str
    client: str
    scopes: list[str]
    at: datetime

    class Settings:
        name = "consents"
        indexes = (IndexModel([("user", ASCENDING)]),)

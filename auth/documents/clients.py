"""Clients: programs that ask for tokens."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel

from auth.documents.accounts import SCHEMA_VERSION
from auth.grants import Grant
from auth.roles import Role


class AuthMethod(StrEnum):
    """How a client proves who it is; the values are those of RFC 7591 section 2."""

    NONE = "none"
    CLIENT_SECRET_BASIC = "client_secret_basic"
    PRIVATE_KEY_JWT = "private_key_jwt"


class GrantType(StrEnum):
    """What a client may exchange for tokens."""

    AUTHORIZATION_CODE = "authorization_code"
    REFRESH_TOKEN = "refresh_token"
    CLIENT_CREDENTIALS = "client_credentials"
    DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


class Client(Document):
    """A registered client; `id` is its client_id, `cli_` and a ULID, or `rolebook-…` if built in.

    `role` and `grants` are those of its service account and matter to client_credentials alone.
    `secret_hash` is absent unless it authenticates by secret; `keys` are public JWKs, used with
    private_key_jwt. A `first_party` client needs no consent.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    name: str
    auth_method: AuthMethod
    secret_hash: str | None = None
    keys: list[dict[str, Any]] = Field(default_factory=list)
    redirect_uris: list[str] = Field(default_factory=list)
    post_logout_redirect_uris: list[str] = Field(default_factory=list)
    grant_types: list[GrantType]
    scopes: list[str]
    role: Role = Role.VIEWER
    grants: list[Grant] = Field(default_factory=list)
    first_party: bool = False
    disabled: bool = False
    created_at: datetime
    created_by: str
    changed_at: datetime
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "clients"
        indexes = (IndexModel([("redirect_uris", ASCENDING)]),)

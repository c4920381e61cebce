"""What the authorization server has issued, and what of it is void. Ids of secrets are hashes."""

from datetime import datetime
from enum import StrEnum

from beanie import Document
from pymongo import ASCENDING, IndexModel

from auth.documents.accounts import SCHEMA_VERSION


def _tidied(after_seconds: int = 3600) -> IndexModel:
    return IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=after_seconds)


class SigningKey(Document):
    """A key that signs tokens; `id` is its kid, `sealed` its private JWK.

    It is published from `created_at`, signs from `active_at` to `retired_at`, and is published
    until `expires_at`.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    public: dict[str, str]
    sealed: bytes
    created_at: datetime
    active_at: datetime
    retired_at: datetime
    expires_at: datetime
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "signing_keys"
        indexes = (_tidied(24 * 3600),)


class AuthorizationCode(Document):
    """A code, good for one exchange; `claimed_at` is set by the first who comes with it.

    `family` is the family its tokens will belong to, so that a replay can revoke them.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    client: str
    user: str
    redirect_uri: str
    scopes: list[str]
    resource: str
    code_challenge: str
    nonce: str | None = None
    signed_in_at: datetime
    browser_session: str | None = None
    family: str
    created_at: datetime
    expires_at: datetime
    claimed_at: datetime | None = None

    class Settings:
        name = "authorization_codes"
        indexes = (_tidied(),)


class TokenFamily(Document):
    """All tokens that came from one authorization; revoking it voids every one."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    client: str
    user: str
    browser_session: str | None = None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    reason: str | None = None

    class Settings:
        name = "token_families"
        indexes = (
            _tidied(24 * 3600),
            IndexModel([("user", ASCENDING)]),
            IndexModel([("client", ASCENDING)]),
            IndexModel([("browser_session", ASCENDING)]),
        )


class RefreshToken(Document):
    """A refresh token; `successor` is the sealed token that replaced it when it was claimed."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    family: str
    client: str
    user: str
    scopes: list[str]
    resource: str
    signed_in_at: datetime
    created_at: datetime
    expires_at: datetime
    claimed_at: datetime | None = None
    successor: bytes | None = None
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "refresh_tokens"
        # A used token is kept for a while, so that its reuse is noticed.
        indexes = (_tidied(24 * 3600), IndexModel([("family", ASCENDING)]))


class DeviceState(StrEnum):
    """What became of a device's request."""

    PENDING = "PENDING"
    APPROVED = "APPROVED"
    DENIED = "DENIED"
    CLAIMED = "CLAIMED"


class DeviceCode(Document):
    """A device's request (RFC 8628); `id` is the device code's hash, `user_code` is typed in.

    `family` is that of the tokens it was exchanged for, so that a replay can revoke them.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    user_code: str
    client: str
    scopes: list[str]
    resource: str
    state: DeviceState = DeviceState.PENDING
    user: str | None = None
    signed_in_at: datetime | None = None
    family: str | None = None
    interval_seconds: int = 5
    polled_at: datetime | None = None
    created_at: datetime
    expires_at: datetime

    class Settings:
        name = "device_codes"
        indexes = (_tidied(), IndexModel([("user_code", ASCENDING)], unique=True))


class RevocationKind(StrEnum):
    """What a revocation names."""

    TOKEN = "TOKEN"
    FAMILY = "FAMILY"
    USER = "USER"
    CLIENT = "CLIENT"


class Revocation(Document):
    """Access tokens that are void before they expire; `id` is `<kind>:<value>`.

    TOKEN and FAMILY void theirs altogether; USER and CLIENT void what was issued before `at`.
    It is kept until every token it may void has expired.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    kind: RevocationKind
    value: str
    at: datetime
    expires_at: datetime

    class Settings:
        name = "revocations"
        indexes = (_tidied(0), IndexModel([("at", ASCENDING)]))


class UsedAssertion(Document):
    """A client assertion's or logout token's jti, so that it is not used twice."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    at: datetime
    expires_at: datetime

    class Settings:
        name = "used_assertions"
        indexes = (_tidied(0),)

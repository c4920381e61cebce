"""Browsers that are signed in. Ids are hashes of what the cookie holds."""

from datetime import datetime

from beanie import Document
from pymongo import ASCENDING, IndexModel

from auth.documents.accounts import SCHEMA_VERSION


class BrowserSession(Document):
    """Somebody signed in to the authorization server itself: what makes single sign-on single."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    user: str
    signed_in_at: datetime
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    csrf: str
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "browser_sessions"
        indexes = (
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
            IndexModel([("user", ASCENDING)]),
        )


class AdminSession(Document):
    """The admin's backend for frontend: the tokens a browser never sees, sealed.

    `issuer` is the name of the issuer signed in at, `subject` and `issuer_session` (its `sid`)
    what a back-channel logout names. `csrf` is the hash of the token `/session/me` told.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    user: str
    issuer: str
    subject: str
    issuer_session: str | None = None
    tokens: bytes
    tokens_expire_at: datetime
    refreshing_until: datetime | None = None
    csrf: str
    signed_in_at: datetime
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "admin_sessions"
        indexes = (
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
            IndexModel([("user", ASCENDING)]),
            IndexModel([("issuer", ASCENDING), ("subject", ASCENDING)]),
            IndexModel([("issuer", ASCENDING), ("issuer_session", ASCENDING)]),
        )


class LoginState(Document):
    """A sign-in under way: `id` is the hash of `state`, `binding` of its browser's cookie."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    issuer: str
    binding: str
    nonce: str
    sealed_verifier: bytes
    return_to: str
    created_at: datetime
    expires_at: datetime

    class Settings:
        name = "login_states"
        indexes = (IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),)

"""What a verified access token says (RFC 9068 section 2.2), and whether its time is now."""

from dataclasses import dataclass
from datetime import datetime

from auth.grants import Grant
from auth.lifetimes import LEEWAY
from auth.principal import Kind
from auth.roles import Role
from auth.tokens.signed_tokens import InvalidToken


@dataclass(frozen=True)
class Claims:
    """An access token's claims, their types checked; times are seconds since the epoch.

    `subject` is an account of ours, whoever issued the token. `family` is None for
    client_credentials and for an external issuer's tokens; `auth_time` for service accounts.
    """

    issuer: str
    subject: str
    kind: Kind
    client_id: str
    token_id: str
    scopes: frozenset[str]
    role: Role
    grants: tuple[Grant, ...]
    issued_at: float
    expires_at: float
    not_before: float | None = None
    auth_time: float | None = None
    family: str | None = None


def demand_current(
    issued_at: float, not_before: float | None, expires_at: float, now: datetime
) -> None:
    """Raises InvalidToken before a token's time and after it, with 30 seconds of leeway."""
    seconds, leeway = now.timestamp(), LEEWAY.total_seconds()
    if seconds > expires_at + leeway:
        raise InvalidToken("it has expired")
    if seconds < max(issued_at, not_before or 0.0) - leeway:
        raise InvalidToken("it is not valid yet")

"""What a token may be for. A scope comes with its feature, never before it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """What a token for the editorial API may be for."""

    CONTENT_READ = "content:read"
    CONTENT_WRITE = "content:write"
    CONTENT_PUBLISH = "content:publish"
    CONTENT_DELETE = "content:delete"
    INTERVIEW_READ = "interview:read"
    USERS_MANAGE = "users:manage"
    CLIENTS_MANAGE = "clients:manage"
    AUDIT_READ = "audit:read"


IDENTITY_SCOPES: Final = frozenset({"openid", "profile", "email", "offline_access"})
"""What OpenID Connect defines of its own; they open no content."""

EDITORIAL_SCOPES: Final = frozenset(scope.value for scope in Scope)
ALL_SCOPES: Final = IDENTITY_SCOPES | EDITORIAL_SCOPES


def parsed(text: str) -> tuple[str, ...]:
    """The scopes of a space-separated list, each once, in its order (RFC 6749 section 3.3)."""
    return tuple(dict.fromkeys(text.split()))


def joined(scopes: Iterable[str]) -> str:
    """Scopes as OAuth sends them: sorted, separated by spaces."""
    return " ".join(sorted(scopes))

"""Who signed in, as their scopes allow it to be told (OpenID Connect Core section 5.3)."""

from typing import Any

from auth import accounts
from auth.directory import Directory
from auth.tokens.claims import Claims


async def userinfo(directory: Directory, claims: Claims) -> dict[str, Any] | None:
    """The claims about a token's person; None when they have no account any more."""
    user = await accounts.get(directory, claims.subject)
    if user is None or user.disabled:
        return None
    told: dict[str, Any] = {"sub": user.id}
    if "profile" in claims.scopes:
        told |= {"name": user.name, "updated_at": int(user.changed_at.timestamp())}
        if user.language is not None:
            told["locale"] = user.language
    if "email" in claims.scopes:
        # Nobody proves an address here: no mail is sent.
        told |= {"email": user.email, "email_verified": False}
    return told

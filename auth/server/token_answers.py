"""What the token endpoint answers, and how a person's tokens are put together."""

from dataclasses import dataclass
from typing import Any

from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.documents.tokens import RefreshToken, TokenFamily
from auth.principal import Kind
from auth.scopes import joined
from auth.server.role_scopes import within_role
from auth.tokens.access_tokens import issue_access_token
from auth.tokens.id_tokens import issue_id_token


@dataclass(frozen=True)
class TokenAnswer:
    """A successful answer (RFC 6749 section 5.1); `scope` is what was really granted."""

    access_token: str
    expires_in: int
    scope: str
    refresh_token: str | None = None
    id_token: str | None = None

    def body(self) -> dict[str, Any]:
        """Its JSON members; what there is none of is left out."""
        told = {
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": self.expires_in,
            "scope": self.scope,
            "refresh_token": self.refresh_token,
            "id_token": self.id_token,
        }
        return {name: value for name, value in told.items() if value is not None}


async def answer_for_person(
    directory: Directory,
    *,
    user: User,
    family: TokenFamily,
    granted: RefreshToken,
    refresh_token: str | None,
    scopes: tuple[str, ...] | None = None,
    nonce: str | None = None,
    grant_type: str,
) -> TokenAnswer:
    """Tokens for what was granted, in the name of a person with the role they have now.

    `refresh_token` is told when there is one; `scopes` narrows this one access token.
    """
    wanted = within_role(granted.scopes if scopes is None else scopes, user.role)
    access = await issue_access_token(
        directory,
        subject=user.id,
        kind=Kind.USER,
        client_id=granted.client,
        role=user.role,
        grants=user.grants,
        scopes=wanted,
        resource=granted.resource,
        signed_in_at=granted.signed_in_at,
        family=family.id,
    )
    id_token = None
    if "openid" in wanted:
        id_token = await issue_id_token(
            directory,
            subject=user.id,
            client_id=granted.client,
            access_token=access.token,
            signed_in_at=granted.signed_in_at,
            nonce=nonce,
            browser_session=family.browser_session,
        )
    scope = joined(wanted)
    details = {"grant_type": grant_type, "client": granted.client, "scope": scope}
    await directory.record(
        Deed("token.issued", f"user:{user.id}", user.id, details | {"token": access.jti})
    )
    return TokenAnswer(access.token, access.expires_in, scope, refresh_token, id_token)

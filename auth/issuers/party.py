"""Rolebook as a client of one issuer: the requests it makes there (OpenID Connect Core 1.0)."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from auth.issuers.published import IssuerAway, Published
from auth.issuers.reaching import SECONDS
from auth.issuers.trusted import TrustedIssuer


class IssuerRefused(Exception):
    """The issuer said no; the message is its error code."""


@dataclass(frozen=True)
class Tokens:
    """What the token endpoint answered; `expires_in` is in seconds."""

    access_token: str
    expires_in: int
    refresh_token: str | None
    id_token: str | None


@dataclass(frozen=True)
class Attempt:
    """The secrets of one sign-in under way."""

    state: str
    nonce: str
    verifier: str


class Party:
    """Rolebook at one issuer. `resource` is asked for where the issuer is our own (RFC 8707)."""

    def __init__(
        self,
        trusted: TrustedIssuer,
        transport: httpx2.AsyncBaseTransport,
        *,
        redirect_uri: str,
        resource: str | None = None,
    ) -> None:
        self.trusted = trusted
        self.redirect_uri = redirect_uri
        self._resource = {} if resource is None else {"resource": resource}
        self._transport = transport
        self.published = Published(
            trusted.issuer, httpx2.AsyncClient(transport=transport, follow_redirects=False)
        )

    async def close(self) -> None:
        """Closes its connections."""
        await self.published.http.aclose()

    async def authorization_url(self, attempt: Attempt, **more: str) -> str:
        """Where to send a browser to sign in; raises IssuerAway."""
        endpoint = (await self.published.metadata()).authorization_endpoint
        url: str
        url, _ = self._client().create_authorization_url(
            endpoint,
            state=attempt.state,
            nonce=attempt.nonce,
            code_verifier=attempt.verifier,
            **self._resource,
            **more,
        )
        return url

    async def exchange(self, code: str, verifier: str) -> Tokens:
        """The tokens for a code; raises IssuerRefused or IssuerAway."""
        endpoint = (await self.published.metadata()).token_endpoint
        return await self._tokens(
            lambda client: client.fetch_token(
                endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                redirect_uri=self.redirect_uri,
                **self._resource,
            )
        )

    async def refresh(self, refresh_token: str) -> Tokens:
        """New tokens; the old refresh token stands where none replaces it."""
        endpoint = (await self.published.metadata()).token_endpoint
        tokens = await self._tokens(
            # No scope: what was granted may be less than what was asked for.
            lambda client: client.fetch_token(
                endpoint, grant_type="refresh_token", refresh_token=refresh_token, scope=""
            )
        )
        kept = tokens.refresh_token or refresh_token
        return Tokens(tokens.access_token, tokens.expires_in, kept, tokens.id_token)

    async def revoke(self, token: str) -> None:
        """Tells the issuer that a refresh token is no longer needed (RFC 7009)."""
        endpoint = (await self.published.metadata()).revocation_endpoint
        if endpoint is None:
            return
        try:
            async with asyncio.timeout(SECONDS * 2):
                await self._client().revoke_token(endpoint, token=token)
        except (httpx2.HTTPError, TimeoutError) as error:
            raise IssuerAway(self.trusted.issuer) from error

    async def sign_out_url(self, id_token: str | None, return_to: str) -> str | None:
        """Where a browser signs out of the issuer too (RP-Initiated Logout 1.0 section 2)."""
        try:
            endpoint = (await self.published.metadata()).end_session_endpoint
        except IssuerAway:
            return None
        if endpoint is None:
            return None
        told = {"client_id": self.trusted.client_id, "post_logout_redirect_uri": return_to}
        if id_token is not None:
            told["id_token_hint"] = id_token
        return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(told)}"

    async def _tokens(self, ask: Callable[[AsyncOAuth2Client], Any]) -> Tokens:
        try:
            async with asyncio.timeout(SECONDS * 2):
                told = await ask(self._client())
        except OAuthError as error:
            raise IssuerRefused(str(error.error)[:100]) from error
        except (httpx2.HTTPError, ValueError, TimeoutError) as error:
            raise IssuerAway(self.trusted.issuer) from error
        return _tokens(told)

    def _client(self) -> AsyncOAuth2Client:
        secret = self.trusted.client_secret
        return AsyncOAuth2Client(
            client_id=self.trusted.client_id,
            client_secret=secret.get_secret_value() if secret else None,
            scope=" ".join(self.trusted.scopes),
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            transport=self._transport,
            timeout=SECONDS,
            follow_redirects=False,
        )


def _tokens(told: Mapping[str, Any]) -> Tokens:
    access, expires_in = told.get("access_token"), told.get("expires_in", 300)
    refresh, id_token = told.get("refresh_token"), told.get("id_token")
    if not isinstance(access, str) or str(told.get("token_type", "")).lower() != "bearer":
        raise IssuerRefused("invalid_token_response")
    if isinstance(expires_in, bool) or not isinstance(expires_in, int):
        raise IssuerRefused("invalid_token_response")
    return Tokens(
        access,
        max(0, min(expires_in, 86_400)),
        refresh if isinstance(refresh, str) else None,
        id_token if isinstance(id_token, str) else None,
    )

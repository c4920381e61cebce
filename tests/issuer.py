"""A small OpenID Connect issuer of the tests, whose every word can be bent."""

import hashlib
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx2
from joserfc.jwk import ECKey
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.issuers.party import Party
from auth.issuers.trusted import TrustedIssuer
from tests.auth.forging import by_key

LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class Line(httpx2.AsyncBaseTransport):
    """The line to an issuer: it can be cut, and it counts what goes over it by path."""

    def __init__(self, app: Starlette) -> None:
        self._inside = httpx2.ASGITransport(app)
        self.is_cut = False
        self.asked: dict[str, int] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if self.is_cut:
            raise httpx2.ConnectError("the line is cut", request=request)
        self.asked[request.url.path] = self.asked.get(request.url.path, 0) + 1
        return await self._inside.handle_async_request(request)


@dataclass
class Issuer:
    """An issuer with one person, who always agrees.

    `bent` are claims of the ID token that differ (None leaves one out); `metadata` members that do.
    """

    name: str = "acme"
    address: str = "https://login.acme.test"
    client_id: str = "rolebook-at-acme"
    subject: str = "ada"
    session: str = "sid-1"
    bent: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    refuses: str | None = None
    refresh_token: str | None = "refresh-0"
    clock: Callable[[], float] = time.time
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _made: int = 0

    def __post_init__(self) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "acme-1"})
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._configuration),
                Route("/keys", self._keys),
                Route("/token", self._token, methods=["POST"]),
                Route("/revoke", self._revoke, methods=["POST"]),
            ]
        )
        self.line = Line(self.app)

    def party(self, callback: str = "http://rolebook.test", **settings: Any) -> Party:
        """Rolebook as a client of it."""
        trusted = TrustedIssuer(
            name=self.name,
            issuer=self.address,
            client_id=self.client_id,
            client_secret=SecretStr("of the tests"),
            **settings,
        )
        return Party(trusted, self.line, redirect_uri=f"{callback}/session/callback/{self.name}")

    def rotate(self) -> None:
        """From now on another key signs."""
        self.key = ECKey.generate_key("P-256", {"kid": f"{self.key.kid}+"})

    def agree(self, location: str) -> dict[str, str]:
        """The parameters it leads back with to whoever was led to that authorization request."""
        asked = dict(httpx2.URL(location).params)
        self._made += 1
        code = f"code-{self._made}"
        self._codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.address}

    def signed(self, claims: Mapping[str, Any], **header: Any) -> str:
        """A token of it."""
        told = {"alg": "ES256", "kid": self.key.kid, **header}
        kept = {name: value for name, value in claims.items() if value is not None}
        return by_key(self.key, told, json.dumps(kept).encode())

    def logout_token(self, **changed: Any) -> str:
        """A logout token for its one person."""
        header = {"typ": changed.pop("typ", "logout+jwt")}
        self._made += 1
        now = self.clock()
        claims = {
            "iss": self.address,
            "aud": self.client_id,
            "iat": now,
            "exp": now + 120,
            "jti": f"logout-{self._made}",
            "sub": self.subject,
            "sid": self.session,
            "events": {LOGOUT: {}},
        }
        return self.signed({**claims, **changed}, **header)

    def access_token(self, **changed: Any) -> str:
        """An access token for `audience` https://api.test."""
        now = self.clock()
        claims = {
            "iss": self.address,
            "sub": self.subject,
            "aud": "https://api.test",
            "iat": now,
            "exp": now + 300,
            "scope": "content:read content:write openid",
            "azp": "a-spa",
        }
        header = {"typ": changed.pop("typ", "JWT")}
        return self.signed({**claims, **changed}, **header)

    async def _configuration(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/bye",
                "revocation_endpoint": f"{self.address}/revoke",
                "authorization_response_iss_parameter_supported": True,
                **self.metadata,
            }
        )

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if self.refuses:
            return JSONResponse({"error": self.refuses}, 400)
        answer: dict[str, Any] = {"access_token": "opaque", "token_type": "Bearer"}
        if form["grant_type"] == "authorization_code":
            asked = self._codes.pop(form["code"], None)
            proof = hashlib.sha256(form["code_verifier"].encode()).digest()
            challenge = urlsafe_b64encode(proof).rstrip(b"=").decode()
            if asked is None or asked["code_challenge"] != challenge:
                return JSONResponse({"error": "invalid_grant"}, 400)
            if form["redirect_uri"] != asked["redirect_uri"]:
                return JSONResponse({"error": "invalid_grant"}, 400)
            answer["id_token"] = self._id_token(asked["nonce"])
        elif form["refresh_token"] != self.refresh_token:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if self.refresh_token:
            self._made += 1
            answer["refresh_token"] = self.refresh_token = f"refresh-{self._made}"
        return JSONResponse({**answer, "expires_in": 300})

    async def _revoke(self, _request: Request) -> Response:
        return Response()

    def _id_token(self, nonce: str) -> str:
        now = self.clock()
        claims = {
            "iss": self.address,
            "sub": self.subject,
            "aud": self.client_id,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "sid": self.session,
            "email": "ada@acme.test",
            "email_verified": True,
            "name": "Ada at Acme",
        }
        return self.signed({**claims, **self.bent})

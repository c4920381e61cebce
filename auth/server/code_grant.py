"""Authlib's authorization code grant as an island: it decides over what was fetched before.

Nothing in here waits or stores: see docs/decisions/0007-authlib-as-an-island.md. The defaults that
RFC 9700 no longer allows are closed in the subclasses.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from authlib.oauth2 import OAuth2Error, OAuth2Request
from authlib.oauth2.rfc6749 import AuthorizationServer, InvalidGrantError, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge

from auth.clients.redirect_uris import is_registered
from auth.documents.clients import AuthMethod, Client
from auth.documents.tokens import AuthorizationCode
from auth.server.errors import OAuthRefusal

# Authlib refuses any address but https; whether ours is safe is settled where settings are read.
_NOWHERE: Final = "https://island.invalid/"


class _Client(ClientMixin):  # type: ignore[misc]  # Authlib has no types
    """A registered client, as Authlib asks about it."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def get_default_redirect_uri(self) -> None:
        """None: every request says where it wants to be answered."""

    def get_allowed_scope(self, scope: str | None) -> str:
        """Whatever was asked for: `requested_scopes` refuses what is not the client's."""
        return scope or ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether it was registered."""
        native = self._client.auth_method is AuthMethod.NONE
        return is_registered(redirect_uri, self._client.redirect_uris, native=native)

    def check_response_type(self, response_type: str) -> bool:
        """Whether it may come here at all."""
        return response_type == "code" and self.check_grant_type("authorization_code")

    def check_grant_type(self, grant_type: str) -> bool:
        """Whether it was registered for it."""
        return grant_type in self._client.grant_types


class _Code(AuthorizationCodeMixin):  # type: ignore[misc]
    """A code that was claimed, as Authlib asks about it."""

    code_challenge_method = "S256"

    def __init__(self, code: AuthorizationCode) -> None:
        self._code = code
        self.code_challenge = code.code_challenge

    def get_redirect_uri(self) -> str:
        """Where the code was sent; never empty, and so always compared."""
        return self._code.redirect_uri


class _Request(OAuth2Request):  # type: ignore[misc]
    """Parameters that were read strictly already."""

    def __init__(self, method: str, parameters: Mapping[str, str]) -> None:
        super().__init__(method, _NOWHERE)
        self.payload = BasicOAuth2Payload(dict(parameters))
        self._form = dict(parameters)

    @property
    def form(self) -> dict[str, str]:
        """The same parameters."""
        return self._form


class _S256(CodeChallenge):  # type: ignore[misc]
    """PKCE for every client, and nothing but S256 (RFC 9700 section 2.1.1)."""

    SUPPORTED_CODE_CHALLENGE_METHOD: Final = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Both parameters, where the default would do without."""
        given = grant.request.payload.data
        if not given.get("code_challenge"):
            raise InvalidRequestError("The parameter code_challenge is missing.")
        if not given.get("code_challenge_method"):
            raise InvalidRequestError("The parameter code_challenge_method is missing: send S256.")
        super().validate_code_challenge(grant, redirect_uri)

    def validate_code_verifier(self, grant: Any, result: Any) -> None:
        """A challenge that is not there fits no verifier (RFC 9700 section 4.8.2)."""
        if not grant.request.authorization_code.code_challenge:
            raise InvalidGrantError("The code was issued without a code_challenge.")
        try:
            super().validate_code_verifier(grant, result)
        except InvalidRequestError as error:
            # The code is used up, so to the client it is the grant that is of no more use.
            raise InvalidGrantError(error.description) from error


class _Grant(AuthorizationCodeGrant):  # type: ignore[misc]
    """The code grant over one code that was claimed."""

    def authenticate_token_endpoint_client(self) -> _Client:
        """The client that has proved itself already."""
        return self.server.island_client  # type: ignore[no-any-return]

    def query_authorization_code(self, _code: str, _client: _Client) -> _Code | None:
        """The claimed code."""
        return self.server.island_code  # type: ignore[no-any-return]


class _Island(AuthorizationServer):  # type: ignore[misc]
    """A server that knows one client and at most one code."""

    def __init__(self, client: Client, code: AuthorizationCode | None = None) -> None:
        super().__init__()
        self.island_client = _Client(client)
        # A code that was issued to another client is no code at all.
        is_own = code is not None and code.client == client.id
        self.island_code = _Code(code) if code is not None and is_own else None
        self.register_grant(_Grant, [_S256(required=True)])

    def query_client(self, _client_id: str) -> _Client:
        """The one client."""
        return self.island_client

    def create_oauth2_request(self, request: _Request) -> _Request:
        """The request as it is."""
        return request

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""


def check_authorization(client: Client, parameters: Mapping[str, str]) -> None:
    """Whether a client may ask for this: response type, redirect URI, scopes and S256.

    Raises OAuthRefusal.
    """
    _decided(lambda: _Island(client).get_consent_grant(_Request("GET", parameters)))


def check_exchange(client: Client, code: AuthorizationCode, form: Mapping[str, str]) -> None:
    """Whether a code may be exchanged: its client, its redirect URI and its verifier.

    Raises OAuthRefusal.
    """
    island = _Island(client, code)
    grant = island.get_token_grant(_Request("POST", form))
    _decided(grant.validate_token_request)


def _decided(check: Callable[[], object]) -> None:
    try:
        check()
    except OAuth2Error as error:
        raise OAuthRefusal(error.error, error.get_error_description() or error.error) from error

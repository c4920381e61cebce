"""What this server tells of itself (RFC 8414, OpenID Connect Discovery, RFC 9728)."""

from typing import Any, Final

from auth.directory import Directory
from auth.documents.clients import AuthMethod, GrantType
from auth.scopes import ALL_SCOPES, EDITORIAL_SCOPES
from auth.tokens.keys import ALGORITHM

_PROVING: Final = [AuthMethod.CLIENT_SECRET_BASIC.value, AuthMethod.PRIVATE_KEY_JWT.value]
_ASSERTED_BY: Final = ["ES256", "RS256", "EdDSA"]


def server_metadata(directory: Directory) -> dict[str, Any]:
    """The authorization server's, for both of its well-known addresses."""
    at = directory.issuer
    return {
        "issuer": at,
        "authorization_endpoint": f"{at}/oauth/authorize",
        "token_endpoint": f"{at}/oauth/token",
        "jwks_uri": f"{at}/.well-known/jwks.json",
        "revocation_endpoint": f"{at}/oauth/revoke",
        "introspection_endpoint": f"{at}/oauth/introspect",
        "userinfo_endpoint": f"{at}/oauth/userinfo",
        "device_authorization_endpoint": f"{at}/oauth/device_authorization",
        "end_session_endpoint": f"{at}/oauth/logout",
        "scopes_supported": sorted(ALL_SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [grant_type.value for grant_type in GrantType],
        "code_challenge_methods_supported": ["S256"],
        **_authentication("token_endpoint", [AuthMethod.NONE.value, *_PROVING]),
        **_authentication("revocation_endpoint", [AuthMethod.NONE.value, *_PROVING]),
        **_authentication("introspection_endpoint", _PROVING),
        "authorization_response_iss_parameter_supported": True,
        "protected_resources": [directory.editorial_resource],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "claims_supported": [
            *("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "azp", "at_hash", "sid"),
            *("name", "locale", "updated_at", "email", "email_verified"),
        ],
        "prompt_values_supported": ["none", "login", "consent"],
        "ui_locales_supported": ["en", "de"],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
    }


def resource_metadata(directory: Directory) -> dict[str, Any]:
    """The editorial API's, as a protected resource."""
    return {
        "resource": directory.editorial_resource,
        "resource_name": "Rolebook editorial API",
        "authorization_servers": [directory.issuer],
        "scopes_supported": sorted(EDITORIAL_SCOPES),
        "bearer_methods_supported": ["header"],
    }


def _authentication(endpoint: str, methods: list[str]) -> dict[str, list[str]]:
    return {
        f"{endpoint}_auth_methods_supported": methods,
        f"{endpoint}_auth_signing_alg_values_supported": _ASSERTED_BY,
    }

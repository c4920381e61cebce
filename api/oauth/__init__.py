"""The authorization server's endpoints and metadata."""

from starlette.routing import BaseRoute, Route

from api.oauth.answers import refusing
from api.oauth.authorize import authorize
from api.oauth.device import device_authorization
from api.oauth.introspect import introspect
from api.oauth.jwks import jwks
from api.oauth.logout import logout
from api.oauth.metadata import authorization_server, protected_resource
from api.oauth.origins import across_client_origins
from api.oauth.revoke import revoke
from api.oauth.token import token
from api.oauth.userinfo import userinfo

_WELL_KNOWN = "/.well-known"
_TOKEN = across_client_origins(refusing(token))
_REVOKE = across_client_origins(revoke)
_USERINFO = across_client_origins(userinfo, "GET, POST", "Authorization, Content-Type")

routes: list[BaseRoute] = [
    Route("/oauth/authorize", authorize, methods=["GET", "POST"]),
    Route("/oauth/token", _TOKEN, methods=["POST", "OPTIONS"]),
    Route("/oauth/device_authorization", device_authorization, methods=["POST"]),
    Route("/oauth/revoke", _REVOKE, methods=["POST", "OPTIONS"]),
    Route("/oauth/introspect", introspect, methods=["POST"]),
    Route("/oauth/userinfo", _USERINFO, methods=["GET", "POST", "OPTIONS"]),
    Route("/oauth/logout", logout, methods=["GET", "POST"]),
    Route(f"{_WELL_KNOWN}/jwks.json", jwks),
    Route(f"{_WELL_KNOWN}/oauth-authorization-server", authorization_server),
    Route(f"{_WELL_KNOWN}/openid-configuration", authorization_server),
    Route(f"{_WELL_KNOWN}/oauth-protected-resource", protected_resource),
    Route(f"{_WELL_KNOWN}/oauth-protected-resource/editor/graphql", protected_resource),
]
"""Every path of this package, for the route table in `api.app`."""

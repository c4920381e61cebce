"""What anybody may read about the authorization server."""

import httpx
import pytest
from starlette.routing import Route

from api.oauth import routes

SERVER = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"]
RESOURCE = [
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-protected-resource/editor/graphql",
]
ISSUER = "http://rolebook.test"


@pytest.mark.parametrize("path", [*SERVER, *RESOURCE, "/.well-known/jwks.json"])
async def test_row_50_any_page_may_read_it_without_credentials(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path, headers={"Origin": "https://anywhere.example"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "set-cookie" not in answer.headers
    assert (await client.post(path)).status_code == 405


@pytest.mark.parametrize("path", SERVER)
async def test_the_server_says_what_it_does_and_no_more(
    client: httpx.AsyncClient, path: str
) -> None:
    told = (await client.get(path)).json()
    assert told["issuer"] == ISSUER
    assert told["response_types_supported"] == ["code"]
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["authorization_response_iss_parameter_supported"] is True
    assert set(told["grant_types_supported"]) == {
        "authorization_code",
        "refresh_token",
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:device_code",
    }
    assert told["id_token_signing_alg_values_supported"] == ["ES256"]
    assert "none" not in told["introspection_endpoint_auth_methods_supported"]


async def test_every_address_it_names_is_there(client: httpx.AsyncClient) -> None:
    told = (await client.get(SERVER[0])).json()
    paths = {route.path for route in routes if isinstance(route, Route)}
    addresses = {value for name, value in told.items() if name.endswith(("_endpoint", "_uri"))}
    assert len(addresses) == 8
    assert {address.removeprefix(ISSUER) for address in addresses} <= paths


@pytest.mark.parametrize("path", RESOURCE)
async def test_the_editorial_api_names_its_authorization_server(
    client: httpx.AsyncClient, path: str
) -> None:
    told = (await client.get(path)).json()
    assert told["resource"] == f"{ISSUER}/editor/graphql"
    assert told["authorization_servers"] == [ISSUER]
    assert told["bearer_methods_supported"] == ["header"]
    assert "content:publish" in told["scopes_supported"]
    assert "openid" not in told["scopes_supported"]

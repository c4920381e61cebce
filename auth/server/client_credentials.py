"""Tokens for service accounts (RFC 6749 section 4.4)."""

from collections.abc import Mapping

from auth.clients.registration import NEVER_FOR_SERVICES
from auth.directory import Deed, Directory
from auth.documents.clients import AuthMethod, Client, GrantType
from auth.principal import Kind
from auth.scopes import IDENTITY_SCOPES, joined
from auth.server.errors import invalid_client
from auth.server.requested import demand_grant_type, requested_resource, requested_scopes
from auth.server.role_scopes import within_role
from auth.server.token_answers import TokenAnswer
from auth.tokens.access_tokens import issue_access_token


async def client_credentials(
    directory: Directory, client: Client, form: Mapping[str, str]
) -> TokenAnswer:
    """An access token in the client's own name; no refresh token, since it can always ask again.

    Its scopes are those asked for that the service account's role holds. Raises OAuthRefusal.
    """
    if client.auth_method is AuthMethod.NONE:
        raise invalid_client("A public client cannot prove who it is.")
    demand_grant_type(client, GrantType.CLIENT_CREDENTIALS)
    resource = requested_resource(directory, form)
    held = within_role(requested_scopes(client, form), client.role)
    # Registration refuses these too; nothing that was stored otherwise gets round it.
    scopes = [scope for scope in held if scope not in IDENTITY_SCOPES | NEVER_FOR_SERVICES]
    issued = await issue_access_token(
        directory,
        subject=client.id,
        kind=Kind.CLIENT,
        client_id=client.id,
        role=client.role,
        grants=client.grants,
        scopes=scopes,
        resource=resource,
        signed_in_at=None,
        family=None,
    )
    scope = joined(scopes)
    details = {"grant_type": GrantType.CLIENT_CREDENTIALS.value, "scope": scope}
    await directory.record(
        Deed("token.issued", f"client:{client.id}", client.id, details | {"token": issued.jti})
    )
    return TokenAnswer(issued.token, issued.expires_in, scope)

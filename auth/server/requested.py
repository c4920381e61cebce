"""What a client asks for, held against what it is registered for."""

from collections.abc import Mapping

from auth.directory import Directory
from auth.documents.clients import Client, GrantType
from auth.scopes import ALL_SCOPES, parsed
from auth.server.errors import invalid_scope, invalid_target, unauthorized_client


def demand_grant_type(client: Client, grant_type: GrantType) -> None:
    """Raises `unauthorized_client` for a grant type that the client is not registered for."""
    if grant_type not in client.grant_types:
        raise unauthorized_client("The client is not registered for this grant type.")


def requested_scopes(client: Client, form: Mapping[str, str]) -> tuple[str, ...]:
    """The scopes asked for, or all of the client's when it names none (RFC 6749 section 3.3).

    Raises `invalid_scope` for one that does not exist or is not among the client's.
    """
    scopes = parsed(form.get("scope", ""))
    if not scopes:
        return tuple(client.scopes)
    if set(scopes) - ALL_SCOPES:
        raise invalid_scope("There is no such scope.")
    if set(scopes) - set(client.scopes):
        raise invalid_scope("The client is not registered for this scope.")
    return scopes


def requested_resource(directory: Directory, form: Mapping[str, str]) -> str:
    """The one resource there is, named or not (RFC 8707); raises `invalid_target` for another."""
    resource = form.get("resource", directory.editorial_resource)
    if resource != directory.editorial_resource:
        raise invalid_target("There is no such resource.")
    return resource

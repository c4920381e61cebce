"""`rolebook client add|list|revoke|rotate`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.granting import Grants, grants_from
from api.cli.opening import AsJson, DataDir, on_directory
from api.cli.registering import Options, registration
from api.cli.reporting import say, say_json
from auth.roles import Role

if TYPE_CHECKING:
    from auth.clients import Registered
    from auth.directory import Directory
    from auth.documents.clients import Client
    from content.installation import Installation

ClientId = Annotated[str, typer.Argument(metavar="CLIENT", help="As `client list` shows it")]


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What people are shown")],
    redirect_uri: Annotated[
        list[str] | None, typer.Option(help="Where people are sent back to; may be given again")
    ] = None,
    post_logout_redirect_uri: Annotated[
        list[str] | None, typer.Option(help="The same after signing out")
    ] = None,
    service: Annotated[
        bool, typer.Option("--service", help="A program that acts for itself, without people")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="A program that cannot keep a secret")
    ] = False,
    device: Annotated[
        bool, typer.Option("--device", help="Lets people sign in on another device")
    ] = False,
    keys: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="A JWKS of public keys, in place of a secret"
        ),
    ] = None,
    role: Annotated[Role, typer.Option(help="What a service account may do")] = Role.VIEWER,
    scope: Annotated[
        list[str] | None, typer.Option(help="What it may ask for; by default what is usual")
    ] = None,
    grant: Grants = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Register a client and print its secret, once."""
    from auth import clients
    from auth.principal import local_operator

    options = Options(
        name=name,
        redirect_uris=redirect_uri or (),
        post_logout_redirect_uris=post_logout_redirect_uri or (),
        service=service,
        public=public,
        device=device,
        keys=keys,
        role=role,
        scopes=scope or (),
        grants=grant or (),
    )
    wanted = registration(options)

    async def work(directory: "Directory", installation: "Installation") -> "Registered":
        narrowed = replace(wanted, grants=grants_from(options.grants, installation.locales))
        return await clients.create(directory, narrowed, by=local_operator().name)

    _show_secret(on_directory(work, command="client add", data_dir=data_dir), as_json)


def list_clients(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show every client, the oldest first."""
    from auth import clients

    async def work(directory: "Directory", _installation: "Installation") -> "list[Client]":
        return await clients.listed(directory)

    found = on_directory(work, command="client list", data_dir=data_dir)
    if as_json:
        say_json([_told(client) for client in found])
        return
    for client in found:
        state = "revoked" if client.disabled else " ".join(client.scopes)
        say(f"{client.id}  {client.name}  {client.auth_method}  {state}")
    if not found:
        say("No clients yet: rolebook client add")


def revoke(client_id: ClientId, data_dir: DataDir = None) -> None:
    """Disable a client for good; its tokens are void within seconds."""
    from auth import clients
    from auth.principal import local_operator

    async def work(directory: "Directory", _installation: "Installation") -> "Client":
        return await clients.revoke(directory, client_id, by=local_operator().name)

    client = on_directory(work, command="client revoke", data_dir=data_dir)
    say(f"revoked {client.id} ({client.name})")


def rotate(client_id: ClientId, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Give a client a new secret and print it, once; the old one is void."""
    from auth import clients
    from auth.principal import local_operator

    async def work(directory: "Directory", _installation: "Installation") -> "Registered":
        return await clients.rotate(directory, client_id, by=local_operator().name)

    _show_secret(on_directory(work, command="client rotate", data_dir=data_dir), as_json)


def _show_secret(registered: "Registered", as_json: bool) -> None:
    client, secret = registered.client, registered.secret
    if as_json:
        say_json(_told(client) | ({} if secret is None else {"client_secret": secret}))
        return
    say(f"{client.name}: {' '.join(client.scopes)}")
    say(f"client_id      {client.id}")
    if secret is not None:
        say(f"client_secret  {secret}")
        say("The secret is shown this once: keep it now, or make another with `client rotate`.")


def _told(client: "Client") -> dict[str, Any]:
    """The client in the words of RFC 7591, without its secret's hash."""
    return {
        "client_id": client.id,
        "client_name": client.name,
        "token_endpoint_auth_method": client.auth_method.value,
        "grant_types": [each.value for each in client.grant_types],
        "scope": " ".join(client.scopes),
        "redirect_uris": client.redirect_uris,
        "post_logout_redirect_uris": client.post_logout_redirect_uris,
        "role": client.role.value,
        "grants": [grant.model_dump(mode="json") for grant in client.grants],
        "first_party": client.first_party,
        "revoked": client.disabled,
        "created_at": client.created_at.isoformat(),
        "created_by": client.created_by,
    }

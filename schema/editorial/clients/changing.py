"""What an admin does about clients."""

from typing import Annotated, Any

import strawberry

from auth import clients
from auth.directory import Directory
from auth.documents import clients as stored
from auth.policy import Action
from schema.editorial.clients.client import Client
from schema.editorial.clients.inputs import CreateClientInput, registration
from schema.editorial.clients.reading import ClientId
from schema.editorial.context import Info
from schema.editorial.managing import managed
from schema.editorial.problems import (
    ForbiddenProblem,
    NotFoundProblem,
    SignInNotRecentProblem,
    ValidationProblem,
)


@strawberry.type(description="A client and its secret, which is shown this once.")
class ClientSecret:
    client: Client = strawberry.field(description="The client as it is now.")
    secret: str | None = strawberry.field(
        description="What it proves itself with; null for one that has no secret."
    )


@strawberry.type(description="It is revoked: it gets no more tokens, and those it has are void.")
class ClientRevoked:
    client: Client = strawberry.field(description="The client as it is now.")


ClientSecretResult = Annotated[
    ClientSecret | ValidationProblem | NotFoundProblem | ForbiddenProblem | SignInNotRecentProblem,
    strawberry.union("ClientSecretResult", description="What a new client or secret answers."),
]
RevokeClientResult = Annotated[
    ClientRevoked | ValidationProblem | NotFoundProblem | ForbiddenProblem | SignInNotRecentProblem,
    strawberry.union("RevokeClientResult", description="What revoking a client answers."),
]
Wanted = Annotated[CreateClientInput, strawberry.argument(description="What it is to be.")]


def _with_secret(done: clients.Registered) -> ClientSecret:
    client: Any = done.client
    return ClientSecret(client=client, secret=done.secret)


def _revoked(done: stored.Client) -> ClientRevoked:
    client: Any = done
    return ClientRevoked(client=client)


async def create(info: Info, input: Wanted) -> Any:
    """Registers a client."""

    async def work(directory: Directory, by: str) -> clients.Registered:
        wanted = registration(input, info.context.installation.locales)
        return await clients.create(directory, wanted, by=by)

    return await managed(info, Action.MANAGE_CLIENTS, work, _with_secret)


async def rotate_secret(info: Info, id: ClientId) -> Any:
    """Gives a client another secret."""
    return await managed(
        info, Action.MANAGE_CLIENTS, lambda held, by: clients.rotate(held, id, by=by), _with_secret
    )


async def revoke(info: Info, id: ClientId) -> Any:
    """Disables a client for good."""
    return await managed(
        info, Action.MANAGE_CLIENTS, lambda held, by: clients.revoke(held, id, by=by), _revoked
    )

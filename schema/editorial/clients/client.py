"""A client as an admin sees it, without its secret."""

import strawberry

from auth.clients import BUILT_IN
from auth.documents import clients as stored
from auth.documents.clients import AuthMethod, GrantType
from schema.editorial import enums
from schema.editorial.accounts.grants import Grant
from schema.editorial.actor import Actor
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Json, Timestamp

strawberry.enum(
    AuthMethod,
    name="ClientAuthMethod",
    description="How a client proves who it is (RFC 7591). NONE: it is public, and cannot.",
)
strawberry.enum(
    GrantType,
    name="ClientGrantType",
    description="What a client exchanges for tokens. CLIENT_CREDENTIALS: it is a service account, "
    "and acts for itself.",
)
Registered = strawberry.Parent[stored.Client]


def _principal(client: Registered) -> str:
    return f"client:{client.id}"


def _keys(client: Registered) -> list[Json]:
    return [Json(each) for each in client.keys]


def _built_in(client: Registered) -> bool:
    return client.id in BUILT_IN


@strawberry.type(description="A program that asks for tokens.")
class Client:
    id: strawberry.ID = strawberry.field(description="Its id: the `client_id` of OAuth.")
    principal: strawberry.ID = resolved_by(
        _principal, "As history and the audit log have a service account: `client:cli_…`."
    )
    name: str = strawberry.field(description="What people are shown.")
    auth_method: AuthMethod = strawberry.field(description="How it proves who it is.")
    grant_types: list[GrantType] = strawberry.field(description="What it exchanges for tokens.")
    scopes: list[str] = strawberry.field(description="What it may ask for.")
    redirect_uris: list[str] = strawberry.field(description="Where people are sent back to.")
    post_logout_redirect_uris: list[str] = strawberry.field(
        description="Where they are sent after signing out."
    )
    keys: list[Json] = resolved_by(_keys, "Its public keys (JWK), with PRIVATE_KEY_JWT.")
    role: enums.AccountRole = strawberry.field(description="The role of its service account.")
    grants: list[Grant] = strawberry.field(description="What narrows its service account.")
    first_party: bool = strawberry.field(description="Whether people are not asked for consent.")
    built_in: bool = resolved_by(_built_in, "Whether it is Rolebook's own and cannot be changed.")
    disabled: bool = strawberry.field(description="Whether it is revoked, for good.")
    created_at: Timestamp = strawberry.field(description="When it was made.")
    created_by: Actor = strawberry.field(description="Who made it.")
    changed_at: Timestamp = strawberry.field(
        description="When its secret or state changed last; when it was made if never."
    )

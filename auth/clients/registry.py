"""The registry of clients: create, find, list, revoke, rotate the secret.

A secret is shown once, by whatever is returned here, and stored as its hash.
"""

import re
from dataclasses import dataclass
from typing import Final

from ulid import ULID

from auth.clients.registration import ClientRefused, NoSuchClient, Registration, checked
from auth.directory import Deed, Directory
from auth.documents.clients import AuthMethod, Client, GrantType
from auth.documents.tokens import RevocationKind, TokenFamily
from auth.roles import Role
from auth.scopes import ALL_SCOPES
from auth.sealing import hashed, new_secret
from auth.store import claim, collection, insert
from auth.store import find as find_document
from auth.tokens.revocations import revoke as revoke_tokens

ADMIN_CLIENT: Final = "rolebook-admin"
CLI_CLIENT: Final = "rolebook-cli"
BUILT_IN: Final = frozenset({ADMIN_CLIENT, CLI_CLIENT})
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Registered:
    """A client and its secret, which nobody can read again; None where it has none."""

    client: Client
    secret: str | None


async def create(directory: Directory, wanted: Registration, *, by: str) -> Registered:
    """A new client; raises ClientRefused naming the rule that it breaks."""
    keys = checked(wanted)
    secret = new_secret() if wanted.auth_method is AuthMethod.CLIENT_SECRET_BASIC else None
    now = directory.clock()
    client = Client(
        id=f"cli_{ULID()}",
        name=wanted.name,
        auth_method=wanted.auth_method,
        secret_hash=None if secret is None else hashed(secret),
        keys=keys,
        redirect_uris=list(wanted.redirect_uris),
        post_logout_redirect_uris=list(wanted.post_logout_redirect_uris),
        grant_types=list(dict.fromkeys(wanted.grant_types)),
        scopes=sorted(set(wanted.scopes)),
        role=wanted.role,
        grants=list(wanted.grants),
        created_at=now,
        created_by=by,
        changed_at=now,
    )
    await insert(client)
    details = {"name": client.name, "role": client.role.value, "scopes": client.scopes}
    await directory.record(Deed("client.created", by, client.id, details))
    return Registered(client, secret)


async def find(_directory: Directory, client_id: str) -> Client | None:
    """The client, disabled or not."""
    if not _ID.fullmatch(client_id):
        return None
    return await find_document(Client, {"_id": client_id})


async def listed(_directory: Directory) -> list[Client]:
    """Every client, the oldest first."""
    found = await collection(Client).find({}).sort([("created_at", 1), ("_id", 1)]).to_list(None)
    return [Client.model_validate(each) for each in found]


async def revoke(directory: Directory, client_id: str, *, by: str) -> Client:
    """Disables a client for good: it gets no more tokens, and those it has are void.

    Raises NoSuchClient, and ClientRefused for one that is built in.
    """
    await _changeable(directory, client_id)
    now = directory.clock()
    client = await _changed(client_id, {"disabled": True, "changed_at": now})
    await collection(TokenFamily).update_many(
        {"client": client_id, "revoked_at": None},
        {"$set": {"revoked_at": now, "reason": "client revoked"}},
    )
    await revoke_tokens(directory, RevocationKind.CLIENT, client_id)
    await directory.record(Deed("client.revoked", by, client_id))
    return client


async def rotate(directory: Directory, client_id: str, *, by: str) -> Registered:
    """A new secret; the old one, and the access tokens obtained with it, are void at once.

    Raises NoSuchClient, and ClientRefused for one that is built in or revoked, or has no secret.
    """
    known = await _changeable(directory, client_id)
    if known.disabled:
        raise ClientRefused(f"The client {client_id} is revoked.")
    if known.secret_hash is None:
        raise ClientRefused(f"The client {client_id} has no secret.")
    secret = new_secret()
    changes = {"secret_hash": hashed(secret), "changed_at": directory.clock()}
    client = await _changed(client_id, changes)
    await revoke_tokens(directory, RevocationKind.CLIENT, client_id)
    await directory.record(Deed("client.rotated", by, client_id))
    return Registered(client, secret)


async def _changeable(directory: Directory, client_id: str) -> Client:
    if client_id in BUILT_IN:
        raise ClientRefused(f"The client {client_id} is built in and cannot be changed.")
    client = await find(directory, client_id)
    if client is None:
        raise NoSuchClient(f"There is no client {client_id[:80]!r}.")
    return client


async def _changed(client_id: str, changes: dict[str, object]) -> Client:
    client = await claim(Client, {"_id": client_id}, {"$set": changes}, after=True)
    assert client is not None  # clients are never deleted
    return client


async def ensure_built_in_clients(directory: Directory, admin_secret: str) -> None:
    """The admin's backend and the command line, as this version of Rolebook and its settings say.

    `admin_secret` is derived from the installation's secret key, so that every server has it.
    """
    admin: dict[str, object] = {
        "name": "Rolebook admin",
        "auth_method": AuthMethod.CLIENT_SECRET_BASIC.value,
        "secret_hash": hashed(admin_secret),
        "redirect_uris": [f"{directory.issuer}/session/callback/rolebook"],
        "post_logout_redirect_uris": [f"{directory.issuer}/"],
        "grant_types": [GrantType.AUTHORIZATION_CODE.value, GrantType.REFRESH_TOKEN.value],
    }
    command_line: dict[str, object] = {
        "name": "Rolebook command line",
        "auth_method": AuthMethod.NONE.value,
        "secret_hash": None,
        "redirect_uris": [],
        "post_logout_redirect_uris": [],
        "grant_types": [GrantType.DEVICE_CODE.value, GrantType.REFRESH_TOKEN.value],
    }
    for client_id, fields in ((ADMIN_CLIENT, admin), (CLI_CLIENT, command_line)):
        await _ensure(directory, client_id, fields)


async def _ensure(directory: Directory, client_id: str, fields: dict[str, object]) -> None:
    always = {"scopes": sorted(ALL_SCOPES), "first_party": True, "disabled": False}
    at_first = {
        "keys": [],
        "role": Role.VIEWER.value,
        "grants": [],
        "created_at": directory.clock(),
        "created_by": "rolebook",
        "changed_at": directory.clock(),
        "schema_version": 1,
    }
    await collection(Client).update_one(
        {"_id": client_id}, {"$set": fields | always, "$setOnInsert": at_first}, upsert=True
    )

"""From the options of `rolebook client add` to a registration."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auth.roles import Role

if TYPE_CHECKING:
    from api.cli.failing import CommandError
    from auth.clients.registration import Registration


@dataclass(frozen=True)
class Options:
    """What was given on the command line."""

    name: str
    redirect_uris: Sequence[str]
    post_logout_redirect_uris: Sequence[str]
    service: bool
    public: bool
    device: bool
    keys: Path | None
    role: Role
    scopes: Sequence[str]
    grants: Sequence[str]


def registration(given: Options) -> "Registration":
    """What the client is to be, without its grants; raises CommandError for a contradiction."""
    from auth.clients.registration import Registration, scopes_for_service, usual_scopes
    from auth.documents.clients import AuthMethod, GrantType

    if given.public and given.keys is not None:
        raise _bad("A public client has no keys: give --public or --keys.")
    if not given.service and given.role is not Role.VIEWER:
        raise _bad("--role is for a service account: --service.")
    if not given.service and given.grants:
        raise _bad("--grant is for a service account: --service.")
    if not (given.service or given.device or given.redirect_uris):
        raise _bad("Give --redirect-uri, --device or --service: how it comes by a token.")
    begins = {
        GrantType.CLIENT_CREDENTIALS: given.service,
        GrantType.AUTHORIZATION_CODE: bool(given.redirect_uris or given.post_logout_redirect_uris),
        GrantType.DEVICE_CODE: given.device,
    }
    grant_types = [grant_type for grant_type, wanted in begins.items() if wanted]
    if not given.service:
        grant_types.append(GrantType.REFRESH_TOKEN)
    method = AuthMethod.NONE if given.public else AuthMethod.CLIENT_SECRET_BASIC
    usual = scopes_for_service(given.role) if given.service else usual_scopes()
    return Registration(
        name=given.name,
        auth_method=method if given.keys is None else AuthMethod.PRIVATE_KEY_JWT,
        grant_types=grant_types,
        scopes=given.scopes or usual,
        redirect_uris=given.redirect_uris,
        post_logout_redirect_uris=given.post_logout_redirect_uris,
        keys=() if given.keys is None else _keys_in(given.keys),
        role=given.role,
    )


def _keys_in(path: Path) -> list[Any]:
    """The keys of a JWKS file, or the one of a file with a single JWK."""
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise _bad(f"{path} cannot be read as JSON.") from error
    keys = read.get("keys", [read]) if isinstance(read, dict) else None
    if not isinstance(keys, list):
        raise _bad(f"{path} holds no JWKS (RFC 7517).")
    return keys


def _bad(message: str) -> "CommandError":
    from api.cli.failing import BAD_INPUT, CommandError

    return CommandError(message, BAD_INPUT)

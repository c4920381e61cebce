"""What a client may be registered as: every rule that needs no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from auth.clients.client_keys import KeyRefused, checked_keys
from auth.clients.redirect_uris import complaint
from auth.documents.clients import AuthMethod, GrantType
from auth.grants import Grant
from auth.roles import SCOPES_OF, Role
from auth.scopes import ALL_SCOPES, IDENTITY_SCOPES, Scope

NEVER_FOR_SERVICES: Final = frozenset({Scope.USERS_MANAGE.value, Scope.CLIENTS_MANAGE.value})
"""Accounts and clients are managed by people, whatever a machine's role is."""
_LONGEST_NAME: Final = 100
_MOST_URIS: Final = 20


class ClientRefused(Exception):
    """A client that cannot be registered, found or changed; the message is one sentence.

    `about` is the part of its registration that is wrong, or `id`.
    """

    def __init__(self, message: str, about: str = "id") -> None:
        self.about = about
        super().__init__(message)


class NoSuchClient(ClientRefused):
    """There is no client with this id."""


@dataclass(frozen=True)
class Registration:
    """What a client is to be; `role` and `grants` are those of its service account."""

    name: str
    auth_method: AuthMethod
    grant_types: Sequence[GrantType]
    scopes: Sequence[str]
    redirect_uris: Sequence[str] = ()
    post_logout_redirect_uris: Sequence[str] = ()
    keys: Sequence[dict[str, Any]] = ()
    role: Role = Role.VIEWER
    grants: Sequence[Grant] = field(default=())


def scopes_for_service(role: Role) -> list[str]:
    """All that a service account of that role can hold, sorted."""
    return sorted({scope.value for scope in SCOPES_OF[role]} - NEVER_FOR_SERVICES)


def usual_scopes() -> list[str]:
    """What a client that people sign in to may ask for when nothing else is said, sorted."""
    return sorted(ALL_SCOPES - NEVER_FOR_SERVICES - {Scope.AUDIT_READ.value})


def checked(wanted: Registration) -> list[dict[str, Any]]:
    """The client's keys as they are stored; raises ClientRefused when a rule is broken."""
    _check_name(wanted.name)
    _check_grant_types(wanted)
    _check_scopes(wanted)
    _check_addresses(wanted)
    if wanted.auth_method is not AuthMethod.PRIVATE_KEY_JWT:
        if wanted.keys:
            raise ClientRefused("Only a client that uses private_key_jwt has keys.", "keys")
        return []
    try:
        return checked_keys(wanted.keys)
    except KeyRefused as error:
        raise ClientRefused(str(error), "keys") from error


def _check_name(name: str) -> None:
    if not name.isprintable() or name != name.strip() or not 1 <= len(name) <= _LONGEST_NAME:
        raise ClientRefused(f"A name is 1 to {_LONGEST_NAME} characters on one line.", "name")


def _check_grant_types(wanted: Registration) -> None:
    grant_types = set(wanted.grant_types)
    if not grant_types - {GrantType.REFRESH_TOKEN}:
        raise ClientRefused(
            "A client needs a grant type to begin with, not refresh_token alone.", "grant_types"
        )
    if GrantType.CLIENT_CREDENTIALS not in grant_types:
        return
    if grant_types != {GrantType.CLIENT_CREDENTIALS}:
        raise ClientRefused(
            "A service account is a client of its own: people do not sign in to it.", "grant_types"
        )
    if wanted.auth_method is AuthMethod.NONE:
        raise ClientRefused(
            "A service account needs a secret or a key: it cannot be public.", "auth_method"
        )


def _check_scopes(wanted: Registration) -> None:
    scopes = set(wanted.scopes)
    if not scopes:
        raise ClientRefused("A client needs at least one scope.", "scopes")
    if unknown := scopes - ALL_SCOPES:
        known = ", ".join(sorted(ALL_SCOPES))
        raise ClientRefused(
            f"There is no scope {sorted(unknown)[0]!r}; there are {known}.", "scopes"
        )
    if GrantType.CLIENT_CREDENTIALS not in wanted.grant_types:
        return
    if never := scopes & NEVER_FOR_SERVICES:
        raise ClientRefused(f"A service account may never hold {sorted(never)[0]}.", "scopes")
    if personal := scopes & IDENTITY_SCOPES:
        raise ClientRefused(
            f"{sorted(personal)[0]} is about people; this is a service account.", "scopes"
        )
    if beyond := scopes - set(scopes_for_service(wanted.role)):
        raise ClientRefused(f"The role {wanted.role} does not hold {sorted(beyond)[0]}.", "scopes")


def _check_addresses(wanted: Registration) -> None:
    native = wanted.auth_method is AuthMethod.NONE
    redirected = GrantType.AUTHORIZATION_CODE in wanted.grant_types
    if redirected and not wanted.redirect_uris:
        raise ClientRefused(
            "A client that people sign in to needs a redirect URI.", "redirect_uris"
        )
    if not redirected and (wanted.redirect_uris or wanted.post_logout_redirect_uris):
        raise ClientRefused(
            "Only a client that people sign in to has redirect URIs.", "redirect_uris"
        )
    for about in ("redirect_uris", "post_logout_redirect_uris"):
        uris: Sequence[str] = getattr(wanted, about)
        if len(uris) > _MOST_URIS:
            raise ClientRefused(f"A client has at most {_MOST_URIS} redirect URIs.", about)
        for uri in uris:
            if wrong := complaint(uri, native=native):
                told = f"The redirect URI {uri!r} cannot be registered: {wrong}."
                raise ClientRefused(told, about)

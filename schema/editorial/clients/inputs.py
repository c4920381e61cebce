"""What is given of a client."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry import UNSET

from auth.clients.registration import Registration, scopes_for_service, usual_scopes
from auth.documents.clients import AuthMethod, GrantType
from auth.roles import Role
from content.values.locales import LocaleConfig
from content.values.problems import Issue, ValidationFailed
from schema.editorial import enums
from schema.editorial.accounts.grants import GrantInput, grants_of
from schema.editorial.scalars import Json


@strawberry.input(
    description="A program that is to ask for tokens. With CLIENT_CREDENTIALS it is a service "
    "account: that is its only grant type, and it alone has a role and grants."
)
class CreateClientInput:
    name: str = strawberry.field(description="What people are shown.")
    grant_types: list[GrantType] = strawberry.field(description="What it exchanges for tokens.")
    auth_method: AuthMethod = strawberry.field(
        default=AuthMethod.CLIENT_SECRET_BASIC, description="How it proves who it is."
    )
    scopes: list[str] | None = strawberry.field(
        default=UNSET, description="What it may ask for; what is usual if absent."
    )
    redirect_uris: list[str] | None = strawberry.field(
        default=UNSET, description="Where people are sent back to, exactly; at most 20."
    )
    post_logout_redirect_uris: list[str] | None = strawberry.field(
        default=UNSET, description="The same after signing out."
    )
    keys: list[Json] | None = strawberry.field(
        default=UNSET, description="Its public keys (JWK), with PRIVATE_KEY_JWT."
    )
    role: enums.AccountRole | None = strawberry.field(
        default=UNSET, description="What its service account may do; VIEWER if absent."
    )
    grants: list[GrantInput] | None = strawberry.field(
        default=UNSET, description="What narrows its service account."
    )


def registration(given: CreateClientInput, locales: LocaleConfig) -> Registration:
    """What the client is to be; raises ValidationFailed."""
    is_service = GrantType.CLIENT_CREDENTIALS in given.grant_types
    issues = list(_complaints(given, is_service))
    if issues:
        raise ValidationFailed(issues)
    role = given.role or Role.VIEWER
    usual = scopes_for_service(role) if is_service else usual_scopes()
    keys: list[Any] = list(given.keys or ())
    return Registration(
        name=given.name,
        auth_method=given.auth_method,
        grant_types=given.grant_types,
        scopes=usual if given.scopes in (None, UNSET) else given.scopes or (),
        redirect_uris=given.redirect_uris or (),
        post_logout_redirect_uris=given.post_logout_redirect_uris or (),
        keys=keys,
        role=role,
        grants=grants_of(given.grants or (), locales),
    )


def _complaints(given: CreateClientInput, is_service: bool) -> Iterator[Issue]:
    for name in () if is_service else ("role", "grants"):
        if getattr(given, name):
            told = "this is for a service account, which has CLIENT_CREDENTIALS"
            yield Issue(path=name, code="INVALID", message=told)
    for place, key in enumerate(given.keys or ()):
        if not isinstance(key, dict):
            yield Issue(path=f"keys.{place}", code="INVALID", message="a JWK is a JSON object")

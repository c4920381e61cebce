"""Who asks, and what they may do."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from auth.policy import Verdict
from auth.principal import Kind, Principal
from schema.editorial import enums
from schema.editorial.context import Info
from schema.editorial.permission import InLocale, Permission, ToDo
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale, Timestamp

Caller = strawberry.Parent[Principal]


def _id(caller: Caller) -> str:
    return caller.name


async def _name(caller: Caller, info: Info) -> str:
    return await info.context.actors.load(caller.name) or caller.id or caller.name


def _scopes(caller: Caller) -> list[str]:
    return sorted(caller.effective_scopes)


def _locales(info: Info) -> list[Locale]:
    return [Locale(each) for each in info.context.installation.locales.all]


def _types(info: Info) -> list[enums.ContentType]:
    return [each for each in enums.ContentType if info.context.within.sees(each)]


def _can(
    info: Info,
    action: ToDo,
    type: Annotated[
        enums.ContentType | None,
        strawberry.argument(description="To what kind of content; any if absent."),
    ] = UNSET,
    locale: InLocale = UNSET,
) -> Verdict:
    return info.verdict(action, type, locale)


@strawberry.type(description="Whoever sent this operation.")
class Viewer:
    id: strawberry.ID = resolved_by(_id, "As history and the audit log have it: `user:usr_…`.")
    kind: Kind = strawberry.field(description="A person, or a service account.")
    name: str = resolved_by(_name, "The name for people.")
    role: enums.AccountRole = strawberry.field(description="What the account is for.")
    scopes: list[str] = resolved_by(
        _scopes, "What both the role and the token hold, such as `content:read`."
    )
    signed_in_at: Timestamp | None = strawberry.field(
        description="When a person last proved who they are; null for a service account."
    )
    locales: list[Locale] = resolved_by(_locales, "The locales configured here, the default first.")
    types: list[enums.ContentType] = resolved_by(_types, "The kinds of content they may see.")
    can: Permission = resolved_by(_can, "Whether they may do something.")

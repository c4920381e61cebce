"""What is given of an account."""

from typing import NamedTuple

import strawberry
from strawberry import UNSET

from auth.grants import Grant
from auth.roles import Role
from content.values.locales import LocaleConfig
from content.values.problems import Issue, ValidationFailed
from schema.editorial import enums
from schema.editorial.accounts.grants import GrantInput, grants_of


@strawberry.input(description="Somebody who gets an account.")
class InviteUserInput:
    email: str = strawberry.field(description="Their e-mail address, which they sign in with.")
    name: str | None = strawberry.field(
        default=UNSET,
        description="What history calls them; by default what the address begins with.",
    )
    role: enums.AccountRole = strawberry.field(description="What the account is for.")
    grants: list[GrantInput] | None = strawberry.field(
        default=UNSET, description="What narrows it; nothing if absent."
    )
    language: str | None = strawberry.field(
        default=UNSET,
        description="The language of the pages they see, such as `de`; by default what their "
        "browser asks for.",
    )


@strawberry.input(description="What changes of an account; what is absent stays as it is.")
class UpdateUserInput:
    name: strawberry.Maybe[str | None] = strawberry.field(description="What history calls them.")
    role: strawberry.Maybe[enums.AccountRole | None] = strawberry.field(
        description="What the account is for. Another one ends everything that is signed in."
    )
    grants: strawberry.Maybe[list[GrantInput] | None] = strawberry.field(
        description="What narrows it from now on, all of it; null or an empty list for nothing. A "
        "change ends everything that is signed in."
    )


class Changes(NamedTuple):
    """What an update gives; None for what stays."""

    name: str | None
    role: Role | None
    grants: list[Grant] | None


def changes(given: UpdateUserInput, locales: LocaleConfig) -> Changes:
    """What changes; raises ValidationFailed, also for null where there is always something."""
    named = {"name": given.name, "role": given.role}
    issues = [
        Issue(path=path, code="REQUIRED", message=f"{path} is always something: say what")
        for path, some in named.items()
        if some and some.value is None
    ]
    if issues:
        raise ValidationFailed(issues)
    return Changes(
        name=given.name.value if given.name else None,
        role=given.role.value if given.role else None,
        grants=grants_of(given.grants.value, locales) if given.grants else None,
    )

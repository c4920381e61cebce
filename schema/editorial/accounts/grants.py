"""Grants: what narrows an account or a service account."""

from collections.abc import Iterator, Sequence
from typing import Final

import strawberry
from strawberry import UNSET

from auth import grants as stored
from content.values.locales import LocaleConfig
from content.values.problems import Issue, ValidationFailed
from schema.editorial import enums
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale

MOST: Final = 10
"""Grants of one account: every token carries them."""
Narrowing = strawberry.Parent[stored.Grant]


def _types(grant: Narrowing) -> list[enums.ContentType] | None:
    return None if grant.types is None else [enums.ContentType(each) for each in grant.types]


@strawberry.type(
    description="Some kinds of content in some locales: with grants, an account changes what one "
    "of them covers and nothing else; without any, whatever its role allows."
)
class Grant:
    types: list[enums.ContentType] | None = resolved_by(
        _types, "The kinds of content; null for all."
    )
    locales: list[Locale] | None = strawberry.field(description="The locales; null for all.")


@strawberry.input(description="Some kinds of content in some locales.")
class GrantInput:
    types: list[enums.ContentType] | None = strawberry.field(
        default=UNSET, description="The kinds of content; all if absent."
    )
    locales: list[Locale] | None = strawberry.field(
        default=UNSET, description="The locales; all if absent."
    )


def grants_of(given: Sequence[GrantInput] | None, locales: LocaleConfig) -> list[stored.Grant]:
    """The grants that are given; raises ValidationFailed for what could never cover anything."""
    given = given or ()
    issues = list(_complaints(given, locales))
    if issues:
        raise ValidationFailed(issues)
    return [stored.Grant(types=_once(each.types), locales=_once(each.locales)) for each in given]


def _once(given: Sequence[str] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(map(str, given))) if given else None


def _complaints(given: Sequence[GrantInput], locales: LocaleConfig) -> Iterator[Issue]:
    if len(given) > MOST:
        yield Issue(path="grants", code="TOO_MANY", message=f"give at most {MOST} grants")
    for index, grant in enumerate(given):
        for name in ("types", "locales"):
            if getattr(grant, name) == []:
                told = f"an empty list covers nothing; leave {name} out for all"
                yield Issue(path=f"grants.{index}.{name}", code="REQUIRED", message=told)
        for place, locale in enumerate(grant.locales or ()):
            if locale not in locales.chains:
                known = ", ".join(locales.all)
                told = f"{locale[:40]!r} is not configured; the locales are {known}"
                path = f"grants.{index}.locales.{place}"
                yield Issue(path=path, code="UNKNOWN_LOCALE", message=told)

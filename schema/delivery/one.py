"""One piece of content, by slug, key or id."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from content import reading
from content.reading import Presented
from schema.delivery.connections.arguments import Key, Locale
from schema.delivery.context import Info
from schema.delivery.variable import VariableInput

Slug = Annotated[
    str, strawberry.argument(description="The last part of the page's address in that locale.")
]
Variables = Annotated[
    list[VariableInput] | None,
    strawberry.argument(description="Values for placeholders, at most 30."),
]
Id = Annotated[strawberry.ID, strawberry.argument(description="An `id` that this API answered.")]
Ids = Annotated[
    list[strawberry.ID],
    strawberry.argument(description="At most 100 `id`s that this API answered."),
]


async def role_page(
    info: Info, slug: Slug, locale: Locale = UNSET, variables: Variables = UNSET
) -> dict[str, Any] | None:
    """The page that answers at a slug, with values bound."""
    values = _values(variables)
    wanted = info.locale(locale)
    found = await reading.role_page(info.context.reader, slug, wanted, values)
    return _told(info, found)


async def job_description(
    info: Info, key: Key, locale: Locale = UNSET, variables: Variables = UNSET
) -> dict[str, Any] | None:
    """The job description with a key, with values bound."""
    values = _values(variables)
    wanted = info.locale(locale)
    found = await reading.by_key(info.context.reader, "JobDescription", key, wanted, values)
    return _told(info, found)


async def role(info: Info, key: Key, locale: Locale = UNSET) -> dict[str, Any] | None:
    """The role with a key."""
    wanted = info.locale(locale)
    return _told(info, await reading.by_key(info.context.reader, "Role", key, wanted))


async def node(info: Info, id: Id) -> dict[str, Any] | None:
    """The content with an id."""
    return await reading.node(info.context.reader, id)


async def nodes(info: Info, ids: Ids) -> list[dict[str, Any] | None]:
    """The content with some ids, in their order."""
    return await reading.nodes(info.context.reader, ids)


async def job_families(info: Info, locale: Locale = UNSET) -> list[dict[str, Any]]:
    """Every job family, by name."""
    return await reading.job_families(info.context.reader, info.locale(locale))


def _values(variables: list[VariableInput] | None) -> dict[str, str] | None:
    if not variables:
        return None
    return reading.check_variables([(variable.name, variable.value) for variable in variables])


def _told(info: Info, found: Presented | None) -> dict[str, Any] | None:
    if found is None:
        return None
    if found.unused:
        info.context.unused_variables.update(dict.fromkeys(found.unused))
    return found.node

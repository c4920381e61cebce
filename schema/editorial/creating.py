"""Creating: one mutation for each content type, made of its input."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import strawberry
from pydantic import ValidationError
from strawberry import UNSET

from auth.policy import Action
from content import editing
from content.values.ids import ContentType, is_id
from content.values.problems import Issue, ValidationFailed
from schema.editorial.arguments import IdempotencyKey
from schema.editorial.context import EditorialContext, Info
from schema.editorial.idempotency import once
from schema.editorial.inputs.patching import new_source
from schema.editorial.inputs.reading import read
from schema.editorial.new_blocks import new_blocks
from schema.editorial.outcomes import outcome
from schema.editorial.paths import issues_of
from schema.editorial.permitting import demand
from schema.editorial.saved import Saved, saved


def creating(content_type: ContentType, input_type: type) -> Callable[..., Awaitable[Any]]:
    """The resolver that makes an entity of that type from that input."""

    async def create(info: Info, input: Any, idempotency_key: IdempotencyKey = UNSET) -> Any:
        work = _create(info, content_type, input, idempotency_key)
        return await outcome(info.context, work)

    told = strawberry.argument(description="What it says.")
    create.__annotations__["input"] = Annotated[input_type, told]
    return create


async def _create(info: Info, content_type: ContentType, input: Any, key: str | None) -> Saved:
    context = info.context
    demand(context, Action.CREATE, content_type)
    again = once(info, key)
    new = await _new_entity(context, content_type, input)
    entity = await editing.create(
        context.installation, new, by=context.principal.name, within=context.within, once=again
    )
    return saved(entity)


async def _new_entity(
    context: EditorialContext, content_type: ContentType, input: Any
) -> editing.NewEntity:
    locales = context.installation.locales
    blocks = getattr(input, "blocks", None)
    made = new_blocks(blocks.value or (), locales) if blocks is not None else None
    data = {
        "type": content_type,
        "key": input.key,
        "source": new_source(content_type, read(input, locales), made),
        "abstract": getattr(input, "abstract", False),
        "home": await _home(context, getattr(input, "home", None)),
    }
    try:
        return editing.NewEntity.model_validate(data)
    except ValidationError as error:
        raise ValidationFailed(issues_of(error, data)) from error


async def _home(context: EditorialContext, given: strawberry.Some[str | None] | None) -> str | None:
    """The home that is given; raises ValidationFailed for one that is not there."""
    home = given.value if given is not None else None
    if home is None or (is_id(home) and await context.entity(home) is not None):
        return home
    told = f"there is no entity {home[:40]}"
    raise ValidationFailed([Issue(path="home", code="UNKNOWN_TARGET", message=told)])

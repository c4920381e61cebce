"""Updating: one mutation for each content type, and those that every type shares."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from auth.policy import Action
from content import drafts, editing, restoring, sharing
from content.values.ids import ContentType
from content.values.operations import Operation
from content.values.permitting import Subject
from content.values.problems import NotFound
from content.values.sources import Composed, Source
from schema.editorial.arguments import ExpectedVersion, Id, IdempotencyKey
from schema.editorial.block_operations import ancestors_of, operations_of, with_operations
from schema.editorial.context import Info
from schema.editorial.entity import Version
from schema.editorial.idempotency import once
from schema.editorial.inputs.operations import BlockOperation
from schema.editorial.inputs.patching import changed_source
from schema.editorial.inputs.reading import Given, read
from schema.editorial.outcomes import outcome
from schema.editorial.permitting import (
    demand,
    demand_for_interviewers,
    demanded,
    permitted,
)
from schema.editorial.saved import Saved, saved

Operations = Annotated[
    list[BlockOperation],
    strawberry.argument(description="The changes, applied in order, all or none."),
]
COMPOSED = (ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION)


def updating(content_type: ContentType, input_type: type) -> Callable[..., Awaitable[Any]]:
    """The resolver that changes an entity of that type by that input."""

    async def update(
        info: Info,
        id: Id,
        expected_version: ExpectedVersion,
        input: Any,
        idempotency_key: IdempotencyKey = UNSET,
    ) -> Any:
        blocks = getattr(input, "blocks", None)
        operations = (blocks.value if blocks is not None else None) or ()
        work = _update(
            info, (content_type,), id, expected_version, input, operations, idempotency_key
        )
        return await outcome(info.context, work, id)

    told = strawberry.argument(description="What is changed; what is absent stays.")
    update.__annotations__["input"] = Annotated[input_type, told]
    return update


async def edit_blocks(
    info: Info,
    id: Id,
    expected_version: ExpectedVersion,
    operations: Operations,
    idempotency_key: IdempotencyKey = UNSET,
) -> Any:
    """Changes the blocks of a page or a job description."""
    work = _update(info, COMPOSED, id, expected_version, None, operations, idempotency_key)
    return await outcome(info.context, work, id)


async def _update(
    info: Info,
    types: Sequence[ContentType],
    entity_id: str,
    expected_version: int,
    input: Any,
    operations: Sequence[BlockOperation],
    key: str | None,
) -> Saved:
    context = info.context
    locales = context.installation.locales
    permit = permitted(context, Action.UPDATE, entity_id)
    ancestors: Mapping[str, Composed] = {}
    given = Given()
    asked: list[Operation] = []

    def begin(subject: Subject) -> None:
        nonlocal given, asked
        permit(subject)
        if subject.type not in types:
            raise NotFound(f"{subject.key} is a {subject.type.lower().replace('_', ' ')}")
        given = read(input, locales) if input is not None else Given()
        demand_for_interviewers(context, given)
        asked = operations_of(operations, locales)

    def change(source: Source) -> Source:
        changed = changed_source(source, given) if given else source
        return with_operations(changed, asked, ancestors) if asked else changed

    if operations:
        entity = await drafts.get(context.installation, entity_id)
        begin(entity)
        ancestors = await ancestors_of(context, entity.source, given)
    done = await editing.update(
        context.installation,
        entity_id,
        change,
        expected_version=expected_version,
        by=context.principal.name,
        within=context.within,
        permit=begin,
        once=once(info, key),
    )
    return saved(done.entity, done.merged_paths)


async def share(
    info: Info, id: Id, expected_version: ExpectedVersion, idempotency_key: IdempotencyKey = UNSET
) -> Any:
    """Makes a part that belongs to one page everybody's."""
    return await outcome(info.context, _share(info, id, expected_version, idempotency_key), id)


async def _share(info: Info, entity_id: str, expected_version: int, key: str | None) -> Saved:
    context = info.context
    await demanded(context, Action.SHARE, entity_id)
    shared = await sharing.share(
        context.installation,
        entity_id,
        expected_version=expected_version,
        by=context.principal.name,
        within=context.within,
        once=once(info, key),
    )
    return saved(shared)


async def restore_revision(
    info: Info,
    id: Id,
    version: Version,
    expected_version: ExpectedVersion,
    idempotency_key: IdempotencyKey = UNSET,
) -> Any:
    """Saves again what an older revision said."""
    work = _restore_revision(info, id, version, expected_version, idempotency_key)
    return await outcome(info.context, work, id)


async def _restore_revision(
    info: Info, entity_id: str, version: int, expected_version: int, key: str | None
) -> Saved:
    context = info.context
    entity = await demanded(context, Action.RESTORE_REVISION, entity_id)
    if entity.type is ContentType.INTERVIEW_QUESTION:
        demand(context, Action.READ_INTERVIEWER_FIELDS, entity.type)
    done = await restoring.restore_revision(
        context.installation,
        entity_id,
        version,
        expected_version=expected_version,
        by=context.principal.name,
        within=context.within,
        once=once(info, key),
    )
    return saved(done.entity, done.merged_paths)

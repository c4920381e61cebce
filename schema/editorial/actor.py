"""Who did something."""

import strawberry

from auth.principal import Kind
from schema.editorial.context import Info
from schema.editorial.resolving import resolved_by

Name = strawberry.Parent[str]
"""A principal's name, such as `user:usr_01J…`: what history keeps and actors are resolved from."""


def _id(principal: Name) -> str:
    return principal


def _kind(principal: Name) -> Kind | None:
    kind = principal.partition(":")[0]
    return Kind(kind) if kind in set(Kind) else None


async def _name(principal: Name, info: Info) -> str:
    found = await info.context.actors.load(principal)
    return found or principal.partition(":")[2] or principal


@strawberry.type(description="A person, a service account or a command that did something.")
class Actor:
    id: strawberry.ID = resolved_by(_id, "As history and the audit log have it: `user:usr_…`.")
    kind: Kind | None = resolved_by(_kind, "What it is; null for what a program stored itself.")
    name: str = resolved_by(_name, "Its name for people; what its id says where it has none.")

"""What an editor should know of a draft."""

import strawberry

from content.values import problems
from schema.editorial.enums import Severity
from schema.editorial.paths import sdl_path
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale

Found = strawberry.Parent[problems.Issue]


def _path(issue: Found) -> str:
    return sdl_path(issue.path)


@strawberry.type(description="One thing an editor should know.")
class Issue:
    path: str = resolved_by(
        _path, "Where it is: dotted, items by id, such as `blocks.why.items.u1`."
    )
    code: str = strawberry.field(description="What it is, for programs.")
    message: str = strawberry.field(description="What it is, for people.")
    severity: Severity = strawberry.field(description="Whether it keeps from publishing.")
    locale: Locale | None = strawberry.field(description="The locale it is about; null for all.")

"""What answers at an address."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from content import reading
from content.reading import Presented
from schema.delivery.connections.arguments import Locale
from schema.delivery.context import Info
from schema.delivery.role_page import RolePage
from schema.delivery.scalars import Locale as LocaleTag

Path = Annotated[
    str,
    strawberry.argument(
        description="A slug, or a path or URL of the shape that role pages have here."
    ),
]


@strawberry.type(description="Where the page at an old or foreign address is read now.")
class Redirect:
    path: str = strawberry.field(description="The path to go to, with its query.")
    slug: str = strawberry.field(description="The page's slug there.")
    url: str = strawberry.field(description="The whole address to go to.")
    locale: LocaleTag = strawberry.field(description="The locale it is for.")
    permanent: bool = strawberry.field(
        description="True if the slug was once the page's own in this locale (301), "
        "false if it is another locale's (302)."
    )

    @classmethod
    def is_type_of(cls, value: Any, _info: object) -> bool:
        """Whether a path was resolved to a redirect."""
        return isinstance(value, reading.Redirect)


PathResult = Annotated[
    RolePage | Redirect,
    strawberry.union("PathResult", description="What answers at an address."),
]


async def resolve_path(
    info: Info, path: Path, locale: Locale = UNSET
) -> dict[str, Any] | reading.Redirect | None:
    """The page at an address, or where it is now."""
    wanted = None if locale is None or locale is UNSET else info.locale(locale)
    found = await reading.resolve_path(info.context.reader, path, wanted)
    return found.node if isinstance(found, Presented) else found

"""Reading `--grant TYPE:LOCALE`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from auth.grants import Grant
    from content.values.locales import LocaleConfig

_ANY: Final = "*"

Grants = Annotated[
    list[str] | None,
    typer.Option(
        "--grant",
        metavar="TYPE:LOCALE",
        help="Only these may be changed, such as ROLE_PAGE:de or *:de; may be given again",
    ),
]


def grants_from(texts: Sequence[str] | None, locales: "LocaleConfig") -> "tuple[Grant, ...]":
    """The grants; `*` stands for every type or locale. Raises CommandError naming what is wrong."""
    from api.cli.failing import BAD_INPUT, CommandError
    from auth.grants import Grant
    from content.values.ids import ContentType

    grants = []
    for text in texts or ():
        content_type, _, locale = text.partition(":")
        if content_type != _ANY and content_type not in set(ContentType):
            known = ", ".join(ContentType)
            raise CommandError(f"--grant {text}: the type is one of {known} or *.", BAD_INPUT)
        if locale != _ANY and locale not in locales.all:
            known = ", ".join(locales.all)
            raise CommandError(f"--grant {text}: the locale is one of {known} or *.", BAD_INPUT)
        grants.append(
            Grant(
                types=None if content_type == _ANY else (content_type,),
                locales=None if locale == _ANY else (locale,),
            )
        )
    return tuple(grants)

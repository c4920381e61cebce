"""The arguments that mutations share, described once."""

from typing import Annotated, TypeAlias

import strawberry

from content.values.users_fate import UsersFate
from schema.editorial.scalars import Locale

strawberry.enum(
    UsersFate,
    description="What becomes of those who cannot do without it. REFUSE: nothing is done, and they "
    "are named. WITHDRAW: they are unpublished with it. FLATTEN: they get copies of their own.",
)

Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The entity's id.")]
ExpectedVersion: TypeAlias = Annotated[
    int, strawberry.argument(description="The version it is made against, as it was read.")
]
IdempotencyKey: TypeAlias = Annotated[
    str | None,
    strawberry.argument(
        description="A name of this request, 1 to 200 characters: sent again within 24 hours with "
        "the same arguments, it changes nothing more and gets the first answer."
    ),
]
Locales: TypeAlias = Annotated[list[Locale], strawberry.argument(description="In which locales.")]
Users: TypeAlias = Annotated[
    UsersFate,
    strawberry.argument(description="What becomes of those who cannot do without it."),
]
DryRun: TypeAlias = Annotated[
    bool, strawberry.argument(description="Whether only to tell what it would change.")
]

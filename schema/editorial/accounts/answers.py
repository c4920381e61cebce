"""What changes of accounts answer."""

from typing import Annotated, Any

import strawberry

from auth.accounts.inviting import Offered
from auth.documents import accounts as stored
from schema.editorial.accounts.user import User
from schema.editorial.problems import (
    ForbiddenProblem,
    LastAdminProblem,
    NotFoundProblem,
    SignInNotRecentProblem,
    ValidationProblem,
)
from schema.editorial.scalars import Timestamp


@strawberry.type(description="It is done.")
class UserChanged:
    user: User = strawberry.field(description="The account as it is now.")


@strawberry.type(
    description="A link with which somebody chooses their password. No mail is sent: hand it over. "
    "It works once, and is shown this once."
)
class UserLink:
    user: User = strawberry.field(description="The account it is for.")
    link: str = strawberry.field(description="The address to open. Whoever has it is them.")
    expires_at: Timestamp = strawberry.field(description="Until when it works.")


UserResult = Annotated[
    UserChanged
    | ValidationProblem
    | NotFoundProblem
    | ForbiddenProblem
    | LastAdminProblem
    | SignInNotRecentProblem,
    strawberry.union("UserResult", description="What a change of an account answers."),
]
UserLinkResult = Annotated[
    UserLink | ValidationProblem | NotFoundProblem | ForbiddenProblem | SignInNotRecentProblem,
    strawberry.union("UserLinkResult", description="What an invitation or a reset answers."),
]


def changed(user: stored.User) -> UserChanged:
    """The answer of a change; the stored account stands for the GraphQL one."""
    now: Any = user
    return UserChanged(user=now)


def offered(done: Offered) -> UserLink:
    """The answer that shows a link."""
    user: Any = done.user
    return UserLink(user=user, link=done.link, expires_at=Timestamp(done.expires_at))

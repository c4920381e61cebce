"""That there is always an admin who can sign in."""

from typing import Final

from auth.documents.accounts import User
from auth.roles import Role
from auth.store import Session, claim

_TOUCHED: Final = "relied_on"
"""A field that nobody reads: writing to it is what makes two transactions collide."""


def is_active_admin(user: User) -> bool:
    """Whether they can manage accounts."""
    return user.role is Role.ADMIN and not user.disabled


async def another_stays(user_id: str, session: Session) -> bool:
    """Whether there is an active admin besides this one, who stays so until the session commits.

    The other one is written to: of two who bar each other at the same moment one begins again,
    and finds that there is nobody else.
    """
    other = {"_id": {"$ne": user_id}, "role": Role.ADMIN.value, "disabled": False}
    return await claim(User, other, {"$inc": {_TOUCHED: 1}}, session=session) is not None

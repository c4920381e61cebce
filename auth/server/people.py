"""People in whose name tokens are issued."""

from datetime import datetime

from auth.directory import Directory
from auth.documents.accounts import User
from auth.store import find


async def person(_directory: Directory, user_id: str, signed_in_at: datetime) -> User | None:
    """The account, unless it is disabled or was changed since that sign-in, which voids it."""
    user = await find(User, {"_id": user_id, "disabled": False})
    if user is None or signed_in_at < user.changed_at:
        return None
    return user

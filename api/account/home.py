"""/account/ and /account/forgot"""

from starlette.responses import Response

from api.account.view import signed_in_only, view
from api.account.visitor import Visitor

_NOTICES = {"password-changed": "password_changed", "welcome": "welcome"}


@view
@signed_in_only
async def home_page(visitor: Visitor) -> Response:
    """Who is signed in, and what they can do about it."""
    named = _NOTICES.get(visitor.request.query_params.get("notice", ""))
    return visitor.shown("home", notice=named and getattr(visitor.texts, named))


@view
async def forgot_page(visitor: Visitor) -> Response:
    """Whom to ask; the same for everybody, so that it tells nothing about who has an account."""
    return visitor.shown("forgot")

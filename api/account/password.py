"""/account/password"""

from starlette.responses import Response

from api.account.new_password import chosen
from api.account.view import signed_in_only, view
from api.account.visitor import Visitor
from auth.signing_in.changing_password import WrongPassword, change_password
from auth.signing_in.passwords import UnusablePassword
from auth.signing_in.sign_in import enter
from auth.signing_in.throttling import Throttled


@view
@signed_in_only
async def password_page(visitor: Visitor) -> Response:
    """The form to change one's password, and what it posts."""
    assert visitor.signed_in is not None  # signed_in_only has seen to it
    if visitor.request.method == "GET":
        return visitor.shown("password")
    form, texts, errors = await visitor.form(), visitor.texts, dict[str, str]()
    if not form.get("current"):
        errors["current"] = texts.password_missing
    new = chosen(form, texts, errors)
    if errors:
        return visitor.shown("password", status=400, errors=errors)
    try:
        user = await change_password(
            visitor.directory, visitor.signed_in.user, current=form["current"], new=new
        )
    except UnusablePassword:
        errors["current"] = texts.password_not_text
        return visitor.shown("password", status=400, errors=errors)
    except WrongPassword:
        errors["current"] = texts.password_wrong
        return visitor.shown("password", status=400, errors=errors)
    except Throttled as throttled:
        errors["current"] = texts.throttled.format(seconds=throttled.seconds)
        response = visitor.shown("password", status=429, errors=errors)
        response.headers["Retry-After"] = str(throttled.seconds)
        return response
    entered = await enter(visitor.directory, user, before=None, device=visitor.device_cookie)
    return visitor.let_in(entered, "/account/?notice=password-changed")

"""/account/sign-out"""

from starlette.responses import Response

from api import cookies
from api.account.view import view
from api.account.visitor import Visitor
from auth.directory import Deed
from auth.signing_in.ending import end_everything, end_session


@view
async def sign_out_page(visitor: Visitor) -> Response:
    """Asks whether to sign out; does it when the form says so, here or everywhere."""
    if visitor.signed_in is None:
        return visitor.led("/account/sign-in?notice=signed-out")
    if visitor.request.method == "GET":
        return visitor.shown("sign_out")
    form = await visitor.form()
    session, user = visitor.signed_in
    if form.get("everywhere"):
        await end_everything(visitor.directory, user.id)
        details = {"everywhere": True}
        await visitor.directory.record(Deed("session.ended", f"user:{user.id}", user.id, details))
    else:
        await end_session(visitor.directory, session)
    response = visitor.led("/account/sign-in?notice=signed-out")
    cookies.clear_cookie(response, visitor.settings, cookies.ACCOUNT, "lax")
    return response

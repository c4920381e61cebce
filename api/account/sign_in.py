"""/account/sign-in"""

from starlette.responses import Response

from api.account.leading import login_hint, next_path, origin_after
from api.account.view import view
from api.account.visitor import Visitor
from auth.signing_in.passwords import UnusablePassword
from auth.signing_in.sign_in import WrongCredentials, enter, sign_in
from auth.signing_in.throttling import Throttled

# RFC 9110 section 15.5.2 wants a challenge with every 401; no browser asks for a password at this.
_CHALLENGE = 'Cookie realm="Rolebook", form-action="/account/sign-in"'


@view
async def sign_in_page(visitor: Visitor) -> Response:
    """The form, and what it posts."""
    if visitor.request.method == "POST":
        return await _posted(visitor)
    query = visitor.request.query_params
    if visitor.signed_in is not None and "next" not in query:
        return visitor.led("/account/")
    going = next_path(query.get("next"))
    notice = visitor.texts.signed_out if query.get("notice") == "signed-out" else None
    email = login_hint(going)
    if visitor.signed_in is not None:
        email = visitor.signed_in.user.email
        notice = visitor.texts.sign_in_again.format(email=email)
    return await _form(visitor, email=email, going=going, notice=notice)


async def _posted(visitor: Visitor) -> Response:
    form, texts = await visitor.form(as_stranger=True), visitor.texts
    email, password = form.get("email", "").strip(), form.get("password", "")
    going = next_path(form.get("next"))
    errors = {}
    if not email:
        errors["email"] = texts.email_missing
    if not password:
        errors["password"] = texts.password_missing
    if errors:
        return await _form(visitor, email=email, going=going, errors=errors, status=400)
    try:
        user = await sign_in(
            visitor.directory,
            email=email,
            password=password,
            address=visitor.address,
            device=visitor.device_cookie,
        )
    except UnusablePassword:
        errors = {"password": texts.password_not_text}
        return await _form(visitor, email=email, going=going, errors=errors, status=400)
    except WrongCredentials:
        errors = {"password": texts.wrong}
        response = await _form(visitor, email=email, going=going, errors=errors, status=401)
        response.headers["WWW-Authenticate"] = _CHALLENGE
        return response
    except Throttled as throttled:
        errors = {"password": texts.throttled.format(seconds=throttled.seconds)}
        response = await _form(visitor, email=email, going=going, errors=errors, status=429)
        response.headers["Retry-After"] = str(throttled.seconds)
        return response
    entered = await enter(
        visitor.directory, user, before=visitor.account_cookie, device=visitor.device_cookie
    )
    return visitor.let_in(entered, going)


async def _form(
    visitor: Visitor,
    *,
    email: str,
    going: str,
    errors: dict[str, str] | None = None,
    notice: str | None = None,
    status: int = 200,
) -> Response:
    return visitor.shown(
        "sign_in",
        status=status,
        leads_to=await origin_after(visitor.directory, going),
        token=visitor.stranger_token,
        email=email,
        next=going,
        errors=errors or {},
        notice=notice,
        issuers=getattr(visitor.settings, "trusted_issuers", ()),
    )

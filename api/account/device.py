"""/account/device: a person says whether a terminal may come in (RFC 8628 section 3.3)."""

from starlette.responses import Response

from api.account.view import signed_in_only, view
from api.account.visitor import Visitor
from auth.server.device import DeviceRequest, approve, deny, lookup
from auth.signing_in.throttling import Throttled

_LONGEST_CODE = 32


@view
@signed_in_only
async def device_page(visitor: Visitor) -> Response:
    """The field for the code, then what is asked for, then what became of it."""
    try:
        if visitor.request.method == "POST":
            return await _answered(visitor)
        return await _asked(visitor)
    except Throttled as throttled:
        told = visitor.texts.throttled.format(seconds=throttled.seconds)
        response = _field(visitor, 429, told)
        response.headers["Retry-After"] = str(throttled.seconds)
        return response


async def _asked(visitor: Visitor) -> Response:
    assert visitor.signed_in is not None  # signed_in_only has seen to it
    query = visitor.request.query_params
    if (done := query.get("done")) in ("allowed", "denied"):
        return visitor.shown("device_done", done=done)
    typed = query.get("user_code", "")[:_LONGEST_CODE]
    if not typed:
        return _field(visitor)
    waiting = await lookup(visitor.directory, typed, visitor.signed_in.user)
    if waiting is None:
        return _field(visitor, 404, visitor.texts.device_code_unknown, typed)
    return _question(visitor, waiting)


async def _answered(visitor: Visitor) -> Response:
    assert visitor.signed_in is not None
    session, user = visitor.signed_in
    form = await visitor.form()
    typed, allowed = form.get("user_code", ""), form.get("decision") == "allow"
    if allowed:
        answered = await approve(visitor.directory, typed, user, session)
    else:
        answered = await deny(visitor.directory, typed, user)
    if not answered:
        return _field(visitor, 404, visitor.texts.device_code_unknown)
    return visitor.led(f"/account/device?done={'allowed' if allowed else 'denied'}")


def _field(visitor: Visitor, status: int = 200, wrong: str = "", typed: str = "") -> Response:
    errors = {"user_code": wrong} if wrong else {}
    return visitor.shown("device", status=status, errors=errors, user_code=typed)


def _question(visitor: Visitor, waiting: DeviceRequest) -> Response:
    return visitor.shown(
        "device_question",
        client=waiting.client.name,
        scopes=waiting.scopes,
        user_code=waiting.user_code,
    )

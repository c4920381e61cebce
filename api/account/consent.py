"""/account/consent"""

from urllib.parse import urlsplit

from starlette.responses import Response

from api.account.leading import AUTHORIZE, other_origin
from api.account.view import problem, view
from api.account.visitor import Visitor
from api.oauth.error_page import error_page
from api.oauth.parameters import parameters
from auth.server import authorization
from auth.server.errors import OAuthRefusal
from auth.signing_in.local_paths import local_path


@view
async def consent_page(visitor: Visitor) -> Response:
    """Asks whether a client may act for whoever is signed in; the answer goes on its way."""
    form = await visitor.form() if visitor.request.method == "POST" else None
    given = visitor.request.query_params if form is None else form
    going = local_path(given.get("next"))
    parts = urlsplit(going)
    if parts.path != AUTHORIZE:
        return problem(visitor, "not_found", 404)
    if visitor.signed_in is None:  # the authorization endpoint knows what is missing
        return visitor.led(going)
    user = visitor.signed_in.user
    try:
        asked = parameters(parts.query.encode())
        if form is not None:
            allowed = form.get("decision") == "allow"
            return visitor.led(
                await authorization.complete(visitor.directory, asked, user, allowed=allowed)
            )
        question = await authorization.question(visitor.directory, asked, user)
    except OAuthRefusal as refused:
        return error_page(visitor.request, refused)
    leads_to = urlsplit(asked["redirect_uri"])
    return visitor.shown(
        "consent",
        leads_to=await other_origin(visitor.directory, parts.query),
        client=question.client.name,
        scopes=question.scopes,
        host=leads_to.netloc or leads_to.scheme,
        next=going,
    )

"""`GET /session/me`: who is signed in, and the token their pages must send along to act."""

from starlette.requests import Request
from starlette.responses import Response

from api.cookies import ADMIN, read_cookie
from api.session.answers import answer, refusing
from api.session.calling import demand_same_origin, principal_of_session, session_of
from api.state import directory_of, settings_of
from auth import accounts
from auth.admin_sessions.sessions import csrf_token
from auth.lifetimes import SESSION


@refusing
async def me(request: Request) -> Response:
    """200 with facts about the viewer, 401 when nobody is signed in."""
    demand_same_origin(request)
    directory = directory_of(request)
    session = await session_of(request)
    principal = await principal_of_session(directory, session)
    user = await accounts.get(directory, session.user)
    assert user is not None  # accounts are never deleted
    secret = read_cookie(request, settings_of(request), ADMIN) or ""
    return answer(
        {
            "user": {
                "id": user.id,
                "name": user.name,
                "email": user.email,
                "language": user.language,
            },
            "role": principal.role.value,
            "scopes": sorted(principal.effective_scopes),
            "grants": [grant.model_dump(mode="json") for grant in principal.grants],
            "issuer": session.issuer,
            "signedInAt": session.signed_in_at.isoformat(),
            "expiresAt": min(session.expires_at, session.created_at + SESSION).isoformat(),
            "csrfToken": csrf_token(secret),
        }
    )

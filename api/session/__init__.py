"""The admin's backend for frontend: tokens stay here, the browser has a cookie."""

from starlette.routing import BaseRoute, Route

from api.session.backchannel import backchannel
from api.session.callback import callback
from api.session.login import login
from api.session.logout import logout, sign_out_everywhere
from api.session.me import me

routes: list[BaseRoute] = [
    Route("/session/login", login),
    Route("/session/callback/{issuer}", callback),
    Route("/session/me", me),
    Route("/session/logout", logout, methods=["POST"]),
    Route("/session/sign-out-everywhere", sign_out_everywhere, methods=["POST"]),
    Route("/session/backchannel/{issuer}", backchannel, methods=["POST"]),
]
"""Every path of this package, for the route table in `api.app`."""

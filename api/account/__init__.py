"""Sign-in, consent and password pages: server-rendered, without JavaScript."""

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
"""Every path of this package, for the route table in `api.app`."""

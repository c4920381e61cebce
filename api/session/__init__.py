"""The admin's backend for frontend: tokens stay here, the browser has a cookie."""

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
"""Every path of this package, for the route table in `api.app`."""

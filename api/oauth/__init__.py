"""The authorization server's endpoints and metadata."""

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
"""Every path of this package, for the route table in `api.app`."""

"""The composition root: which path leads where."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api import account, oauth, session
from api.errors import refused, unavailable, unexpected
from api.every_request import EveryRequest
from api.health import livez, readyz
from api.hosts import KnownHosts
from api.lifespan import Opening, lifespan, serving
from api.root_page import root_page
from api.settings import Settings
from content.store import NOT_NOW


class App(Starlette):
    """Starlette, with our outermost layer around its own."""

    def build_middleware_stack(self) -> ASGIApp:
        """What every request and the lifespan go through."""
        return EveryRequest(KnownHosts(super().build_middleware_stack()))


def create_app(settings: Settings, opening: Opening = serving) -> App:
    """Everything that answers HTTP; `opening` gives the installation it answers from."""
    return App(
        routes=[
            Route("/", root_page),
            Route("/graphql", _across_origins(_Delivery(), settings.allowed_origins)),
            Route("/graphql/{file:path}", _Delivery()),
            Route("/editor/graphql", _for_editors(_Editor(), ())),
            *oauth.routes,
            *account.routes,
            *session.routes,
            Route("/livez", livez),
            Route("/readyz", readyz),
        ],
        lifespan=lifespan(settings, opening),
        exception_handlers={
            HTTPException: refused,
            **dict.fromkeys(NOT_NOW, unavailable),
            Exception: unexpected,
        },
    )


class _Delivery:
    """The delivery API, made when the installation was opened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.delivery(scope, receive, send)


class _Editor:
    """The editorial API, made when the installation was opened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.editor(scope, receive, send)


def _for_editors(app: ASGIApp, origins: tuple[str, ...]) -> ASGIApp:
    """Only pages of these origins may send a token; no page of another origin sends cookies."""
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=("Retry-After", "WWW-Authenticate", "X-Request-Id"),
        max_age=86_400,
    )


def _across_origins(app: ASGIApp, origins: tuple[str, ...]) -> ASGIApp:
    """Published content is for every reader: other sites' pages may ask, without credentials."""
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=("*",),
        expose_headers=("ETag", "Retry-After", "X-Request-Id"),
        max_age=86_400,
    )

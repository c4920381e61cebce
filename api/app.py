"""The composition root: which path leads where."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from api import account, oauth, session
from api.delivery.front import DeliveryFront
from api.delivery.origins import AcrossOrigins
from api.errors import refused, unavailable, unexpected
from api.every_request import EveryRequest
from api.health import livez, readyz
from api.hosts import KnownHosts
from api.lifespan import Opening, lifespan, serving
from api.load import Load
from api.metrics.collecting import Collector
from api.metrics.measures import Measures
from api.metrics.sharing import Shared
from api.metrics.view import metrics
from api.pages import robots, style
from api.root_page import root_page
from api.settings import Settings
from content.store import NOT_NOW


class App(Starlette):
    """Starlette, with our outermost layers around its own."""

    def build_middleware_stack(self) -> ASGIApp:
        """What every request and the lifespan go through."""
        return DeliveryFront(EveryRequest(KnownHosts(super().build_middleware_stack())))


def create_app(settings: Settings, opening: Opening = serving) -> App:
    """Everything that answers HTTP; `opening` gives the installation it answers from."""
    app = App(
        routes=[
            Route("/", root_page),
            Route("/graphql", AcrossOrigins(_Delivery(), settings.allowed_origins)),
            Route("/graphql/{file:path}", _Delivery()),
            Route("/pages/style.css", style),
            *(
                Route(path, AcrossOrigins(_Pages(), settings.allowed_origins))
                for path in ("/pages/{name}", "/sitemap.xml", "/feed.xml")
            ),
            Route("/robots.txt", robots),
            Route("/editor/graphql", _for_editors(_Editor(), ())),
            WebSocketRoute("/editor/graphql", _Editor()),
            *oauth.routes,
            *account.routes,
            *session.routes,
            Route("/livez", livez),
            Route("/readyz", readyz),
            Route("/metrics", metrics),
        ],
        lifespan=lifespan(settings, opening),
        exception_handlers={
            HTTPException: refused,
            **dict.fromkeys(NOT_NOW, unavailable),
            Exception: unexpected,
        },
    )
    app.state.load = Load()
    app.state.measures = Measures()
    app.state.metrics = Shared(Collector(app.state))
    return app


class _Delivery:
    """The delivery API, made when the installation was opened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.delivery(scope, receive, send)


class _Pages:
    """The simple forms, made when the installation was opened."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.pages(scope, receive, send)


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

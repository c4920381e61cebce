"""`/graphql`: the delivery API, anonymous, by GET and POST, and GraphiQL for a browser."""

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from api.delivery.answered import Answered
from api.delivery.asking import Asking, asking
from api.delivery.at_once import BEGUN, AtOnce
from api.delivery.cache import ResponseCache
from api.delivery.computing import Computing, Work
from api.delivery.documents import Documents
from api.delivery.fields import kept_fields
from api.delivery.keeping import Keeping
from api.delivery.refusing import refused, told
from api.graphiql import asset, page
from api.graphql_over_http import Refused, not_by_get
from api.load import Allowance
from api.media_types import wants_html
from api.metrics.measures import UNNAMED, Measures, about
from api.rate_limits import RateLimits
from api.running_operations import ClientGone
from api.settings import Settings
from content.installation import Installation
from content.reading import CursorSeal
from schema.delivery.answering import Refusal
from schema.execution import NotAQuery


class DeliveryApp:
    """The ASGI application of `/graphql` and of GraphiQL's files below it."""

    def __init__(
        self,
        keeping: Keeping,
        computing: Computing,
        documents: Documents,
        limits: RateLimits,
        allowance: Allowance,
        at_once: AtOnce,
        *,
        graphiql: bool,
    ) -> None:
        self.at_once = at_once
        """What the fronts ask before a request gets here."""
        self._keeping, self._computing, self._documents = keeping, computing, documents
        self._limits, self._allowance = limits, allowance
        self._graphiql = graphiql

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive)
        if self._graphiql and request.method in ("GET", "HEAD"):
            path = request.scope["path"]
            shown = asset(path)
            if shown is None and not request.path_params.get("file"):
                shown = page(path) if wants_html(request.headers.get("accept")) else None
            if shown is not None:
                await shown(scope, receive, send)
                return
        answered = await self._answered(request)
        if answered is not None:
            await answered.send(send)

    async def _answered(self, request: Request) -> Answered | None:
        try:
            asked = await asking(request)
            return await self._answer(asked)
        except NotAQuery as error:
            return refused(not_by_get(error))
        except Refused as error:
            return refused(error)
        except ClientGone:
            return None

    async def _answer(self, asked: Asking) -> Answered:
        keeping, computing = self._keeping, self._computing
        kept = None if asked.wants_cost else await keeping.kept(asked)
        if kept is not None:
            return kept
        work: Work | None = asked.request.scope.get(BEGUN)
        if work is None:
            await self._allowance.turn()
            try:
                work = self._work(asked)
            except Refusal as refusal:
                return told(refusal.outcome, asked.media_type)
        if asked.wants_cost:
            return await keeping.made_for_one(asked, lambda: computing.make_with_cost(work))
        known = await keeping.known(asked, work.key)
        if known is not None:
            return known
        about(asked.request.scope).operation = work.operation.name or UNNAMED
        return await keeping.made(asked, work.key, lambda: computing.make(work))

    def _work(self, asked: Asking) -> Work:
        sent = asked.sent()
        text = self._documents.text_of(sent)
        prepared = self._documents.prepared(text)
        operation = prepared.operation(sent.name, only_queries=not asked.is_post)
        variables = operation.variables(sent.variables)
        is_new = self._documents.is_new(sent, text)
        if is_new and self._limits.may_register(asked.request.scope):
            self._documents.register(text)
        return Work(operation, variables, asked.media_type)


def response_cache(installation: Installation, settings: Settings) -> ResponseCache:
    """A cache of answers that hears what changes in the installation.

    It keeps nothing before news are followed: what others publish would not be heard.
    """
    responses = ResponseCache(settings.cache_megabytes)
    if not installation.news.is_current:
        responses.lost()
    installation.news.listen(responses)
    installation.withdrawn.listen(responses.withdrawn)
    return responses


def delivery_app(
    installation: Installation,
    responses: ResponseCache,
    limits: RateLimits,
    allowance: Allowance,
    settings: Settings,
    cursor_key: bytes,
    measures: Measures,
) -> DeliveryApp:
    """The application to put at `/graphql`, and at `/graphql/…` for GraphiQL's files.

    `cursor_key` seals cursors: at least 32 secret bytes, the same in every process. GraphiQL is
    of no use, and not shown, where only trusted documents run.
    """
    computing = Computing(installation, CursorSeal(cursor_key), kept_fields(settings))
    documents = Documents(settings.trusted_documents, only_trusted=settings.safelist_only)
    return DeliveryApp(
        Keeping(installation.store, responses, limits, allowance),
        computing,
        documents,
        limits,
        allowance,
        AtOnce(computing, documents, responses, limits, allowance, measures),
        graphiql=not settings.safelist_only,
    )

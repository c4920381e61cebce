"""What is at hand is answered by the fronts themselves, as the view would answer it."""

from dataclasses import dataclass

import httpx
import orjson
import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.delivery.at_once import Question
from api.delivery.cache import ResponseCache, raw_key
from api.delivery.computing import Work
from api.delivery.entry import Entry
from api.delivery.front import DeliveryFront
from api.delivery.view import DeliveryApp, delivery_app, response_cache
from api.load import Load
from api.metrics.measures import Measures
from api.protocol.front import RolebookProtocol
from api.rate_limits import RateLimits
from api.settings import read_settings
from content.catalogue import build
from content.installation import Installation
from tests.api.delivery.conftest import PAGE
from tests.api.delivery.test_fronts import Fronted
from tests.api.protocol.connecting import Heard, Outer, connected, settle
from tests.schema.conftest import KEY

ADDRESS = "203.0.113.9"

pytestmark = pytest.mark.usefixtures("heard", "library")


@dataclass
class Front:
    """What is asked before the view, the view, and what it keeps."""

    view: DeliveryApp
    responses: ResponseCache
    measures: Measures

    async def asked(self, query: str = PAGE, **variables: object) -> bytes:
        """The body of the view's own answer to a POST, of which nothing is kept then."""
        transport = httpx.ASGITransport(self.view, client=(ADDRESS, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            headers = {"content-type": "application/json", "accept-encoding": "identity"}
            content = body(query, **variables)
            told = await client.post("/graphql", content=content, headers=headers)
        self.responses.everything_changed()
        return told.content

    def at_once(self, query: str = PAGE, **variables: object) -> Entry | Work | None:
        """What is answered at once, to somebody from somewhere else."""
        content = body(query, **variables)
        key = raw_key(b"POST", b"json", content)
        return self.view.at_once.answer(Question(key, True, content, b"json", lambda: ADDRESS))


def body(query: str, **variables: object) -> bytes:
    """What is posted."""
    return orjson.dumps({"query": query, "variables": variables})


def made(installation: Installation, **settings: str) -> Front:
    """A view of its own."""
    chosen = read_settings(**settings)
    responses, measures = response_cache(installation, chosen), Measures()
    limits, load = RateLimits(chosen.rate_limit), Load()
    view = delivery_app(installation, responses, limits, load.delivery, chosen, KEY, measures)
    return Front(view, responses, measures)


@pytest.fixture
def front(installation: Installation) -> Front:
    """A view."""
    return made(installation)


@pytest.mark.parametrize("kind", ["asgi", "protocol"])
async def test_a_page_at_hand_is_answered_by_the_front(kind: str, front: Front) -> None:
    told = await front.asked()
    heard = Heard()
    content = body(PAGE)
    if kind == "asgi":
        app: Outer = Fronted(DeliveryFront(heard), front.responses)
        protocol: type[HttpToolsProtocol] = HttpToolsProtocol
    else:
        app, protocol = Outer(heard, front.responses), RolebookProtocol
    app.state.delivery = front.view
    connection, wire = connected(protocol, app)
    head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(content)}\r\n"
    request = f"{head}Content-Type: application/json\r\nAccept-Encoding: gzip\r\n\r\n"
    connection.data_received(request.encode() + content)
    await settle()
    assert heard.bodies == []
    assert wire.sent.startswith(b"HTTP/1.1 200 OK\r\n")
    assert wire.sent.endswith(b"\r\n\r\n" + told)
    assert b"surrogate-key: rolebook " in wire.sent
    assert b"content-encoding" not in wire.sent
    assert front.responses.counters.hits == 0
    connection.data_received(request.encode() + content)
    await settle()
    assert front.responses.counters.hits == 1
    connection.connection_lost(None)


async def test_it_is_the_answer_that_the_view_gives(front: Front) -> None:
    told = await front.asked()
    entry = front.at_once()
    assert isinstance(entry, Entry)
    assert entry.body == told
    assert front.at_once() is entry  # however it is written, it is made once
    assert front.responses.counters.hits == 1
    text = front.measures.registry.get_sample_value(
        "rolebook_operation_seconds_count", {"route": "/graphql", "operation": "Page"}
    )
    assert text == 1


async def test_that_there_is_no_page_is_an_answer_as_well(
    front: Front, installation: Installation
) -> None:
    told = await front.asked(slug="nobody")
    await build(installation.catalogue, installation.store)
    entry = front.at_once(slug="nobody")
    assert isinstance(entry, Entry)
    assert entry.body == told == b'{"data":{"rolePage":null}}'


async def test_a_text_is_not_read_here(front: Front) -> None:
    await front.asked()
    assert front.at_once(PAGE + " ") is None


async def test_a_page_that_is_not_at_hand_is_left_to_the_view_with_what_was_read(
    front: Front, installation: Installation
) -> None:
    await front.asked()
    installation.snapshots.everything_changed()
    work = front.at_once()
    assert isinstance(work, Work)
    assert work.variables.given == {}


@pytest.mark.parametrize(
    "query",
    [
        "{ rolePage }",
        "query Page($slug: String!) { rolePage(slug: $slug) { title } }",
        "mutation { a }",
        "{",
        "{ __schema { queryType { name } } }",
        '{ rolePage(slug: "baker", locale: "xx") { title } }',
    ],
)
async def test_what_is_refused_or_fails_is_left_to_the_view(front: Front, query: str) -> None:
    await front.asked(query)
    assert not isinstance(front.at_once(query), Entry)


async def test_nothing_is_answered_while_news_are_lost(front: Front) -> None:
    await front.asked()
    front.responses.lost()
    assert front.at_once() is None


async def test_who_asks_too_often_is_told_so_by_the_view(installation: Installation) -> None:
    front = made(installation, rate_limit="1/m:2")
    await front.asked()
    assert isinstance(front.at_once(), Entry)
    front.responses.everything_changed()
    assert isinstance(front.at_once(), Work)

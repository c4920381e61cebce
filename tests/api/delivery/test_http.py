"""Conditional requests, encodings, labels: what caches on the way and browsers rely on."""

import asyncio
import gzip

import brotli
import pytest

from api.settings import read_settings
from content.installation import Installation
from tests.api.delivery.conftest import GRAPHQL, Reader, reading
from tests.conftest import PUBLIC_URL
from tests.content.hearing import until
from tests.schema.library import Library

LIST = "{ rolePages { nodes { title } } }"

pytestmark = pytest.mark.usefixtures("heard", "library")


async def test_who_has_the_answer_is_told_so(reader: Reader) -> None:
    first = await reader.get()
    etag = first.headers["etag"]
    for held in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        again = await reader.get(if_none_match=held)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        for name in ("cache-control", "vary", "surrogate-key"):
            assert again.headers[name] == first.headers[name]
        assert "content-length" not in again.headers
    assert (await reader.get(if_none_match='"other"')).content == first.content


async def test_also_who_asks_a_server_that_has_just_started(
    reader: Reader, installation: Installation
) -> None:
    for query in ('{ rolePage(slug: "baker") { title } }', LIST):
        etag = (await reader.get(query)).headers["etag"]
        other = reading(installation)
        async with other.http:
            again = await other.get(query, if_none_match=etag)
        assert again.status_code == 304


async def test_a_post_is_answered_whole(reader: Reader) -> None:
    first = await reader.ask()
    body = {"query": '{ rolePage(slug: "baker") { title } }'}
    for _ in range(2):
        held = {"if-none-match": f"{first.headers['etag']}, *"}
        assert (await reader.http.post("/graphql", json=body, headers=held)).status_code == 200


async def test_head_is_get_without_the_body(reader: Reader) -> None:
    got = await reader.get()
    params = {"query": '{ rolePage(slug: "baker") { title } }'}
    got = await reader.http.get("/graphql", params=params)
    head = await reader.http.head("/graphql", params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == got.headers
    held = {"if-none-match": got.headers["etag"]}
    assert (await reader.http.head("/graphql", params=params, headers=held)).status_code == 304


async def test_etags_tell_answers_apart(reader: Reader) -> None:
    answers = [
        await reader.get(),
        await reader.get(LIST),
        await reader.get('{ rolePage(slug: "baker") { slug } }'),
        await reader.get('query A { rolePage(slug: "baker") { slug } }'),
        await reader.get('{ rolePage(slug: "night-baker") { slug } }'),
        await reader.get('{ rolePage(slug: "baker", locale: "de") { slug } }'),
        await reader.get(accept=GRAPHQL),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)
    # The same operation, however it is sent, is the same answer.
    posted = await reader.http.post("/graphql", json={"query": LIST, "variables": {"unused": 1}})
    assert posted.headers["etag"] == answers[1].headers["etag"]


@pytest.mark.parametrize(("asked", "suffix"), [("gzip", '-gz"'), ("br", '-br"')])
async def test_an_answer_that_is_asked_for_again_is_encoded(
    reader: Reader, asked: str, suffix: str
) -> None:
    plain = await reader.get(accept_encoding=asked)
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept, Accept-Encoding"
    await reader.get(accept_encoding=asked)
    bytes_before = reader.responses.bytes
    await until(lambda: reader.responses.bytes > bytes_before)
    encoded = await reader.get(accept_encoding=f"{asked}, identity;q=0.5")
    assert encoded.headers["content-encoding"] == asked
    assert encoded.headers["etag"] == plain.headers["etag"].removesuffix('"') + suffix
    assert encoded.json() == plain.json()
    assert "content-encoding" not in (await reader.get()).headers
    held = await reader.get(if_none_match=encoded.headers["etag"], accept_encoding=asked)
    assert held.status_code == 304


async def test_who_takes_no_plain_body_gets_an_encoded_one_at_once(reader: Reader) -> None:
    for _ in range(2):
        answer = await reader.get(accept_encoding="identity;q=0, gzip")
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.json()["data"]["rolePage"]
    refused = await reader.get(accept_encoding="*;q=0")
    assert refused.status_code == 406
    assert refused.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


async def test_labels_name_what_an_answer_is_made_of(reader: Reader, library: Library) -> None:
    page = await reader.get()
    names = page.headers["surrogate-key"].split(" ")
    assert {"rolebook", library.page.id, "slug:baker"} <= set(names)
    assert page.headers["cache-tag"].split(",") == names
    listed = await reader.get(LIST)
    assert "list:RolePage:en" in listed.headers["surrogate-key"].split()


async def test_too_many_labels_become_one(reader: Reader) -> None:
    many = " ".join(f'a{n}: rolePage(slug: "{"s" * 200}{n}") {{ id }}' for n in range(20))
    answer = await reader.ask(f"{{ {many} }}")
    assert answer.headers["surrogate-key"] == "rolebook rolebook-many"
    assert answer.headers["cache-tag"] == "rolebook,rolebook-many"


async def test_labels_are_plain_text_whatever_is_asked(reader: Reader) -> None:
    answer = await reader.ask('{ rolePage(slug: "a b,c\\r\\nü") { id } }')
    assert "slug:a%20b%2Cc%0D%0A%C3%BC" in answer.headers["surrogate-key"].split()


@pytest.mark.parametrize(
    "query",
    [
        '{ rolePage(slug: "baker", locale: "xx") { title } }',
        "{ nope }",
        "{",
        '{ node(id: "x") { id } }',
    ],
)
async def test_errors_are_never_kept(reader: Reader, query: str) -> None:
    for _ in range(2):
        answer = await reader.get(query)
        assert answer.json()["errors"]
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert (reader.hits, len(reader.responses)) == (0, 0)


async def test_what_it_costs_is_told_when_asked_and_not_kept(reader: Reader) -> None:
    plain = (await reader.get()).json()
    for _ in range(2):
        answer = await reader.get(x_rolebook_cost="1")
        assert answer.json()["data"] == plain["data"]
        assert answer.json()["extensions"]["cost"]
        assert answer.headers["cache-control"] == "no-store"
    assert (reader.hits, len(reader.responses)) == (0, 1)


async def test_other_variables_that_nobody_declared_are_the_same_answer(reader: Reader) -> None:
    first = await reader.ask()
    for number in range(50):
        flooding = await reader.http.post(
            "/graphql",
            json={
                "query": 'query Page($slug: String = "baker") { rolePage(slug: $slug) '
                "{ title intro { plain } } }",
                "variables": {"nobody": number},
            },
        )
        assert flooding.content == first.content
    assert len(reader.responses) == 1
    assert reader.responses.bytes < 20_000


async def test_a_flood_of_slugs_stays_in_bounds_and_leaves_what_is_asked_for(
    installation: Installation,
) -> None:
    reader = reading(installation, read_settings(public_url=PUBLIC_URL, cache_megabytes=1))
    async with reader.http:
        await reader.ask()
        for number in range(1_200):
            await reader.ask(slug=f"flood-{number}")
            if number % 50 == 0:
                hits = reader.hits
                await reader.ask()
                assert reader.hits == hits + 1
        assert reader.responses.bytes <= reader.responses.budget
        assert reader.responses.counters.evicted > 0


async def test_only_named_origins_may_read_where_some_are_named(installation: Installation) -> None:
    settings = read_settings(public_url=PUBLIC_URL, allowed_origins="https://jobs.example")
    reader = reading(installation, settings)
    async with reader.http:
        answer = await reader.get()
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["vary"] == "Accept, Accept-Encoding, Origin"


async def test_encoded_bodies_are_what_was_encoded(reader: Reader) -> None:
    plain = (await reader.get()).content
    answers = []
    for asked in ("gzip", "br"):
        request = reader.http.build_request(
            "GET",
            "/graphql",
            params={
                "query": 'query Page($slug: String = "baker") { rolePage(slug: $slug) '
                "{ title intro { plain } } }"
            },
            headers={"accept-encoding": f"{asked}, identity;q=0"},
        )
        response = await reader.http.send(request, stream=True)
        answers.append(b"".join([piece async for piece in response.aiter_raw()]))
        await asyncio.sleep(0)
    assert [gzip.decompress(answers[0]), brotli.decompress(answers[1])] == [plain, plain]

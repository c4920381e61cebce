"""The keys behind the tokens: announced a day before use, published a day after it."""

import asyncio
from typing import Any

from joserfc import jws

from auth.documents.tokens import SigningKey
from auth.lifetimes import KEY_IN_USE
from auth.sealing import Sealer
from auth.store import collection
from auth.tokens.keys import KeyRing, rotate
from tests.api.oauth.flow import Flow

DAYS = int(KEY_IN_USE.total_seconds() // 86_400)


async def published(flow: Flow) -> set[str]:
    """The key ids that the world is told."""
    flow.directory.keys = KeyRing()  # what a process that has just started knows
    keys = (await flow.http.get("/.well-known/jwks.json")).json()["keys"]
    return {key["kid"] for key in keys}


async def signing(flow: Flow) -> str:
    """The id of the key that signs now."""
    flow.directory.keys = KeyRing()
    kid: str = jws.extract_compact((await flow.tokens())["access_token"].encode()).headers()["kid"]
    return kid


async def test_only_the_public_half_is_published(flow: Flow) -> None:
    answer = await flow.http.get("/.well-known/jwks.json")
    [key] = answer.json()["keys"]
    assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}
    assert (key["kty"], key["crv"], key["use"], key["alg"]) == ("EC", "P-256", "sig", "ES256")


async def test_the_private_half_is_sealed(flow: Flow) -> None:
    await flow.tokens()
    [stored] = await collection(SigningKey).find({}).to_list(None)
    assert b'"d"' not in stored["sealed"]
    assert "d" not in stored["public"]


async def test_the_next_key_is_published_a_day_before_it_signs(flow: Flow) -> None:
    first = await signing(flow)
    assert await published(flow) == {first}
    flow.clock.turn(days=DAYS - 1, minutes=-5)
    await flow.sign_in()
    both = await published(flow)
    assert len(both) == 2
    assert await signing(flow) == first
    flow.clock.turn(days=1, minutes=10)
    await flow.sign_in()
    [following] = both - {first}
    assert await signing(flow) == following
    # What the first key signed is still verified for a day.
    assert await published(flow) == both
    flow.clock.turn(days=1)
    assert await published(flow) == {following}


async def test_no_key_signs_before_its_day_though_nobody_rotated(flow: Flow) -> None:
    first = await signing(flow)
    flow.clock.turn(days=DAYS, hours=1)
    await flow.sign_in()
    both = await published(flow)
    assert first in both
    assert len(both) == 2
    assert await signing(flow) == first
    flow.clock.turn(hours=23, minutes=55)
    await flow.sign_in()
    assert await signing(flow) == first
    flow.clock.turn(minutes=10)
    await flow.sign_in()
    assert {await signing(flow)} == both - {first}


async def test_after_a_long_silence_a_new_key_begins_at_once(flow: Flow) -> None:
    first = await signing(flow)
    flow.clock.turn(days=2 * DAYS)
    await flow.sign_in()
    assert await signing(flow) != first


async def test_processes_that_start_together_make_one_key(flow: Flow) -> None:
    async def ask() -> Any:
        ring = KeyRing()
        key = await ring.signing(flow.directory)
        return key.kid

    kids = await asyncio.gather(*(ask() for _ in range(10)))
    assert len(set(kids)) == 1
    assert await collection(SigningKey).count_documents({}) == 1


async def test_rotating_twice_makes_one_next_key(flow: Flow) -> None:
    await signing(flow)
    flow.clock.turn(days=DAYS - 2)
    await asyncio.gather(*(rotate(flow.directory) for _ in range(10)))
    assert len(await published(flow)) == 2


async def test_another_secret_key_begins_with_a_key_of_its_own(flow: Flow) -> None:
    first = await signing(flow)
    tokens = await flow.tokens()
    flow.directory.sealer = Sealer(b"another secret of thirty-two byt")
    second = await signing(flow)
    assert second != first
    # Whoever had the old secret may have had the key: nothing it signed is believed.
    assert not await flow.is_believed(tokens["access_token"])
    shown = await flow.directory.keys.public(flow.directory)
    assert [key["kid"] for key in shown["keys"]] == [second]


async def test_an_unknown_key_costs_a_query_each_ten_seconds(flow: Flow) -> None:
    ring = KeyRing()
    assert await ring.find(flow.directory, "unknown") is None
    read_at = ring._read_at
    for kid in ("unknown", "../../etc/passwd", "x" * 10_000):
        assert await ring.find(flow.directory, kid) is None
    assert ring._read_at == read_at

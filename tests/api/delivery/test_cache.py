"""The cache by itself: what is kept, what goes, and what is never taken in."""

import random
import time

import pytest

from api.delivery.cache import LONGEST_STALE_SECONDS, ResponseCache, raw_key
from api.delivery.entry import Entry
from content.news import Change, Facts


def entry(name: str = "a", *, tags: tuple[str, ...] = (), carried: tuple[str, ...] = ()) -> Entry:
    """An answer of about 20 kB."""
    return Entry(
        fingerprint=name.encode(), headers=(), body=b"." * 20_000, tags=tags, carried=carried
    )


def put(cache: ResponseCache, name: str, **made: tuple[str, ...]) -> bytes:
    """The raw key of an answer that is kept from now on."""
    raw = raw_key(b"POST", b"json", name.encode())
    assert cache.put(raw, name.encode(), entry(name, **made), cache.epoch)
    return raw


def change(entity: str) -> Change:
    """A page that is published for the first time."""
    facts = Facts(
        document=f"{entity}:en",
        entity=entity,
        typename="RolePage",
        key=f"key-{entity}",
        locale="en",
        serves=("en", "de"),
        listed=True,
        slug=f"slug-{entity}",
        title="",
        published_at=0,
        updated_at=0,
        facets={},
        stamp=1,
        hash="",
        tags=(),
    )
    return Change(facts.document, None, facts)


@pytest.fixture
def cache() -> ResponseCache:
    """A cache for about 45 answers."""
    return ResponseCache(1)


def test_an_answer_is_found_by_the_request_and_by_the_operation(cache: ResponseCache) -> None:
    raw = put(cache, "a")
    found = cache.hit(raw)
    assert found is not None
    assert cache.known(b"a") is found
    other = raw_key(b"GET", b"json", b"a")
    assert cache.hit(other) is None
    assert cache.put(other, b"a", found, 0)
    assert cache.hit(other) is found
    assert len(cache) == 1


def test_keys_are_small_and_of_one_request_alone() -> None:
    long = b"x" * 10_000
    keys = {
        raw_key(method, media, content)
        for method in (b"GET", b"POST")
        for media in (b"json", b"graphql")
        for content in (b"", b"a", long, long + b"x")
    }
    assert len(keys) == 16
    assert max(map(len, keys)) < 300


def test_a_ninth_way_to_ask_displaces_the_first(cache: ResponseCache) -> None:
    put(cache, "a")
    kept = cache.known(b"a")
    assert kept is not None
    raws = [raw_key(b"GET", b"json", str(number).encode()) for number in range(20)]
    for raw in raws:
        cache.put(raw, b"a", kept, 0)
    assert [cache.hit(raw) is kept for raw in raws] == [False] * 12 + [True] * 8
    assert cache.bytes == kept.size < 24_000


def test_bytes_are_bounded_and_those_asked_for_stay(cache: ResponseCache) -> None:
    hot = [put(cache, f"hot-{number}") for number in range(10)]
    for number in range(1_000):
        put(cache, f"flood-{number}")
        if number % 10 == 0:
            for raw in hot:
                assert cache.hit(raw) is not None
        assert cache.bytes <= cache.budget
    assert cache.counters.evicted > 900


def test_what_is_too_large_is_not_kept(cache: ResponseCache) -> None:
    large = Entry(fingerprint=b"a", headers=(), body=b"." * 200_000)
    assert not cache.put(b"raw", b"a", large, cache.epoch)
    assert cache.bytes == 0


def test_news_drop_what_they_touch_and_nothing_else(cache: ResponseCache) -> None:
    page = put(cache, "page", tags=("rp_1", "slug:slug-rp_1"))
    unknown = put(cache, "unknown slug", tags=("slug:slug-rp_1",))
    listed = put(cache, "list", tags=("list:RolePage:de",))
    other = put(cache, "other", tags=("rp_2", "list:Role:de"))
    cache.changed([change("rp_1")])
    assert [cache.hit(raw) for raw in (page, unknown, listed)] == [None] * 3
    assert cache.hit(other) is not None
    assert cache.counters.invalidated == 3


def test_withdrawals_drop_what_carries_the_part(cache: ResponseCache) -> None:
    carrying = put(cache, "carrying", tags=("rp_1",), carried=("st_1", "st_2"))
    other = put(cache, "other", tags=("rp_2",), carried=("st_3",))
    cache.withdrawn(["st_2"])
    assert cache.hit(carrying) is None
    assert cache.hit(other) is not None


@pytest.mark.parametrize("what", ["changed", "withdrawn", "everything", "regained", "lost"])
def test_what_was_invalidated_while_it_was_computed_is_not_kept(
    cache: ResponseCache, what: str
) -> None:
    begun = cache.epoch
    match what:
        case "changed":
            cache.changed([change("rp_1")])
        case "withdrawn":
            cache.withdrawn(["st_1"])
        case "everything":
            cache.everything_changed()
        case "regained":
            cache.lost()
            cache.regained()
        case "lost":
            cache.lost()
    made = entry(tags=("rp_1",), carried=("st_1",))
    assert not cache.put(b"raw", b"a", made, begun)
    assert len(cache) == 0
    if what != "lost":
        assert cache.put(b"raw", b"a", made, cache.epoch)


def test_what_others_changed_meanwhile_does_not_matter(cache: ResponseCache) -> None:
    begun = cache.epoch
    cache.changed([change("rp_2")])
    cache.withdrawn(["st_2"])
    assert cache.put(b"raw", b"a", entry(tags=("rp_1",), carried=("st_1",)), begun)


def test_what_nobody_remembers_is_not_kept(cache: ResponseCache) -> None:
    begun = cache.epoch
    for _ in range(2_000):
        cache.changed([change("rp_2")])
    assert not cache.put(b"raw", b"a", entry(tags=("rp_1",)), begun)


def test_while_news_are_lost_nothing_is_fresh(
    cache: ResponseCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = put(cache, "a", tags=("rp_1",))
    gone = put(cache, "b", tags=("rp_2",))
    cache.lost()
    assert cache.hit(raw) is None
    assert cache.known(b"a") is None
    assert cache.unverified(raw) is not None
    assert cache.unverified(b"a") is not None
    cache.changed([change("rp_2")])
    cache.regained()
    assert cache.hit(raw) is not None
    assert cache.hit(gone) is None
    cache.lost()
    later = time.time() + LONGEST_STALE_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert cache.unverified(raw) is None


def test_the_books_balance(cache: ResponseCache) -> None:
    chance = random.Random(4)
    for number in range(2_000):
        name = str(chance.randrange(80))
        page = f"rp_{chance.randrange(20)}"
        match chance.randrange(6):
            case 0:
                cache.changed([change(page)])
            case 1 if number % 50 == 0:
                cache.withdrawn([page])
            case _:
                made = entry(name, tags=(page,), carried=(page,))
                raw = name.encode()
                cache.put(raw, raw, cache.known(raw) or made, cache.epoch)
    kept = list(cache._queue)
    assert cache.bytes == sum(each.size for each in kept)
    assert set(cache._by_operation.values()) == set(kept) == set(cache._by_raw.values())
    assert {each for some in cache._by_tag.values() for each in some} == set(kept)
    cache.everything_changed()
    assert (cache.bytes, len(cache), cache._by_raw, cache._by_tag) == (0, 0, {}, {})

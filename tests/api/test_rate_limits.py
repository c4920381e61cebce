"""How often callers may ask: buckets by address and by account, and what they are told."""

from typing import Any

import httpx
import pytest

from api.graphql_over_http import Refused
from api.rate_limits import MOST_CALLERS, Buckets, RateLimits
from api.rates import Rate
from api.settings import SettingsError, read_settings
from tests.conftest import SECRET
from tests.serving import running_server


class Clock:
    """A time that only tests move."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def scope(address: str | None) -> dict[str, Any]:
    """A request from an address."""
    return {"client": (address, 1234) if address else None}


@pytest.mark.parametrize(
    ("text", "per_second", "burst", "shown"),
    [
        ("50/s", 50, 500, "50/s"),
        ("50/s:200", 50, 200, "50/s:200"),
        ("600/m", 10, 100, "10/s"),
        ("30/m", 0.5, 5, "30/m"),
        ("1/m", 1 / 60, 1, "1/m"),
        (" 5/s:50 ", 5, 50, "5/s"),
    ],
)
def test_rates_are_read_and_shown(text: str, per_second: float, burst: int, shown: str) -> None:
    rate = Rate.parse(text)
    assert rate == Rate(per_second, burst)
    assert str(rate) == shown
    assert Rate.parse(shown) == rate


@pytest.mark.parametrize("text", ["50", "50/h", "0/s", "-1/s", "5/s:0", "1.5/s", "5 / s", "x"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=r"ROLEBOOK_RATE_LIMIT cannot be used: .*50/s"):
        read_settings(rate_limit=text)


def test_off_is_off() -> None:
    assert read_settings(rate_limit="off").rate_limit is None
    limits = RateLimits(None)
    assert [limits.anonymous(scope("192.0.2.1")) for _ in range(1_000)] == [{}] * 1_000
    assert limits.may_register(scope("192.0.2.1"))


def test_a_bucket_empties_and_fills() -> None:
    clock = Clock()
    buckets = Buckets("operations", Rate(2, 4), clock)
    told = [buckets.take("a") for _ in range(4)]
    assert [each["RateLimit"] for each in told] == [
        '"operations";r=3;t=1',
        '"operations";r=2;t=1',
        '"operations";r=1;t=2',
        '"operations";r=0;t=2',
    ]
    assert told[0]["RateLimit-Policy"] == '"operations";q=4;w=2'
    with pytest.raises(Refused) as refused:
        buckets.take("a")
    assert (refused.value.status, refused.value.code) == (429, "RATE_LIMITED")
    assert refused.value.headers["Retry-After"] == "1"
    assert refused.value.headers["RateLimit"] == '"operations";r=0;t=2'
    buckets.take("b")  # who has a bucket of their own
    clock.now += 0.5
    buckets.take("a")
    with pytest.raises(Refused):
        buckets.take("a")
    clock.now += 3_600
    assert buckets.take("a")["RateLimit"] == '"operations";r=3;t=1'


def test_who_waits_as_long_as_told_is_let_in() -> None:
    clock = Clock()
    buckets = Buckets("operations", Rate(1 / 60, 1), clock)
    buckets.take("a")
    with pytest.raises(Refused) as refused:
        buckets.take("a")
    clock.now += int(refused.value.headers["Retry-After"])
    buckets.take("a")


def test_memory_is_bounded() -> None:
    buckets = Buckets("operations", Rate(1, 2), Clock())
    for number in range(MOST_CALLERS + 500):
        buckets.take("often")
        buckets.take(f"once {number}")
        buckets._left["often"] = (2.0, 1_000.0)
    assert len(buckets) == MOST_CALLERS


def test_addresses_of_one_network_are_one_caller() -> None:
    limits = RateLimits(Rate(1, 2), Clock())
    limits.anonymous(scope("2001:db8:1:2::1"))
    limits.anonymous(scope("2001:db8:1:2:ffff::9"))
    with pytest.raises(Refused):
        limits.anonymous(scope("2001:db8:1:2::3"))
    limits.anonymous(scope("2001:db8:1:3::1"))
    limits.anonymous(scope("192.0.2.1"))
    limits.anonymous(scope("::ffff:192.0.2.1"))
    with pytest.raises(Refused):
        limits.anonymous(scope("192.0.2.1"))
    for here in ("127.0.0.1", "::1", "::ffff:127.0.0.1", None):
        assert limits.anonymous(scope(here)) == {}


def test_fewer_queries_are_remembered_than_run() -> None:
    limits = RateLimits(Rate(10, 100), Clock())
    assert [limits.may_register(scope("192.0.2.1")) for _ in range(12)] == [True] * 10 + [False] * 2
    limits.anonymous(scope("192.0.2.1"))


def test_only_what_is_run_counts(mongodb_uri: str, database: str) -> None:
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_rates",
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_RATE_LIMIT": "1/m:3",
        "ROLEBOOK_FORWARDED_ALLOW_IPS": "127.0.0.1",
    }
    with running_server(settings) as server, httpx.Client(base_url=server.url) as client:

        def ask(number: int, address: str = "192.0.2.7") -> httpx.Response:
            return client.post(
                "/graphql",
                json={"query": f"{{ rolePages(first: {number}) {{ totalCount }} }}"},
                headers={"X-Forwarded-For": address},
            )

        assert [ask(1).status_code for _ in range(20)] == [200] * 20
        assert [ask(number).status_code for number in (2, 3, 4, 5)] == [200, 200, 429, 429]
        refused = ask(6)
        assert refused.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
        assert 50 < int(refused.headers["retry-after"]) <= 60
        assert refused.headers["ratelimit-policy"] == '"operations";q=3;w=180'
        assert refused.headers["ratelimit"].startswith('"operations";r=0;t=')
        assert "no-store" in refused.headers["cache-control"]
        assert ask(1).status_code == 200
        assert ask(6, "192.0.2.8").status_code == 200

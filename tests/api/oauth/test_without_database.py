"""The database is away: clients are told so in OAuth's words, people on a page."""

import httpx
import pytest
from pymongo.errors import ServerSelectionTimeoutError

from tests.api.oauth.flow import REDIRECT, Flow
from tests.api.oauth.test_code import refused


@pytest.fixture
def away(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> Flow:
    """Somebody who was signed in before the database went away."""

    def fail(*_: object) -> None:
        raise ServerSelectionTimeoutError("no primary")

    monkeypatch.setattr("auth.store.collection", fail)
    return flow


def told_to_wait(answer: httpx.Response) -> None:
    """An answer to a client, that nothing was issued and when to ask again."""
    refused(answer, "temporarily_unavailable", 503)
    assert answer.headers["retry-after"] == "1"
    assert set(answer.json()) == {"error", "error_description"}


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://app.example.org"}])
async def test_the_token_endpoint_issues_nothing(away: Flow, headers: dict[str, str]) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "x", "client_id": away.client.id}
    told_to_wait(await away.http.post("/oauth/token", data=form, headers=headers))


@pytest.mark.parametrize("path", ["device_authorization", "introspect", "revoke"])
async def test_other_endpoints_of_clients_say_the_same(away: Flow, path: str) -> None:
    form = {"token": "x", "client_id": away.client.id}
    told_to_wait(await away.http.post(f"/oauth/{path}", data=form))


async def test_whoever_cannot_be_counted_is_told_to_wait(away: Flow) -> None:
    """Without a client there is nothing to look up, but a miss of its address to note."""
    told_to_wait(await away.http.post("/oauth/introspect", data={"token": "x"}))


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Just a moment – Rolebook"), ("de", "Einen Moment bitte – Rolebook")],
)
async def test_people_are_shown_a_page(away: Flow, language: str, title: str) -> None:
    away.http.headers["Accept-Language"] = language
    logout = {"client_id": away.client.id, "post_logout_redirect_uri": REDIRECT}
    for answer in (
        await away.authorize(),
        await away.http.get("/oauth/logout", params=logout),
    ):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-store"
        assert f"<title>{title}</title>" in answer.text
        assert "location" not in answer.headers
        assert "set-cookie" not in answer.headers

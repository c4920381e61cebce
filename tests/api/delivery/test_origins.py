"""Pages of other sites are told the same of an answer, whether it was kept or is made for them."""

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.delivery.answered import Answered, unkept
from api.delivery.fields import kept_fields
from api.delivery.origins import AcrossOrigins
from api.settings import read_settings

OURS, OTHER = "https://jobs.example", "https://other.example"
EXPOSED = "access-control-expose-headers"


@pytest.mark.parametrize("is_kept", [True, False])
@pytest.mark.parametrize("allowed", ["*", OURS])
def test_kept_and_unkept_answers_say_the_same(allowed: str, is_kept: bool) -> None:
    settings = read_settings(public_url="http://rolebook.test", allowed_origins=allowed)

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        kept = Answered(200, (*kept_fields(settings), (b"content-length", b"0")))
        await (kept if is_kept else unkept(200, b"", "application/json")).send(send)

    client = TestClient(AcrossOrigins(app, settings.allowed_origins))
    for origin in (OURS, OTHER, None):
        answer = client.get("/", headers={} if origin is None else {"origin": origin})
        may_read = "*" if allowed == "*" else OURS if origin == OURS else None
        assert answer.headers.get("access-control-allow-origin") == may_read
        assert (EXPOSED in answer.headers) is (may_read is not None)
        varies = "Accept, Accept-Encoding" + ("" if allowed == "*" else ", Origin")
        assert answer.headers.get_list("vary") == [varies]


def test_preflights_are_answered() -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await unkept(405, b"", "application/json").send(send)

    asked = {"origin": OURS, "access-control-request-method": "POST"}
    allowed = TestClient(AcrossOrigins(app, (OURS,))).options("/", headers=asked)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, OURS)
    assert TestClient(AcrossOrigins(app, (OTHER,))).options("/", headers=asked).status_code == 400
    assert TestClient(AcrossOrigins(app, ("*",))).options("/").status_code == 405

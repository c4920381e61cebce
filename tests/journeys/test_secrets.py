"""No secret is ever written down: not in what a server prints, not in the audit log (row 64)."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pymongo
import pytest

from tests.conftest import SECRET
from tests.journeys.overhearing import HIDDEN, Overheard
from tests.journeys.secret_lives import (
    ADA,
    NEW_PASSWORD,
    PASSWORD,
    VERIFIER,
    WRONG_PASSWORD,
    Place,
    live,
)
from tests.serving import rolebook, running_server

KEPT_BY_DESIGN = frozenset({"nonce", "state", "user_code", "token", "csrfToken"})
"""What is not worth anything on its own, and may be stored as it is; but it is not printed."""


@pytest.fixture(scope="module")
def place(mongodb_uri: str, database: str) -> Iterator[Place]:
    """Somebody has an account before the server starts, so that it prints no link."""
    name = f"{database}_secrets"[-38:]
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": name,
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_LOG_LEVEL": "debug",
    }
    done = rolebook("user", "add", ADA, "--role", "admin", "--json", settings=settings)
    assert done.returncode == 0, done.stderr
    link = urlsplit(json.loads(done.stdout)["link"])
    with (
        running_server(settings) as server,
        pymongo.MongoClient[dict[str, Any]](mongodb_uri) as mongo,
    ):
        place = Place(server, settings, Overheard(), mongo[name])
        place.heard.note("secret key", SECRET)
        place.person(PASSWORD).browse(f"{server.url}{link.path}?{link.query}")
        live(place)
        yield place
        mongo.drop_database(name)


def test_every_kind_of_secret_was_used(place: Place) -> None:
    used = set(place.heard.secrets.values())
    same = {"repeat", "id_token_hint"}  # as others
    assert used >= HIDDEN - same - {"current", "client_assertion"} | {"cookie", "header"}
    for secret in (PASSWORD, NEW_PASSWORD, WRONG_PASSWORD, VERIFIER):
        assert secret in place.heard.secrets


def test_a_server_prints_no_secret(place: Place) -> None:
    said = place.server.said()
    for told in ('"/oauth/token"', '"/account/sign-in"', "Traceback", "access token refused"):
        assert told in said, f"it printed less than was expected: {told}"
    assert place.heard.found_in(said) == []


def test_the_audit_log_holds_no_secret(place: Place) -> None:
    rows = list(place.database["audit"].find())
    actions = {row["action"] for row in rows}
    assert actions >= {
        "sign_in.succeeded",
        "sign_in.refused",
        "token.issued",
        "token.refused",
        "token.reused",
        "token.revoked",
        "client.created",
        "consent.given",
        "session.begun",
        "session.ended",
    }
    assert place.heard.found_in(str(rows)) == []


def test_no_secret_that_opens_anything_is_stored_as_it_is(place: Place) -> None:
    hashed = KEPT_BY_DESIGN | {"password hash"}
    for name in place.database.list_collection_names():
        stored = str(list(place.database[name].find()))
        assert place.heard.found_in(stored, besides=hashed) == [], name

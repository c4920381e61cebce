"""Documents that are named in place of being sent: persisted by Apollo's protocol, and trusted."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.delivery.documents import sha256_of
from api.rates import Rate
from api.settings import SettingsError, read_settings
from content.installation import Installation
from tests.api.delivery.conftest import GRAPHQL, Reader, reading
from tests.conftest import PUBLIC_URL

QUERY = "query Families { jobFamilies { name } }"
OTHER = "query Roles { roles { totalCount } }"
FAMILIES: dict[str, Any] = {"data": {"jobFamilies": []}}


pytestmark = pytest.mark.usefixtures("heard")


def persisted(sha256: str, query: str | None = None, version: int = 1) -> dict[str, Any]:
    """What an Apollo client sends."""
    extensions = {"persistedQuery": {"version": version, "sha256Hash": sha256}}
    return {"extensions": extensions, **({"query": query} if query else {})}


def by_get(sent: dict[str, Any]) -> dict[str, str]:
    """The same, as parameters."""
    return {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in sent.items()
    }


def refusal(response: httpx.Response) -> tuple[int, str]:
    """The status and the code of an answer without data, which nobody may keep."""
    (error,) = response.json()["errors"]
    assert "data" not in response.json()
    assert response.headers["cache-control"] == "no-store"
    return response.status_code, error["extensions"]["code"]


async def test_a_hash_is_known_once_its_text_was_sent(reader: Reader) -> None:
    by_hash = by_get(persisted(sha256_of(QUERY)))
    unknown = await reader.http.get("/graphql", params=by_hash)
    assert refusal(unknown) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    sent = await reader.http.post("/graphql", json=persisted(sha256_of(QUERY), QUERY))
    assert sent.json() == FAMILIES
    known = await reader.http.get("/graphql", params=by_hash)
    assert known.json() == FAMILIES
    assert known.headers["cache-control"].startswith("public")
    posted = await reader.http.post("/graphql", json=persisted(sha256_of(QUERY).upper()))
    assert posted.json() == FAMILIES
    hits = reader.hits
    await reader.http.get("/graphql", params=by_hash)
    assert reader.hits == hits + 1
    named = {"documentId": f"sha256:{sha256_of(QUERY)}"}
    assert (await reader.http.post("/graphql", json=named)).json() == FAMILIES


async def test_a_hash_never_leads_to_another_text(reader: Reader) -> None:
    for query in (OTHER, "{"):
        sent = await reader.http.post("/graphql", json=persisted(sha256_of(QUERY), query))
        assert refusal(sent) == (400, "PERSISTED_QUERY_HASH_MISMATCH")
        got = await reader.http.get("/graphql", params=by_get(persisted(sha256_of(QUERY), query)))
        assert refusal(got) == (400, "PERSISTED_QUERY_HASH_MISMATCH")
    asked = await reader.http.post("/graphql", json=persisted(sha256_of(QUERY)))
    assert refusal(asked) == (200, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize(
    "query", ["{", "{ nope }", "{ a: rolePages(first: 1000) { nodes { title } } }"]
)
async def test_what_cannot_be_run_is_not_registered(reader: Reader, query: str) -> None:
    sent = await reader.http.post("/graphql", json=persisted(sha256_of(query), query))
    assert "data" not in sent.json() or sent.json().get("errors")
    asked = await reader.http.post("/graphql", json=persisted(sha256_of(query)))
    if "data" not in sent.json():
        assert refusal(asked) == (200, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (persisted("abc"), "BAD_REQUEST"),
        (persisted("g" * 64), "BAD_REQUEST"),
        (persisted("a" * 64, version=2), "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"extensions": {"persistedQuery": 5}}, "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"documentId": "unknown"}, "DOCUMENT_NOT_FOUND"),
        ({"doc_id": "unknown"}, "DOCUMENT_NOT_FOUND"),
        ({"documentId": "sha256:" + "a" * 64}, "DOCUMENT_NOT_FOUND"),
        ({"documentId": 5}, "BAD_REQUEST"),
        ({"documentId": "a", "query": QUERY}, "BAD_REQUEST"),
        ({"documentId": "sha256:abc", "query": QUERY}, "PERSISTED_QUERY_HASH_MISMATCH"),
    ],
)
async def test_what_names_nothing_is_refused(
    reader: Reader, sent: dict[str, Any], code: str
) -> None:
    assert refusal(await reader.http.post("/graphql", json=sent)) == (400, code)


async def test_a_flood_of_texts_is_bounded_and_registers_little(
    installation: Installation,
) -> None:
    settings = read_settings(public_url=PUBLIC_URL, rate_limit=Rate(10, 20))
    reader = reading(installation, settings, address="203.0.113.7")
    async with reader.http:
        hashes = []
        for number in range(18):
            query = f"query Q{number} {{ jobFamilies {{ name }} }}"
            hashes.append(sha256_of(query))
            answer = await reader.http.post("/graphql", json=persisted(hashes[-1], query))
            assert answer.json() == FAMILIES
        known = [await reader.http.post("/graphql", json=persisted(each)) for each in hashes]
    assert sum("data" in answer.json() for answer in known) < 5


@pytest.fixture
async def trusting(installation: Installation, tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader of a server that runs two manifests' documents alone."""
    relay = {"b7f3a1": QUERY}
    apollo = {
        "format": "apollo-persisted-query-manifest",
        "version": 1,
        "operations": [
            {"id": sha256_of(OTHER), "name": "Roles", "type": "query", "body": OTHER},
            {"id": "broken", "name": "Broken", "type": "query", "body": "query Broken { nope }"},
        ],
    }
    (tmp_path / "relay.json").write_text(json.dumps(relay))
    (tmp_path / "apollo.json").write_text(json.dumps(apollo))
    settings = read_settings(public_url=PUBLIC_URL, trusted_documents=tmp_path, safelist_only=True)
    reader = reading(installation, settings)
    async with reader.http:
        yield reader


@pytest.mark.parametrize(
    "sent",
    [
        {"documentId": "b7f3a1"},
        {"doc_id": "b7f3a1", "variables": {}},
        {"documentId": f"sha256:{sha256_of(QUERY)}"},
        persisted(sha256_of(QUERY)),
        {"query": QUERY},
        persisted(sha256_of(QUERY), QUERY),
    ],
)
async def test_a_trusted_document_is_named_in_many_ways(
    trusting: Reader, sent: dict[str, Any]
) -> None:
    assert (await trusting.http.post("/graphql", json=sent)).json() == FAMILIES
    assert (await trusting.http.get("/graphql", params=by_get(sent))).json() == FAMILIES


async def test_nothing_else_runs_where_only_trusted_documents_do(trusting: Reader) -> None:
    known = await trusting.http.post("/graphql", json={"documentId": sha256_of(OTHER)})
    assert known.json() == {"data": {"roles": {"totalCount": 0}}}
    for query in ("{ __typename }", QUERY + " ", "{ __schema { types { name } } }"):
        sent = await trusting.http.post("/graphql", json={"query": query})
        assert refusal(sent) == (403, "DOCUMENT_NOT_TRUSTED")
        sent = await trusting.http.post("/graphql", json=persisted(sha256_of(query), query))
        assert refusal(sent) == (403, "DOCUMENT_NOT_TRUSTED")
    broken = {"documentId": "broken"}
    sent = await trusting.http.post("/graphql", json=broken, headers={"accept": GRAPHQL})
    assert refusal(sent) == (400, "GRAPHQL_VALIDATION_FAILED")
    shown = await trusting.http.get("/graphql", headers={"accept": "text/html"})
    assert "graphiql" not in shown.text.lower()


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "must hold an object"),
        ("{}", "there is no document"),
        ('{"a": 5}', "has no text for 'a'"),
        ('{"format": "other", "operations": []}', "is neither"),
        ('{"format": "apollo-persisted-query-manifest", "version": 1}', "a list of operations"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told_at_the_start(
    tmp_path: Path, manifest: str, told: str
) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(manifest)
    with pytest.raises(SettingsError, match=told) as error:
        read_settings(trusted_documents=file)
    assert "ROLEBOOK_TRUSTED_DOCUMENTS cannot be used" in str(error.value)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(trusted_documents=tmp_path / "nowhere.json")


def test_an_empty_safelist_is_refused() -> None:
    with pytest.raises(SettingsError, match="ROLEBOOK_TRUSTED_DOCUMENTS"):
        read_settings(safelist_only=True)

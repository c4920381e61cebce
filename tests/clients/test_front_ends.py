"""What careers sites are built with, against a real server: audits, Apollo Client, urql, Relay."""

from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import Outside, Serve
from tests.clients.machine import Machine, english, machine_of
from tests.clients.node import outcome
from tests.clients.relay import MANIFEST, compiled

AUDITS = 61
DUTIES = ["bakes", "sweeps", "weighs", "kneads", "sells"]
TOLD_DIFFERENTLY = "Bakes bread at night."


def nowhere(url: str) -> str:
    """No script here opens a browser."""
    raise AssertionError(url)


@pytest.fixture(scope="module")
def machine(outside: Outside) -> Machine:
    """Somebody who makes content."""
    return machine_of(outside)


@pytest.fixture(scope="module")
def careers(outside: Outside, machine: Machine) -> Outside:
    """A server with two pages that use the same statements, one of which is told differently."""
    role = machine.made("Role", key="baker", title=english("Baker"))
    duties = [
        machine.made(
            "Statement", key=key, kind="RESPONSIBILITY", text=english(f"{key.title()} bread.")
        )
        for key in DUTIES
    ]
    for slug in ("baker", "night-baker"):
        uses = [{"useId": key, "target": id} for key, id in zip(DUTIES, duties, strict=True)]
        page = machine.made(
            "RolePage",
            key=slug,
            role=role,
            slug=english(slug),
            title=english(slug.replace("-", " ")),
            blocks=[{"statementList": {"blockId": "all", "kind": "RESPONSIBILITY", "items": uses}}],
        )
        revision = 1
        if slug == "night-baker":
            told = {"field": "text", "locale": "en", "text": TOLD_DIFFERENTLY}
            machine.edited(page, 1, {"override": {"itemId": "bakes", **told}})
            revision = 2
        machine.published(page, revision)
    return outside


@pytest.mark.parametrize("path", ["/graphql", "/editor/graphql"])
def test_the_audits_of_graphql_over_http(outside: Outside, machine: Machine, path: str) -> None:
    token = {"Authorization": f"Bearer {machine.token}"} if path.startswith("/editor") else {}
    wanted = {"url": f"{outside.url}{path}", "headers": token}
    audited = outcome("audits", wanted, nowhere, authority=outside.authority.file)
    assert len(audited) == AUDITS
    assert [each for each in audited if each["status"] != "ok"] == []


@pytest.mark.parametrize("client", ["apollo", "urql"])
def test_a_client_with_a_cache(careers: Outside, client: str) -> None:
    wanted = {"url": f"{careers.url}/graphql", "slugs": ["baker", "night-baker"]}
    told = outcome(client, wanted, nowhere, authority=careers.authority.file)
    texts = {
        slug: [each["text"]["plain"] for each in page["responsibilities"]]
        for slug, page in told["pages"].items()
    }
    plain = [f"{key.title()} bread." for key in DUTIES]
    assert texts == {"baker": plain, "night-baker": [TOLD_DIFFERENTLY, *plain[1:]]}
    assert told["cached"] == told["pages"], "one page's text does not end up on the other"
    keys = [each["key"] for each in told["pages"]["baker"]["responsibilities"]]
    assert keys == DUTIES, "fragments on interfaces are filled"
    assert sorted(told["listed"]) == sorted(DUTIES)
    assert told["reads"] == 3
    _registered_once_then_by_get(told["requests"])


def _registered_once_then_by_get(requests: list[dict[str, Any]]) -> None:
    unknown, registered, *rest = requests
    hashed = {"method": "GET", "withQuery": False, "status": 200, "codes": []}
    assert unknown == {**hashed, "codes": ["PERSISTED_QUERY_NOT_FOUND"]}
    assert registered["withQuery"]
    assert registered["codes"] == []
    # The other page; then the list, which nobody has asked for yet.
    assert rest[0] == hashed
    assert [each["withQuery"] for each in rest[1:]] == [False, True, False, False]


def test_what_relay_compiles_is_trusted(careers: Outside, serve: Serve, tmp_path: Path) -> None:
    ids = compiled(tmp_path)
    assert ids.keys() == {
        "SitePageQuery",
        "SiteListQuery",
        "SiteListPaginationQuery",
        "SiteOneRefetchQuery",
    }
    site = serve(
        ROLEBOOK_DATABASE=careers.settings["ROLEBOOK_DATABASE"],
        ROLEBOOK_TRUSTED_DOCUMENTS=str(tmp_path / MANIFEST),
        ROLEBOOK_SAFELIST_ONLY="true",
    )
    with site.http() as http:

        def asked(name: str, **variables: Any) -> Any:
            named = {"documentId": ids[name], "variables": variables}
            body = http.post(f"{site.url}/graphql", json=named).json()
            assert "errors" not in body, body
            return body["data"]

        page = asked("SitePageQuery", slug="night-baker")["rolePage"]
        (block,) = page["blocks"]
        assert block["items"][0]["text"]["plain"] == TOLD_DIFFERENTLY
        assert [each["key"] for each in block["items"]] == DUTIES

        list_ = asked("SiteListQuery")["responsibilities"]
        found = [edge["node"] for edge in list_["edges"]]
        while list_["pageInfo"]["hasNextPage"]:
            after = list_["pageInfo"]["endCursor"]
            list_ = asked("SiteListPaginationQuery", first=2, after=after)["responsibilities"]
            found += [edge["node"] for edge in list_["edges"]]
        assert sorted(each["key"] for each in found) == sorted(DUTIES)
        again = asked("SiteOneRefetchQuery", id=found[0]["id"])["node"]
        assert again["key"] == found[0]["key"]

        stranger = http.post(f"{site.url}/graphql", json={"query": "{ __typename }"})
        assert stranger.status_code == 403
        assert stranger.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"

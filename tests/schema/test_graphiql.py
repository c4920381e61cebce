"""GraphiQL: a page for browsers, whole without any other host."""

import hashlib
import re
from pathlib import Path

import httpx
import pytest

import api.graphiql
from api.graphiql import ASSETS

FOLDER = Path(api.graphiql.__file__).parent
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def test_vendored_files_are_what_they_were() -> None:
    lines = (FOLDER / "SHA256SUMS").read_text().splitlines()
    sums = {name: expected for expected, name in (line.split("  ") for line in lines)}
    vendored = {name for name in ASSETS if ".min." in name}
    assert vendored <= set(sums)
    assert {name for name in sums if name.endswith(".LICENSE")} == {
        "graphiql.LICENSE",
        "react.LICENSE",
        "react-dom.LICENSE",
    }
    for name, expected in sums.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected, name


async def test_a_browser_gets_a_page(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql", headers={"accept": BROWSER})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in response.headers["vary"]
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert not re.search(r"https?:", policy)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert addresses == [f"/graphql/{name}" for name in ASSETS]
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|style=", response.text)


async def test_its_files_come_from_here(http: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    for name in ASSETS:
        with subtests.test(name=name):
            response = await http.get(f"/graphql/{name}")
            assert response.content == (FOLDER / name).read_bytes()
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            assert response.headers["content-type"] == f"{kind}; charset=utf-8"
            assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", [name for name in ASSETS if name.endswith((".css", "start.js"))])
def test_no_file_loads_another_hosts(name: str) -> None:
    text = (FOLDER / name).read_text()
    assert "@import" not in text
    assert not re.search(r"url\(['\"]?(?!data:)", text)


async def test_other_clients_get_no_page(http: httpx.AsyncClient) -> None:
    for accept in ("*/*", "application/json", "application/json, text/html;q=0.5"):
        response = await http.get("/graphql", headers={"accept": accept})
        assert response.status_code == 400


async def test_the_page_escapes_where_it_is(http: httpx.AsyncClient) -> None:
    response = await http.get("/%22%3E%3Cscript%3E/graphql", headers={"accept": BROWSER})
    assert "<script>/" not in response.text


async def test_the_whole_app_serves_them_too(client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers={"accept": BROWSER})
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert (await client.get(address)).status_code == 200
    for accept in (BROWSER, "*/*"):
        missing = await client.get("/graphql/nothing.js", headers={"accept": accept})
        assert missing.status_code == 404
        assert missing.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"

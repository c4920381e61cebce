"""Editors at work over HTTP on pages of their own, and readers who keep asking for them."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

QUESTION = "query ($slug: String!) { rolePage(slug: $slug) { intro { plain } } }"
TITLES = "{ rolePages(first: 100, orderBy: UPDATED_AT_DESC) { nodes { key title } } }"

_CREATE_ROLE = """
mutation ($key: String!) {
  createRole(input: {key: $key, title: [{locale: "en", value: $key}]}) {
    ... on Saved { version entity { id } } ... on Problem { code message }
  }
}
"""
_CREATE_PAGE = """
mutation ($key: String!, $role: ID!, $text: String!) {
  createRolePage(input: {
    key: $key, role: $role, slug: [{locale: "en", value: $key}]
    title: [{locale: "en", value: $text}], intro: [{locale: "en", value: $text}]
  }) { ... on Saved { version entity { id } } ... on Problem { code message } }
}
"""
_UPDATE = """
mutation ($id: ID!, $version: Int!, $text: String!) {
  updateRolePage(id: $id, expectedVersion: $version, input: {
    title: [{locale: "en", value: $text}], intro: [{locale: "en", value: $text}]
  }) { ... on Saved { version entity { id } } ... on Problem { code message } }
}
"""
_PUBLISH = """
mutation ($id: ID!, $revision: Int!) {
  publish(id: $id, revision: $revision, locales: ["en"], include: UNPUBLISHED) {
    __typename ... on Problem { code message }
  }
}
"""


@dataclass
class Editor:
    """Somebody who changes one page through one server, and publishes each change."""

    http: httpx.AsyncClient
    key: str
    page: str = ""
    version: int = 0

    async def create(self, text: str) -> None:
        """Makes the page with its role; it is not published."""
        role = await self._saved(_CREATE_ROLE, key=self.key)
        made = await self._saved(
            _CREATE_PAGE, key=f"{self.key}-page", role=role["entity"]["id"], text=text
        )
        self.page, self.version = made["entity"]["id"], made["version"]

    async def write(self, text: str) -> None:
        """Saves the page with that title and intro."""
        saved = await self._saved(_UPDATE, id=self.page, version=self.version, text=text)
        self.version = saved["version"]

    async def publish(self) -> None:
        """Returns when the server has said that it is published."""
        told = await self._asked(_PUBLISH, id=self.page, revision=self.version)
        assert told["publish"]["__typename"] == "Published", told

    async def _saved(self, query: str, **variables: Any) -> Any:
        (answer,) = (await self._asked(query, **variables)).values()
        assert "version" in answer, answer
        return answer

    async def _asked(self, query: str, **variables: Any) -> Any:
        body = {"query": query, "variables": variables}
        told = (await self.http.post("/editor/graphql", json=body)).json()
        assert "errors" not in told, told
        return told["data"]


async def intro(http: httpx.AsyncClient, slug: str) -> str:
    """The intro of a page as readers of that server see it now."""
    answer = await http.post("/graphql", json={"query": QUESTION, "variables": {"slug": slug}})
    page = answer.json()["data"]["rolePage"]
    return page["intro"]["plain"] if page else ""


async def titles(http: httpx.AsyncClient) -> dict[str, str]:
    """The titles of the pages that were changed last, by key, in a list that is often asked for."""
    answer = await http.post("/graphql", json={"query": TITLES})
    return {node["key"]: node["title"] for node in answer.json()["data"]["rolePages"]["nodes"]}


@dataclass
class Audience:
    """Readers who never stop; `asked` counts what they were answered with 200."""

    servers: list[httpx.AsyncClient]
    slugs: list[str]
    asked: int = 0
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def __aenter__(self) -> "Audience":
        self._tasks = [
            asyncio.create_task(self._read(http, slug))
            for http in self.servers
            for slug in self.slugs
        ]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        ended = await asyncio.gather(*self._tasks, return_exceptions=True)
        failed = [each for each in ended if not isinstance(each, asyncio.CancelledError)]
        assert not failed, failed

    async def _read(self, http: httpx.AsyncClient, slug: str) -> None:
        while True:
            await intro(http, slug)
            await titles(http)
            self.asked += 2


async def seconds_until_fresh(http: httpx.AsyncClient, slug: str, text: str, most: float) -> float:
    """How long that server went on with an older page."""
    began = time.monotonic()
    while await intro(http, slug) != text:
        assert time.monotonic() - began < most, f"still old after {most} s"
    return time.monotonic() - began

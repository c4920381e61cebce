"""An editor who works over HTTP, with a token and a connection of their own."""

import asyncio
from http.client import HTTPConnection
from typing import Any, Final

import orjson

from api.opening import opened_directory
from api.settings import read_settings
from auth.secret_key import SecretKey
from bench.opening import PAGES, SECRET, opened
from bench.serving.server import Server
from bench.tokens import publishers_token

_UPDATE: Final = """
mutation Update($id: ID!, $version: Int!, $intro: String!) {
  updateRolePage(id: $id, expectedVersion: $version,
                 input: {intro: [{locale: "en", value: $intro}]}) {
    __typename ... on Saved { version } ... on Problem { code message }
  }
}
"""
_PUBLISH: Final = """
mutation Publish($id: ID!, $revision: Int!) {
  publish(id: $id, revision: $revision, locales: ["en"]) {
    __typename ... on Problem { code message }
  }
}
"""
_VERSION: Final = "query Version($id: ID!) { entity(id: $id) { version } }"


def token_for(uri: str, server: Server) -> str:
    """A publisher's token for a server of the bench."""

    async def issued() -> str:
        async with opened(uri, PAGES) as installation:
            settings = read_settings(secret_key=SECRET, port=server.port)
            directory = await opened_directory(installation, settings, SecretKey(SECRET.encode()))
            return await publishers_token(directory)

    return asyncio.run(issued())


class Editor:
    """Changes one page's intro and publishes it, again and again."""

    def __init__(self, server: Server, token: str, page: str) -> None:
        self._http = HTTPConnection("127.0.0.1", server.port, timeout=30)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._page = page
        self._version: int = self._asked(_VERSION, id=page)["entity"]["version"]

    def save(self, intro: str) -> None:
        """Saves the page with another intro."""
        arguments = {"id": self._page, "version": self._version, "intro": intro}
        saved = self._asked(_UPDATE, **arguments)["updateRolePage"]
        if saved["__typename"] != "Saved":
            raise RuntimeError(f"the page was not saved: {saved}")
        self._version = saved["version"]

    def publish(self) -> None:
        """Publishes what was saved last."""
        told = self._asked(_PUBLISH, id=self._page, revision=self._version)["publish"]
        if told["__typename"] != "Published":
            raise RuntimeError(f"the page was not published: {told}")

    def _asked(self, query: str, **variables: Any) -> Any:
        body = orjson.dumps({"query": query, "variables": variables})
        self._http.request("POST", "/editor/graphql", body, self._headers)
        response = self._http.getresponse()
        answer = orjson.loads(response.read())
        if response.status != 200 or "errors" in answer:
            raise RuntimeError(f"{response.status}: {answer}")
        return answer["data"]

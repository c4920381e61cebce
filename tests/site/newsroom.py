"""A Rolebook with articles nobody here has seen, its editors, and the site made from it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.clients.conftest import Outside
from tests.clients.machine import Machine, english, machine_of
from tests.clients.tls import Authority
from tests.serving import Server, rolebook, running_server
from tests.site import articles
from tests.site.project import Build, Project

ADDRESS = "https://careers.example.org"


class Loopback(Outside):
    """A server reached as its own machine does, without TLS."""

    def http(self) -> httpx.Client:
        """A client."""
        return httpx.Client(timeout=30)


@dataclass
class Newsroom:
    """A server, one editor, and the site that is made from it."""

    server: Server
    editor: Machine
    project: Project
    folder: Path
    address: str

    @property
    def out(self) -> Path:
        """The site's folder."""
        return self.folder / "site"

    def build(self, url: str | None = None) -> Build:
        """The site as it is made of what is published now, or of what an address tells."""
        return self.project.generate(url or self.server.url, self.folder, self.address)

    def asked(self, query: str) -> Any:
        """What readers are answered."""
        return httpx.post(f"{self.server.url}/graphql", json={"query": query}).json()["data"]

    def page(self, slug: str) -> str:
        """The id of a page."""
        return str(
            self.asked(f'{{ rolePage(slug: "{slug}") {{ entityId }} }}')["rolePage"]["entityId"]
        )

    def rewritten(self, entity: str, kind: str, **given: str) -> None:
        """Changes texts of something, such as a `Statement`, and publishes them in English."""
        version = self.editor.ask("query ($id: ID!) { entity(id: $id) { version } }", id=entity)
        expected = version["entity"]["version"]
        query = f"""mutation ($id: ID!, $version: Int!, $given: Update{kind}Input!) {{
          done: update{kind}(id: $id, expectedVersion: $version, input: $given) {{
            ... on Saved {{ version }} ... on Problem {{ code message }} }} }}"""
        texts = {name: english(text) for name, text in given.items()}
        done = self.editor.ask(query, id=entity, version=expected, given=texts)["done"]
        assert "version" in done, done
        self.editor.published(entity, done["version"])

    def withdrawn(self, entity: str) -> None:
        """Takes something from English readers."""
        query = """mutation ($id: ID!) { done: unpublish(id: $id, locales: ["en"]) {
          __typename ... on Problem { code message } } }"""
        done = self.editor.ask(query, id=entity)["done"]
        assert done["__typename"] == "Unpublished", done


def import_articles(settings: dict[str, str], folder: Path) -> None:
    """The articles, each published: three in English, and one in German on a page of its own."""
    files = articles.write_english(folder)
    german = folder / "leuchtturmwaerter.md"
    german.write_text(articles.KEEPER_IN_GERMAN)
    for words in (files, [str(german), "--locale", "de", "--role", "lighthouse-keeper"]):
        done = rolebook("import", "article", *words, "--publish", settings=settings)
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def newsroom(settings: dict[str, str], project: Project, folder: Path) -> Iterator[Newsroom]:
    """A server of what is in a database, and an editor."""
    with running_server(settings) as server, tempfile.TemporaryDirectory() as keys:
        outside = Loopback(server.url, server, settings, Authority(Path(keys)))
        yield Newsroom(server, machine_of(outside), project, folder / "build", ADDRESS)

"""A service account that makes and publishes content over HTTP, for clients to read."""

from dataclasses import dataclass
from typing import Any

from tests.clients.conftest import Outside

_SAVED = "... on Saved { version entity { id } } ... on Problem { code message }"


@dataclass
class Machine:
    """A client of the editorial API with a token of its own."""

    outside: Outside
    token: str

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an answer without errors."""
        with self.outside.http() as http:
            response = http.post(
                self.outside.resource,
                json={"query": query, "variables": variables},
                headers={"Authorization": f"Bearer {self.token}"},
            )
        body = response.json()
        assert "errors" not in body, body
        return body["data"]

    def made(self, kind: str, /, **given: Any) -> str:
        """The id of new content, such as a `Role`."""
        query = f"mutation ($given: Create{kind}Input!) {{ done: create{kind}(input: $given)"
        done = self.ask(f"{query} {{ {_SAVED} }} }}", given=given)["done"]
        assert "entity" in done, done
        entity_id: str = done["entity"]["id"]
        return entity_id

    def edited(self, page: str, version: int, *operations: Any) -> None:
        """Changes the blocks of a page."""
        query = """mutation ($id: ID!, $version: Int!, $operations: [BlockOperation!]!) {
          done: editBlocks(id: $id, expectedVersion: $version, operations: $operations)"""
        done = self.ask(
            f"{query} {{ {_SAVED} }} }}", id=page, version=version, operations=operations
        )["done"]
        assert "entity" in done, done

    def published(self, entity: str, revision: int = 1) -> None:
        """Publishes a revision in English, with what it needs."""
        query = """mutation ($id: ID!, $revision: Int!) {
          done: publish(id: $id, revision: $revision, locales: ["en"], include: UNPUBLISHED) {
            __typename ... on Problem { code message }
            ... on ValidationProblem { issues { path code message } } } }"""
        done = self.ask(query, id=entity, revision=revision)["done"]
        assert done["__typename"] == "Published", done


def machine_of(outside: Outside) -> Machine:
    """A new service account that may publish."""
    account = outside.command("client", "add", "A machine", "--service", "--role", "publisher")
    with outside.http() as http:
        answer = http.post(
            f"{outside.url}/oauth/token",
            data={"grant_type": "client_credentials", "resource": outside.resource},
            auth=(account["client_id"], account["client_secret"]),
        ).json()
    return Machine(outside, answer["access_token"])


def english(text: str) -> list[dict[str, str]]:
    """A text in English alone."""
    return [{"locale": "en", "value": text}]

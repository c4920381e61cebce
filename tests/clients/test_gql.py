"""A program with a service account: a role page of shared statements, made, published and read."""

from typing import Any

import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXTransport

from tests.clients.conftest import Outside
from tests.clients.machine import machine_of

CREATE_ROLE = gql("""
mutation ($title: String!) {
  createRole(input: {key: "baker", title: [{locale: "en", value: $title}]}) {
    __typename
    ... on Saved { version entity { id } }
    ... on Problem { code message }
  }
}
""")
CREATE_STATEMENT = gql("""
mutation ($key: String!, $text: String!) {
  createStatement(
    input: {key: $key, kind: RESPONSIBILITY, text: [{locale: "en", value: $text}]}
  ) {
    __typename
    ... on Saved { entity { id } }
    ... on Problem { code message }
  }
}
""")
CREATE_PAGE = gql("""
mutation ($role: ID!, $first: ID!, $second: ID!) {
  createRolePage(
    idempotencyKey: "the page, once"
    input: {
      key: "baker-page"
      role: $role
      slug: [{locale: "en", value: "baker"}]
      title: [{locale: "en", value: "What is a baker?"}]
      blocks: [
        {statementList: {
          blockId: "tasks"
          kind: RESPONSIBILITY
          items: [{useId: "first", target: $first}, {useId: "second", target: $second}]
        }}
      ]
    }
  ) {
    __typename
    ... on Saved { version entity { id } }
    ... on Problem { code message }
    ... on ValidationProblem { issues { path code message } }
  }
}
""")
PUBLISH = gql("""
mutation ($id: ID!, $revision: Int!) {
  publish(id: $id, revision: $revision, locales: ["en"], include: UNPUBLISHED) {
    __typename
    ... on Problem { code message }
    ... on ValidationProblem { issues { path code message } }
  }
}
""")
READ = gql("""
{ rolePage(slug: "baker") { title responsibilities { text { plain } } } }
""")


@pytest.fixture
def machine(outside: Outside) -> Client:
    """A client of the editorial API with a token of its own."""
    transport = HTTPXTransport(
        outside.resource,
        verify=outside.authority.client_context(),
        headers={"Authorization": f"Bearer {machine_of(outside).token}"},
    )
    return Client(transport=transport, fetch_schema_from_transport=True)


def done(client: Client, mutation: Any, **variables: Any) -> Any:
    """What a mutation answered, which is no problem."""
    mutation.variable_values = variables
    (answer,) = client.execute(mutation).values()
    assert answer["__typename"] in ("Saved", "Published"), answer
    return answer


def test_a_page_of_shared_statements(outside: Outside, machine: Client) -> None:
    role = done(machine, CREATE_ROLE, title="Baker")["entity"]["id"]
    texts = {"first": "Bakes bread.", "second": "Keeps the oven."}
    made = {
        key: done(machine, CREATE_STATEMENT, key=key, text=text)["entity"]["id"]
        for key, text in texts.items()
    }
    page = done(machine, CREATE_PAGE, role=role, **made)
    again = done(machine, CREATE_PAGE, role=role, **made)
    assert again["entity"]["id"] == page["entity"]["id"], "one key makes one page"

    reader = Client(
        transport=HTTPXTransport(
            f"{outside.url}/graphql", verify=outside.authority.client_context()
        )
    )
    assert reader.execute(READ) == {"rolePage": None}
    done(machine, PUBLISH, id=page["entity"]["id"], revision=page["version"])
    assert reader.execute(READ)["rolePage"] == {
        "title": "What is a baker?",
        "responsibilities": [{"text": {"plain": text}} for text in texts.values()],
    }

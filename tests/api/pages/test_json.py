"""A page as JSON has every field of the schema's RolePage, and nothing else."""

from typing import Any

import httpx
import orjson
import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
)

from schema.delivery.schema import schema
from tests.api.pages.conftest import Get

ASKED = """{ rolePage(slug: "baker") {
  id slug title responsibilities { id } requirements { id } reasons { id } benefits { id }
  interviewQuestions { id } jobDescription { id responsibilities { id } benefits { id } }
} }"""


def compare(value: Any, expected: GraphQLOutputType, path: str) -> None:
    """Fails where a value is not what the schema says, or is more or less than that."""
    if isinstance(expected, GraphQLNonNull):
        assert value is not None, path
        expected = expected.of_type
    if value is None:
        return
    match expected:
        case GraphQLList():
            for number, item in enumerate(value):
                compare(item, expected.of_type, f"{path}.{number}")
        case GraphQLObjectType() | GraphQLInterfaceType() | GraphQLUnionType():
            if not isinstance(expected, GraphQLObjectType):
                expected = schema.core.type_map[value["__typename"]]  # type: ignore[assignment]
            assert isinstance(expected, GraphQLObjectType)
            assert value.keys() - {"__typename"} == expected.fields.keys(), path
            for name, field in expected.fields.items():
                compare(value[name], field.type, f"{path}.{name}")


@pytest.mark.usefixtures("library")
async def test_it_is_the_schemas_role_page(get: Get) -> None:
    answer = await get("/pages/baker.json")
    assert answer.headers["content-type"] == "application/json"
    page = answer.json()
    expected = schema.core.type_map["RolePage"]
    assert isinstance(expected, GraphQLObjectType)
    compare(page, expected, "")
    assert page["__typename"] == "RolePage"
    kinds = {block["__typename"] for block in page["blocks"]}
    union = schema.core.type_map["Block"]
    assert isinstance(union, GraphQLUnionType)
    assert kinds == {each.name for each in union.types}


@pytest.mark.usefixtures("library")
async def test_it_says_what_graphql_says(get: Get, client: httpx.AsyncClient) -> None:
    page = (await get("/pages/baker.json")).json()
    asked = (await client.post("/graphql", json={"query": ASKED})).json()["data"]["rolePage"]

    def same(told: Any, more: Any) -> bool:
        if isinstance(told, dict):
            return all(same(told[name], more[name]) for name in told)
        if isinstance(told, list):
            return len(told) == len(more) and all(map(same, told, more))
        return bool(told == more)

    assert same(asked, page)


@pytest.mark.usefixtures("library")
async def test_structured_data_stands_alone(get: Get) -> None:
    answer = await get("/pages/baker.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    page = (await get("/pages/baker.json")).json()
    assert orjson.loads(answer.content) == page["jsonLd"]
    assert answer.headers["link"] == '<https://example.org/roles/baker?locale=en>; rel="canonical"'

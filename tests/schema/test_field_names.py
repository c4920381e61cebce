"""Stored bodies and the SDL name the same fields: nothing is translated between them."""

from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_abstract_type,
    is_list_type,
    is_object_type,
)

from content.documents.resolved import Resolved
from schema.delivery import sdl

DERIVED = {
    "RolePage": {
        "jobDescription",
        "responsibilities",
        "requirements",
        "reasons",
        "benefits",
        "interviewQuestions",
    },
    "JobDescription": {"responsibilities", "requirements", "benefits"},
}
"""Fields that follow from a body's blocks and are not stored."""

SEEN_BLOCKS = {
    "Prose",
    "StatementList",
    "QuestionList",
    "JobDescriptionUse",
    "SnippetUse",
    "Faq",
    "SkillsTable",
    "Callout",
    "RelatedRoles",
}


class Comparison:
    """Walks a stored body beside the SDL."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.seen: set[str] = set()

    def compare(self, value: Any, expected: Any, path: str) -> None:
        """Fails where the names of a stored object are not those of its type."""
        if value is None:
            return
        if isinstance(value, list):
            for index, item in enumerate(value):
                self.compare(item, expected, f"{path}.{index}")
            return
        named = get_named_type(expected)
        if is_abstract_type(named):
            named = self.schema.type_map[value["__typename"]]
        if not is_object_type(named):
            return
        assert isinstance(named, GraphQLObjectType)
        self.seen.add(named.name)
        stored = set(value) - {"__typename"}
        wanted = set(named.fields) - DERIVED.get(named.name, set()) - {"requestedLocale"}
        assert stored == wanted, f"{path} ({named.name})"
        for name, field in named.fields.items():
            if name in value:
                assert isinstance(value[name], list) is (
                    value[name] is not None and _is_list(field.type)
                ) or (named.name == "RolePage" and name == "jsonLd")
                self.compare(value[name], field.type, f"{path}.{name}")


def _is_list(graphql_type: Any) -> bool:
    return is_list_type(getattr(graphql_type, "of_type", graphql_type)) or is_list_type(
        graphql_type
    )


@pytest.mark.usefixtures("library")
async def test_stored_bodies_have_exactly_the_fields_of_the_sdl() -> None:
    comparison = Comparison(build_schema(sdl()))
    documents = await Resolved.find().to_list()
    for document in documents:
        body = orjson.loads(document.body)
        assert body["__typename"] == document.typename
        comparison.compare(body, comparison.schema.type_map[document.typename], document.typename)
        if document.row is not None:
            row = orjson.loads(document.row)
            assert row.items() <= body.items()
            left_out = set(body) - set(row)
            assert left_out <= {"blocks", "intro", "overview", "jsonLd"}
    assert comparison.seen >= SEEN_BLOCKS
    objects = {
        "Snippet",
        "Organization",
        "Competency",
        "Skill",
        "JobFamily",
        "Role",
        "RolePage",
        "JobDescription",
        "Responsibility",
        "Requirement",
        "Reason",
        "Benefit",
        "InterviewQuestion",
    }
    assert {document.typename for document in documents} == objects

"""A root field without a scope cannot be built; the walk finds what nested fragments need."""

import time
from typing import Any

import pytest
import strawberry
from graphql import parse

from auth.scopes import Scope
from schema.editorial import editorial_schema
from schema.editorial.access import Guard, Undeclared, query_field
from schema.editorial.schema import EditorialSchema


def _name() -> str:
    return "a name"


def declared() -> Any:
    """A field as the schema declares them."""
    return query_field(_name, scope=Scope.CONTENT_READ, description="A name.")


def test_a_root_field_without_a_scope_is_no_schema() -> None:
    @strawberry.type
    class Query:
        guarded: str = declared()
        open: str = strawberry.field(resolver=_name)

    with pytest.raises(Undeclared, match=r"Query\.open needs no scope"):
        EditorialSchema(Query)


def test_a_mutation_without_a_scope_is_no_schema() -> None:
    @strawberry.type
    class Query:
        guarded: str = declared()

    @strawberry.type
    class Mutation:
        open: str = strawberry.mutation(resolver=_name)

    with pytest.raises(Undeclared, match=r"Mutation\.open needs no scope"):
        EditorialSchema(Query, Mutation)


def test_only_the_chosen_operation_is_walked() -> None:
    needed = editorial_schema().guard.needed
    document = parse(
        'query A { viewer { name } } query B { interviewQuestion(key: "q") { ...F } } '
        "fragment F on InterviewQuestion { lookFor { value } }"
    )
    assert needed(document, "A") == {Scope.CONTENT_READ}
    assert needed(document, "B") == {Scope.CONTENT_READ, Scope.INTERVIEW_READ}


def test_nested_fragments_are_walked_once() -> None:
    levels = 50
    spreads = "".join(
        f"fragment F{level} on InterviewQuestion {{ ...F{level + 1} ...F{level + 1} }} "
        for level in range(levels)
    )
    document = parse(
        f'{{ interviewQuestion(key: "q") {{ ...F0 }} }} {spreads}'
        f"fragment F{levels} on InterviewQuestion {{ rubric {{ score }} }}"
    )
    started = time.perf_counter()
    needed = Guard(editorial_schema()._schema).needed(document, None)
    assert needed == {Scope.CONTENT_READ, Scope.INTERVIEW_READ}
    assert time.perf_counter() - started < 1


def test_a_field_that_one_type_guards_is_guarded_on_its_interface() -> None:
    @strawberry.interface
    class Named:
        name: str

    @strawberry.type
    class Secret(Named):
        name: str = query_field(_name, scope=Scope.INTERVIEW_READ, description="A name.")

    @strawberry.type
    class Query:
        named: Named = declared()

    guard = EditorialSchema(Query, types=[Secret]).guard
    assert Scope.INTERVIEW_READ in guard.needed(parse("{ named { name } }"), None)

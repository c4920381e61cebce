"""Every refusal of content has one problem, and every result can tell what its operation raises."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from strawberry.utils.str_converters import to_camel_case, to_snake_case

import content
from content import archiving, deleting, editing, publishing, restoring, sharing
from content.publishing.unpublish import unpublish_all
from content.values import problems
from content.values.problems import ContentError
from content.values.sources import SOURCES
from content.values.value import Value
from schema.editorial import editorial_schema
from schema.editorial.inputs.reading import ENVELOPE
from schema.editorial.managing import managed
from schema.editorial.outcomes import PROBLEMS
from schema.editorial.permitting import SignInNotRecent
from schema.editorial.problems import ProblemCode

ALWAYS = {
    problems.Forbidden,
    problems.NotFound,
    problems.ValidationFailed,
}
"""What a mutation may meet before its operation."""
OPERATIONS: dict[str, tuple[Callable[..., Any], ...]] = {
    "SaveResult": (
        editing.create_all,
        editing.save,
        editing.update,
        sharing.share,
        restoring.restore_revision,
        archiving.restore,
    ),
    "PublishResult": (publishing.publish_all,),
    "UnpublishResult": (unpublish_all, archiving.preview_unpublish),
    "ArchiveResult": (archiving.archive, archiving.preview_archive),
    "DeleteResult": (deleting.delete, archiving.preview_delete),
    "UserResult": (managed,),
    "UserLinkResult": (managed,),
    "ClientSecretResult": (managed,),
    "RevokeClientResult": (managed,),
}


TOLD_AS_ERRORS = {"BadArgument"}
"""Refusals of an argument of a field, which are GraphQL errors with its path."""
ENDS_A_STREAM = {"TooSlow", "EventsLost"}
"""What a subscription ends with."""
NEVER_TOLD = {"_CannotBeShown"}
"""What settling raises for itself."""


def refusals(of: type[ContentError] = ContentError) -> Iterator[type[ContentError]]:
    """Every refusal that content has."""
    for each in of.__subclasses__():
        if each.__module__.startswith("content."):
            yield each
        yield from refusals(each)


def test_every_refusal_of_content_is_told_as_a_problem() -> None:
    for module in pkgutil.walk_packages(content.__path__, "content."):
        importlib.import_module(module.name)
    unmapped = {each.__name__ for each in refusals() if each not in PROBLEMS}
    assert unmapped == TOLD_AS_ERRORS | ENDS_A_STREAM | NEVER_TOLD
    assert {each.code for each in PROBLEMS} == {code.value for code in ProblemCode}
    types = [problem for problem, _ in PROBLEMS.values()]
    assert len(set(types)) == len(types)


def members(union: str) -> set[str]:
    """The names of a union's types."""
    found: Any = editorial_schema()._schema.type_map[union]
    return {each.name for each in found.types}


@pytest.mark.parametrize("union", OPERATIONS)
def test_a_result_holds_every_problem_that_its_operations_tell_of(union: str) -> None:
    known = {each.__name__: each for each in PROBLEMS}
    raised = ALWAYS | ({SignInNotRecent} if managed in OPERATIONS[union] else {problems.Busy})
    for operation in OPERATIONS[union]:
        told = inspect.getdoc(operation) or ""
        raised |= {each for name, each in known.items() if name in told}
        if "once" in inspect.signature(operation).parameters:
            raised.add(problems.KeyReused)
    assert {PROBLEMS[each][0].__name__ for each in raised} <= members(union)


def test_every_mutation_answers_with_one_of_these() -> None:
    mutation = editorial_schema()._schema.mutation_type
    assert mutation is not None
    assert {str(field.type).removesuffix("!") for field in mutation.fields.values()} == set(
        OPERATIONS
    )
    problem_types = {problem.__name__ for problem, _ in PROBLEMS.values()}
    told = set().union(*(members(union) for union in OPERATIONS))
    assert problem_types <= told


@pytest.mark.parametrize("content_type", SOURCES)
def test_inputs_have_the_fields_of_their_source(content_type: Any) -> None:
    name = SOURCES[content_type].__name__
    types: Any = editorial_schema()._schema.type_map
    fields = set(SOURCES[content_type].model_fields)
    given = {to_snake_case(each) for each in types[f"Update{name}Input"].fields}
    assert given == fields
    given = {to_snake_case(each) for each in types[f"Create{name}Input"].fields}
    assert given - (ENVELOPE - fields) == fields
    assert "key" in given


def test_nothing_that_is_given_publishes() -> None:
    """No input of a save names a state, a publication, an author or an archive."""
    types: Any = editorial_schema()._schema.type_map
    saves = [name for name in types if name.startswith(("Create", "Update"))]
    waiting, seen = [*saves, "BlockOperation"], set[str]()
    names: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or not hasattr(types[name], "fields"):
            continue
        seen.add(name)
        for field_name, field in types[name].fields.items():
            names.add(field_name)
            waiting.append(str(field.type).strip("[]!"))
    envelope = {"id", "version", "published", "archived", "archivedAt", "createdBy", "savedBy"}
    assert not names & envelope
    assert not [each for each in names if "publish" in each.lower()]


def test_words_for_code_do_not_change_the_names_of_fields() -> None:
    """Paths are made of the names in the sources; each has one name in the SDL."""

    def names(model: type[Value]) -> Iterator[str]:
        yield from model.model_fields

    for model in SOURCES.values():
        for each in names(model):
            assert to_snake_case(to_camel_case(each)) == each

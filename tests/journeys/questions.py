"""Every question that the delivery API takes, read from its schema."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
)

from content.reading.identifiers import encode
from content.values.entity import Entity
from tests.serving import REPOSITORY

MARKER = "zqxmarker"
DEPTH = 5
MOST = 5
"""How many items of a list are asked for in full: more would cost more than is taken."""
LOCALES = ("en", "de")
MOMENT = "2020-01-01T00:00:00.000Z"

Question = tuple[str, dict[str, Any]]


SCHEMA: GraphQLSchema = build_schema((REPOSITORY / "schema/delivery.graphql").read_text())


ROOT = SCHEMA.query_type
assert ROOT is not None


def selections(type_: Any, depth: int = DEPTH) -> Iterator[str]:
    """Selections that together read every field that needs no argument."""
    named = get_named_type(type_)
    if is_leaf_type(named):
        yield ""
    elif isinstance(named, GraphQLUnionType | GraphQLInterfaceType):
        # One kind at a time: fields of the same name have different types in others.
        for possible in SCHEMA.get_possible_types(named):
            for each in selections(possible, depth):
                yield f"{{ __typename ... on {possible.name} {each} }}"
    elif isinstance(named, GraphQLObjectType) and depth > 0:
        plain, deep = ["__typename"], []
        for name, field in named.fields.items():
            if any(is_required_argument(arg) for arg in field.args.values()):
                continue
            if is_leaf_type(get_named_type(field.type)):
                plain.append(name)
            elif not name.endswith(("edges", "facets")) or depth == DEPTH:
                deep.append((name, field))
        inner = {name: list(selections(field.type, depth - 1)) for name, field in deep}
        for number in range(max(map(len, inner.values()), default=1)):
            further = [
                f"{name} {each[number]}" for name, each in inner.items() if number < len(each)
            ]
            yield f"{{ {' '.join((*plain, *further))} }}"


def questions(entities: list[Entity]) -> Iterator[Question]:
    """Every root field with every argument, given what an attacker would give."""
    assert ROOT is not None
    for name, field in ROOT.fields.items():
        for number, required in enumerate(_required(name, entities)):
            for locale in LOCALES if "locale" in field.args else ("",):
                given = {**required, **({"locale": locale} if locale else {})}
                if "first" in field.args:
                    given["first"] = MOST
                deep = DEPTH if number < 2 and name not in ("node", "nodes", "search") else 2
                is_repeated = name == "node" and number >= 2  # `nodes` asks for all of each
                for each in ["{ id }"] if is_repeated else selections(field.type, deep):
                    yield _question(field, name, [given], each)
        if "Connection" in str(field.type):
            (required, *_) = _required(name, entities)
            yield from _lists(name, field, required)


def _lists(name: str, field: GraphQLField, required: dict[str, Any]) -> Iterator[Question]:
    """A list with each value of each argument, eight of them at once."""
    shallow = "{ totalCount edges { cursor node { __typename } } pageInfo { endCursor } }"
    given = [
        {**required, argument: value, **locale}
        for argument, values in _optional(field).items()
        for value in values
        for locale in ([{}, {"locale": "de"}] if argument != "where" else [{}])
    ]
    for start in range(0, len(given), 8):
        yield _question(field, name, given[start : start + 8], shallow)


def _question(
    field: GraphQLField, name: str, calls: list[dict[str, Any]], selection: str
) -> Question:
    declared: list[str] = []
    asked: list[str] = []
    variables: dict[str, Any] = {}
    for number, given in enumerate(calls):
        declared += [f"${each}{number}: {field.args[each].type}" for each in given]
        passed = ", ".join(f"{each}: ${each}{number}" for each in given)
        asked.append(f"a{number}: {name}{f'({passed})' if given else ''} {selection}")
        variables |= {f"{each}{number}": value for each, value in given.items()}
    head = f"query ({', '.join(declared)})" if declared else "query"
    return f"{head} {{ {' '.join(asked)} }}", variables


def _required(name: str, entities: list[Entity]) -> Iterator[dict[str, Any]]:
    """What an attacker fills in where something must be filled in."""
    slugs = ["baker", "baecker", *(f"{MARKER}-{each}" for each in ("baker", "baecker", "page"))]
    keys = [key for each in entities for key in (each.key, each.id)]
    ids = [
        encode(base, locale)
        for each in entities
        for locale in LOCALES
        for base in (each.id, f"{each.id}@{entities[0].id}/u0")
    ]
    match name:
        case "rolePage":
            yield from ({"slug": slug} for slug in slugs)
        case "resolvePath":
            yield from ({"path": f"/roles/{slug}"} for slug in slugs)
        case "role" | "jobDescription":
            yield from ({"key": key} for key in ("baker", "baker-job", *keys))
        case "search":
            yield from ({"query": text} for text in (MARKER, f'"{MARKER}"', "baker"))
        case "node":
            yield from ({"id": each} for each in ids)
        case "nodes":
            yield from ({"ids": ids[start : start + 20]} for start in range(0, len(ids), 20))
        case _:
            yield {}


def _optional(field: GraphQLField) -> dict[str, list[Any]]:
    """Values for every argument that may be left out."""
    found: dict[str, list[Any]] = {}
    for name, argument in field.args.items():
        named = get_named_type(argument.type)
        if isinstance(named, GraphQLInputObjectType):
            alone = list(_filters(named))
            wrapped = [{"not": each} for each in alone[::3]]
            found[name] = [*alone, *wrapped, {"or": [alone[0], {"key": {"eq": MARKER}}]}]
        elif isinstance(named, GraphQLEnumType) and is_list_type(get_nullable_type(argument.type)):
            found[name] = [[value] for value in named.values]
        elif isinstance(named, GraphQLEnumType):
            found[name] = list(named.values)
        elif name == "search":
            found[name] = [MARKER, f'"{MARKER}"', "baker"]
        elif name in ("first", "last"):
            found[name] = [0, 1, 100]
    return found


def _filters(where: GraphQLInputObjectType) -> Iterator[dict[str, Any]]:
    for name, field in where.fields.items():
        compared = get_named_type(field.type)
        if not isinstance(compared, GraphQLInputObjectType) or name in ("and", "or", "not"):
            continue
        for operator, operand in compared.fields.items():
            for value in _operands(operand.type):
                yield {name: {operator: value}}


def _operands(type_: Any) -> Iterator[Any]:
    named = get_named_type(type_)
    values: list[Any]
    if isinstance(named, GraphQLEnumType):
        values = list(named.values)
    else:
        known: dict[str, list[Any]] = {
            "String": [MARKER, f"{MARKER}-role", "baker"],
            "ID": [MARKER],
            "Int": [1, 3],
            "Boolean": [True, False],
            "DateTime": [MOMENT],
        }
        values = known[named.name]
    listed = isinstance(get_nullable_type(type_), GraphQLList)
    yield from ([value] for value in values) if listed else values

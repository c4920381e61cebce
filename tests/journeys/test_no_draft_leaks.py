"""Nothing of a draft is ever public: every question the delivery API takes, asked before and after.

A marker is written into everything that readers must not see. Then each root field is asked with
each of its arguments, filters, orders and cursors: no answer holds the marker, and each is what it
was before there were drafts, totals and cursors included.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
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

from content import archiving, publishing
from content.installation import Installation
from content.reading.identifiers import encode
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.sources import dump_source
from content.values.users_fate import UsersFate
from tests.content.desk import BY, Desk, use
from tests.schema.library import Library, listing, publish_library
from tests.serving import REPOSITORY

MARKER = "zqxmarker"
DEPTH = 5
LOCALES = ("en", "de")
MOMENT = "2020-01-01T00:00:00.000Z"

Question = tuple[str, dict[str, Any]]


def marked(value: Any, name: str = "") -> Any:
    """A source with the marker in every text of it, in every locale."""
    if isinstance(value, dict):
        if value and set(value) <= set(LOCALES):
            return {locale: _marked_text(value.get(locale, ""), name) for locale in LOCALES}
        return {each: marked(inner, each) for each, inner in value.items()}
    if isinstance(value, list | tuple):
        return [marked(each, name) for each in value]
    return value


def _marked_text(text: Any, name: str) -> Any:
    if isinstance(text, dict):
        return {**text, "value": _marked_text(text["value"], name)}
    if isinstance(text, list | tuple):
        return [*text, MARKER]
    return f"{MARKER}-{text}".strip("-") if name == "slug" else f"{text} {MARKER}".strip()


async def answer(http: httpx.AsyncClient, question: Question) -> dict[str, Any]:
    """The whole answer; a question that the API does not take would prove nothing."""
    query, variables = question
    response = await http.post("/graphql", json={"query": query, "variables": variables})
    body: dict[str, Any] = response.json()
    assert response.status_code == 200, f"{query}\n{variables}\n{body}"
    assert "errors" not in body, f"{query}\n{variables}\n{body['errors']}"
    return body


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


async def interviewers_only(desk: Desk, library: Library) -> Entity:
    """A published question, marked in all that only interviewers may read."""
    hidden = {"en": MARKER}
    source = {
        "prompt": {"en": "How is a crust made?"},
        "audience": "INTERVIEWER",
        "sample_answer": hidden,
        "look_for": hidden,
        "red_flags": hidden,
        "follow_ups": hidden,
        "rubric": [{"score": 1, "anchor": hidden}],
        "skills": [library.skill.id],
    }
    question = await desk.create(ContentType.INTERVIEW_QUESTION, source, key="crust")
    await desk.publish(question)
    return question


async def withdrawn(desk: Desk, installation: Installation) -> list[Entity]:
    """Content that was public once: unpublished, and thrown away."""
    kept = await desk.create(
        ContentType.SKILL, {"name": {"en": f"Kept {MARKER}"}}, key=f"{MARKER}-kept"
    )
    gone = await desk.statement(f"Gone {MARKER}", key=f"{MARKER}-gone")
    role = await desk.role(f"Left {MARKER}")
    page = await desk.page(role, slug={"en": f"{MARKER}-page"}, title={"en": MARKER})
    for each in (kept, gone, page):
        await desk.publish(each, include_unpublished=True)
    await publishing.unpublish(installation, page.id, "en", by=BY)
    await publishing.unpublish(installation, kept.id, "en", by=BY)
    for each in (gone, role):
        now = await desk.get(each)
        await archiving.archive(
            installation, each.id, expected_version=now.version, users=UsersFate.WITHDRAW, by=BY
        )
    return [kept, gone, role, page]


async def write_drafts(desk: Desk, library: Library) -> list[Entity]:
    """A draft of everything that is published, in both locales, and things that never were."""
    published = [each for each in vars(library).values() if isinstance(each, Entity)]
    for each in published:
        now = await desk.get(each)
        await desk.change(each, **marked(dump_source(now.source)))
    role = await desk.create(
        ContentType.ROLE,
        {
            "title": dict.fromkeys(LOCALES, f"Role {MARKER}"),
            "family": library.family.id,
            "skills": [{"skill": library.skill.id}],
            "level": "MID",
        },
        key=f"{MARKER}-role",
    )
    statement = await desk.statement(MARKER, key=f"{MARKER}-duty", skills=[library.skill.id])
    question = await desk.question(MARKER, skills=[library.skill.id])
    skill = await desk.create(
        ContentType.SKILL, {"name": {"en": f"Never {MARKER}"}}, key=f"{MARKER}-skill"
    )
    family = await desk.create(
        ContentType.JOB_FAMILY, {"name": {"en": f"Never {MARKER}"}}, key=f"{MARKER}-family"
    )
    page = await desk.page(
        role, [listing(0, use(statement))], slug={"en": f"{MARKER}-draft"}, title={"en": MARKER}
    )
    job = await desk.create(
        ContentType.JOB_DESCRIPTION,
        {"role": role.id, "overview": {"en": MARKER}, "blocks": [listing(0, use(statement))]},
        key=f"{MARKER}-job",
    )
    return [role, statement, question, skill, family, page, job]


@pytest.mark.slow
async def test_no_answer_changes_because_of_a_draft(
    client: httpx.AsyncClient, installation: Installation
) -> None:
    desk = Desk(installation)
    library = await publish_library(desk)
    hidden = await interviewers_only(desk, library)
    once_public = await withdrawn(desk, installation)
    known = [each for each in vars(library).values() if isinstance(each, Entity)]
    asked = list(questions([*known, hidden, *once_public]))
    before = [await answer(client, each) for each in asked]
    drafts = await write_drafts(desk, library)
    for question, expected in zip(asked, before, strict=True):
        assert MARKER not in str(expected).lower(), question
        assert await answer(client, question) == expected, question
    for question in questions(drafts):
        if question[1].keys() & {"id0", "ids0", "key0", "slug0", "path0"}:
            assert MARKER not in str(await answer(client, question)).lower(), question

"""Whatever is sent, a mutation answers with what it made or with a problem: never with a bug."""

import random
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)

from auth.roles import Role
from schema.editorial import editorial_schema
from tests.schema.editorial.conftest import AskAs
from tests.schema.editorial.mutating import Editor, operation, texts

CALLS = 8
TEXTS = (
    "",
    "a",
    "b0",
    "en",
    "de",
    "x-y",
    "Sätze mit Ümläuten 🙂",
    "a\u0000b",
    "\ufdd0",
    "two\nlines",
    "{{company}}",
    "{{",
    "[x](javascript:alert(1))",
    '{"$gt": ""}',
    "$where",
    "a.b.c",
    "__proto__",
    "../../etc/passwd",
    "w" * 301,
    "w" * 20_001,
)
NUMBERS = (0, 1, 2, 5, -1, 480, 2**31 - 1, -(2**31))
FINE = {"BAD_USER_INPUT"}


class Inventor:
    """Makes up values of the schema's input types; `ids` are ids of things that exist."""

    def __init__(self, seed: int, ids: dict[str, str]) -> None:
        self._chance = random.Random(seed)  # the same calls every time
        self._ids = ids

    def value(self, kind: Any, depth: int = 0) -> Any:
        """A value of a type, mostly a valid one by the schema alone."""
        pick = self._chance
        if isinstance(kind, GraphQLNonNull):
            return self.value(kind.of_type, depth)
        if isinstance(kind, GraphQLList):
            most = 3 if depth < 4 else 1
            return [self.value(kind.of_type, depth + 1) for _ in range(pick.randint(0, most))]
        if isinstance(kind, GraphQLEnumType):
            return pick.choice(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return self._record(kind, depth)
        assert isinstance(kind, GraphQLScalarType)
        return self._scalar(kind.name)

    def _record(self, kind: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        names = list(kind.fields)
        if kind.is_one_of:
            names = [self._chance.choice(names)]
        given = {}
        for name in names:
            field = kind.fields[name]
            is_required = isinstance(field.type, GraphQLNonNull) or kind.is_one_of
            chance = self._chance.random()
            if is_required or chance < 0.45:
                given[name] = self.value(field.type, depth + 1)
            elif chance < 0.5:
                given[name] = None
        return given

    def _scalar(self, name: str) -> Any:
        pick = self._chance
        match name:
            case "Int":
                return pick.choice(NUMBERS)
            case "Boolean":
                return pick.random() < 0.5
            case "Locale":
                return pick.choice(("en", "de", "en", "de", "fr", "", "EN", "en.de"))
            case "Date":
                return pick.choice(("2027-03-31", "0001-01-01", "9999-12-31"))
            case "ID" if pick.random() < 0.7:
                return pick.choice(list(self._ids.values()))
            case _:
                return pick.choice(TEXTS)


async def made(editor: Editor) -> dict[str, str]:
    """The ids of one thing of each kind, by kind."""
    role = await editor.made("createRole", key="role", title=texts(en="Baker"))
    name = {"name": texts(en="x")}
    prose = {"prose": {"blockId": "a", "body": texts(en="x")}}
    listing = {"statementList": {"blockId": "b", "kind": "BENEFIT"}}
    composed: dict[str, Any] = {"role": role, "blocks": [prose, listing]}
    return {
        "Role": role,
        "Statement": await editor.made(
            "createStatement", key="s", kind="BENEFIT", text=texts(en="x")
        ),
        "InterviewQuestion": await editor.made(
            "createInterviewQuestion", key="q", prompt=texts(en="x")
        ),
        "Snippet": await editor.made("createSnippet", key="n", kind="ABOUT", body=texts(en="x")),
        "JobDescription": await editor.made("createJobDescription", key="j", **composed),
        "RolePage": await editor.made("createRolePage", key="p", **composed),
        "Organization": await editor.made("createOrganization", key="o", **name),
        "JobFamily": await editor.made("createJobFamily", key="f", **name),
        "Skill": await editor.made("createSkill", key="k", **name),
        "Competency": await editor.made("createCompetency", key="c", **name),
    }


@pytest.mark.parametrize("seed", range(2))
async def test_no_input_is_a_bug(ask: AskAs, seed: int) -> None:
    editor = Editor(ask, {"role": Role.PUBLISHER})
    ids = await made(editor)
    inventor = Inventor(seed, ids)
    mutation = editorial_schema()._schema.mutation_type
    assert mutation is not None
    told: set[str] = set()
    for name, field in mutation.fields.items():
        for turn in range(CALLS):
            given = {each: inventor.value(argument.type) for each, argument in field.args.items()}
            given.pop("idempotencyKey", None)
            kind = name.removeprefix("update")
            if kind in ids:
                given |= {"id": ids[kind], "expectedVersion": 1}
            if name == "editBlocks":
                given |= {"id": ids["RolePage"], "expectedVersion": 1}
            if name in ("delete", "archive") and turn:
                given["dryRun"] = True
            query = operation(name, frozenset(given))
            answer = await ask(query, role=Role.ADMIN, **given)
            if "errors" in answer.body:
                assert answer.refusal[0] in FINE, (name, given, answer.body)
                continue
            told.add(answer.body["data"][name]["__typename"])
    assert {"Saved", "ValidationProblem", "NotFoundProblem", "ConflictProblem"} <= told

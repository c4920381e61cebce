"""Who may change what: scope, role, authorship; and that readers see nothing of a draft."""

from typing import Any

import pytest

from auth.roles import SCOPES_OF, Role
from content import drafts
from content.documents.resolved import Resolved
from content.installation import Installation
from schema.editorial import editorial_schema
from tests.schema.editorial.conftest import AskAs
from tests.schema.editorial.mutating import Editor, operation, texts

AUTHOR, OTHER = "usr_" + "0" * 25 + "8", "usr_" + "0" * 25 + "9"
NEEDS = {
    "publish": "content:publish",
    "unpublish": "content:publish",
    "archive": "content:delete",
    "restore": "content:delete",
    "delete": "content:delete",
    "inviteUser": "users:manage",
    "updateUser": "users:manage",
    "disableUser": "users:manage",
    "enableUser": "users:manage",
    "resetPassword": "users:manage",
    "signOutEverywhere": "users:manage",
    "createClient": "clients:manage",
    "rotateClientSecret": "clients:manage",
    "revokeClient": "clients:manage",
}
"""The scope of a mutation; the others need content:write."""


def arguments(name: str, entity_id: str) -> dict[str, Any]:
    """Arguments that a mutation takes."""
    managing: dict[str, dict[str, Any]] = {
        "inviteUser": {"input": {"email": "ada@example.com", "role": "VIEWER"}},
        "createClient": {"input": {"name": "x", "grantTypes": ["CLIENT_CREDENTIALS"]}},
        "updateUser": {"id": entity_id, "input": {}},
    }
    if name in managing:
        return managing[name]
    if NEEDS.get(name, "").endswith(":manage"):
        return {"id": entity_id}
    if name.startswith("create"):
        required: dict[str, Any] = {"key": "x"}
        kind = name.removeprefix("create")
        types: Any = editorial_schema()._schema.type_map
        for field in ("title", "name", "text", "prompt", "body"):
            given = types[f"Create{kind}Input"].fields.get(field)
            if given is not None and str(given.type).endswith("!"):
                required[field] = texts(en="x")
        required |= {"kind": "BENEFIT"} if kind == "Statement" else {}
        required |= {"kind": "ABOUT"} if kind == "Snippet" else {}
        required |= {"role": entity_id} if kind in ("RolePage", "JobDescription") else {}
        return {"input": required}
    more: dict[str, dict[str, Any]] = {
        "editBlocks": {"expectedVersion": 1, "operations": []},
        "share": {"expectedVersion": 1},
        "restoreRevision": {"expectedVersion": 1, "version": 1},
        "archive": {"expectedVersion": 1},
        "restore": {"expectedVersion": 1},
        "delete": {},
        "publish": {"revision": 1, "locales": ["en"]},
        "unpublish": {"locales": ["en"]},
    }
    return {"id": entity_id, **more.get(name, {"expectedVersion": 1, "input": {}})}


def mutations() -> list[str]:
    """The names of all mutations."""
    found = editorial_schema()._schema.mutation_type
    assert found is not None
    return list(found.fields)


async def test_every_mutation_is_refused_without_its_scope(
    ask: AskAs, installation: Installation
) -> None:
    publisher = Editor(ask, {"role": Role.PUBLISHER})
    role = await publisher.made("createRole", key="baker", title=texts(en="Baker"))
    before = await drafts.get(installation, role)
    for name in mutations():
        given = arguments(name, role)
        query = operation(name, frozenset(given))
        needed = NEEDS.get(name, "content:write")
        without = frozenset(scope.value for scope in SCOPES_OF[Role.ADMIN]) - {needed}
        for role_of_caller, scopes in ((Role.ADMIN, without), (Role.VIEWER, None)):
            answer = await ask(query, role=role_of_caller, scopes=scopes, **given)
            assert answer.status == 403, name
            assert answer.error["extensions"] == {"code": "FORBIDDEN", "scopes": [needed]}
            assert f'scope="{needed}"' in answer.headers["www-authenticate"]
    assert await drafts.get(installation, role) == before


async def test_an_author_changes_their_own_and_publishes_nothing(
    ask: AskAs, installation: Installation
) -> None:
    author = Editor(ask, {"role": Role.AUTHOR, "subject": AUTHOR})
    editor = Editor(ask, {"role": Role.EDITOR, "subject": OTHER})
    mine = await author.made("createRole", key="mine", title=texts(en="Baker"))
    page = await author.made(
        "createRolePage", key="page", role=mine, slug=texts(en="x"), title=texts(en="x")
    )
    theirs = await editor.made("createRole", key="theirs", title=texts(en="Baker"))
    await editor.done("updateRole", id=mine, expectedVersion=1, input={"level": "MID"})
    await author.done("updateRole", id=mine, expectedVersion=2, input={"level": "LEAD"})

    for name, more in (
        ("updateRole", {"input": {"level": "LEAD"}}),
        ("share", {}),
        ("restoreRevision", {"version": 1}),
    ):
        refused = await author(name, id=theirs, expectedVersion=1, **more)
        assert (refused["__typename"], refused["reason"]) == ("ForbiddenProblem", "NOT_OWN")
    for name in ("publish", "unpublish", "archive", "restore", "delete"):
        given = arguments(name, page)
        query = operation(name, frozenset(given))
        answer = await ask(query, role=Role.AUTHOR, subject=AUTHOR, **given)
        assert answer.status == 403
    assert await Resolved.find_all().count() == 0
    assert (await drafts.get(installation, mine)).published == {}


async def test_one_field_without_its_scope_refuses_the_whole_operation(
    ask: AskAs, installation: Installation
) -> None:
    editor = Editor(ask, {"role": Role.EDITOR})
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    answer = await ask(
        f'mutation {{ updateRole(id: "{role}", expectedVersion: 1, input: {{level: MID}}) '
        f"{{ __typename }} ...Sneaky }} fragment Sneaky on Mutation {{ "
        f'publish(id: "{role}", revision: 1, locales: ["en"]) {{ __typename }} }}'
    )
    assert answer.status == 403
    assert (await drafts.get(installation, role)).version == 1


async def test_at_most_five_mutations_an_operation(ask: AskAs) -> None:
    one = 'createSkill(input: {key: "k%s", name: []}) { __typename }'
    for count, is_fine in ((5, True), (6, False)):
        fields = " ".join(f"m{index}: {one % f'{count}{index}'}" for index in range(count))
        answer = await ask(f"mutation {{ {fields} }}")
        if is_fine:
            assert {each["__typename"] for each in answer.data.values()} == {"Saved"}
        else:
            assert answer.error["extensions"]["code"] == "MUTATION_LIMIT"


async def test_each_mutation_of_an_operation_sees_what_the_one_before_did(ask: AskAs) -> None:
    editor = Editor(ask, {"role": Role.EDITOR})
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    update = 'updateRole(id: "%s", expectedVersion: %s, input: {level: %s}) { ...S }'
    answer = await ask(
        f"mutation {{ a: {update % (role, 1, 'MID')} b: {update % (role, 2, 'LEAD')} }} "
        "fragment S on SaveResult { ... on Saved { version entity { version "
        "... on Role { level } } } }"
    )
    versions = [(each["version"], each["entity"]["level"]) for each in answer.data.values()]
    assert versions == [(2, "MID"), (3, "LEAD")]


@pytest.mark.parametrize("scope", ["content:read", "content:write"])
async def test_a_token_of_less_is_less(ask: AskAs, scope: str) -> None:
    admin = Editor(ask, {"role": Role.ADMIN, "scopes": frozenset({scope, "content:read"})})
    query = operation("createSkill", frozenset({"input"}))
    answer = await ask(query, **admin.who, input={"key": "k", "name": texts(en="x")})
    assert answer.status == (200 if scope == "content:write" else 403)

"""Every field of the editorial API, found in the schema itself, asked by everybody who may not.

A field that is added joins by itself. Whatever is refused is refused before anything of it ran.
"""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from graphql import GraphQLObjectType

from auth.directory import Deed, Directory
from auth.documents.tokens import RevocationKind
from auth.roles import SCOPES_OF, Role
from auth.scopes import Scope
from auth.tokens.revocations import revoke
from schema.editorial import editorial_schema
from tests.auth.tokens import bearer, issued
from tests.schema.editorial.conftest import PATH
from tests.schema.editorial.minimal import operation, selection

ALL = frozenset(scope.value for scope in Scope)


def fields() -> Iterator[tuple[str, str, frozenset[Scope]]]:
    """Each field that needs a scope: its name, an operation that asks for it, what that needs."""
    schema = editorial_schema()
    roots = {
        schema._schema.query_type: "query",
        schema._schema.mutation_type: "mutation",
        schema._schema.subscription_type: "subscription",
    }
    for root, kind in roots.items():
        assert root is not None
        for name, field in root.fields.items():
            scope = schema.guard.scope_of(root.name, name)
            assert scope is not None, f"{root.name}.{name} needs no scope"
            yield f"{root.name}.{name}", operation(kind, name, field), frozenset({scope})
    for type_name, type_ in schema._schema.type_map.items():
        if not isinstance(type_, GraphQLObjectType) or type_ in roots:
            continue
        for name, field in type_.fields.items():
            scope = schema.guard.scope_of(type_name, name)
            if scope is not None:
                inner = f"... on {type_name} {{ {selection(name, field)} }}"
                query = f'{{ entity(id: "none") {{ {inner} }} }}'
                yield f"{type_name}.{name}", query, frozenset({scope, Scope.CONTENT_READ})


FIELDS = list(fields())


class Sweep:
    """Sends operations, and looks at what they were answered and what the database was asked."""

    def __init__(self, http: httpx.AsyncClient, commands: list[str]) -> None:
        self._http, self._commands = http, commands

    async def refused(
        self, query: str, headers: dict[str, str], status: int, code: str
    ) -> httpx.Response:
        """The refusal of an operation, none of which ran."""
        self._commands.clear()
        given = {**headers, "Accept": "application/json, text/event-stream"}
        response = await self._http.post(PATH, json={"query": query}, headers=given)
        body = response.json()
        assert (response.status_code, body["errors"][0]["extensions"]["code"]) == (status, code)
        assert "data" not in body
        assert response.headers["cache-control"] == "no-store"
        touched = {each.partition(" ")[2] for each in self._commands if " " in each}
        assert touched <= {"revocations", "signing_keys"}, "something of it ran"
        return response

    async def let_through(self, query: str, headers: dict[str, str]) -> None:
        """Returns if the operation was run, whatever came of it."""
        if query.startswith("subscription"):
            return  # It would run on; tests/api/subscriptions has those that do.
        response = await self._http.post(PATH, json={"query": query}, headers=headers)
        assert response.status_code == 200, response.text
        errors = response.json().get("errors", [])
        assert "INTERNAL" not in {each["extensions"]["code"] for each in errors}, errors
        assert all("path" in error for error in errors), errors


@pytest.fixture
def sweep(
    http: httpx.AsyncClient,
    commands: list[str],
    directory: Directory,
    monkeypatch: pytest.MonkeyPatch,
) -> Sweep:
    """A caller of every field, of whom the audit log keeps nothing: that takes its time."""

    async def unrecorded(_deed: Deed) -> None:
        pass

    monkeypatch.setattr(directory, "record", unrecorded)
    return Sweep(http, commands)


def test_the_fields_are_found() -> None:
    names = {name for name, _, _ in FIELDS}
    assert {"Query.viewer", "Query.rolePages", "InterviewQuestion.lookFor"} <= names
    assert {"Mutation.createRole", "Mutation.publish", "Mutation.delete"} <= names
    assert "Subscription.entityChanged" in names


async def test_nobody_without_a_token(sweep: Sweep, subtests: pytest.Subtests) -> None:
    for name, query, _ in FIELDS:
        with subtests.test(field=name):
            response = await sweep.refused(query, {}, 401, "UNAUTHENTICATED")
            assert response.headers["www-authenticate"].startswith("Bearer ")


async def test_every_role_with_all_that_it_may_be_given(
    sweep: Sweep, directory: Directory, subtests: pytest.Subtests
) -> None:
    for role in Role:
        # The token says every scope: what counts is what the role holds of them.
        headers = await bearer(directory, role=role, scopes=ALL)
        for name, query, needed in FIELDS:
            with subtests.test(role=role, field=name):
                missing = needed - SCOPES_OF[role]
                if missing:
                    await _lacks(sweep, query, headers, missing)
                else:
                    await sweep.let_through(query, headers)


async def test_nobody_without_the_scope(
    sweep: Sweep, directory: Directory, subtests: pytest.Subtests
) -> None:
    for scope in Scope:
        headers = await bearer(directory, role=Role.ADMIN, scopes=ALL - {scope.value})
        for name, query, needed in FIELDS:
            if scope in needed:
                with subtests.test(scope=scope, field=name):
                    await _lacks(sweep, query, headers, frozenset({scope}))


async def test_nobody_with_a_token_that_holds_no_more(
    sweep: Sweep,
    directory: Directory,
    monkeypatch: pytest.MonkeyPatch,
    subtests: pytest.Subtests,
) -> None:
    revoked = await issued(directory, role=Role.ADMIN)
    await revoke(directory, RevocationKind.TOKEN, revoked.jti)
    elsewhere = await bearer(directory, role=Role.ADMIN, resource="https://other.test/graphql")
    fresh = await bearer(directory, role=Role.ADMIN)
    tokens = {"revoked": {"Authorization": f"Bearer {revoked.token}"}, "elsewhere": elsewhere}
    for name, query, _ in FIELDS:
        for state, headers in tokens.items():
            with subtests.test(token=state, field=name):
                await _void(sweep, query, headers)
    clock = directory.clock
    monkeypatch.setattr(directory, "clock", lambda: clock() + timedelta(minutes=11))
    for name, query, _ in FIELDS:
        with subtests.test(token="expired", field=name):
            await _void(sweep, query, fresh)


async def _lacks(
    sweep: Sweep, query: str, headers: dict[str, str], missing: frozenset[Scope]
) -> None:
    response = await sweep.refused(query, headers, 403, "FORBIDDEN")
    (error,) = response.json()["errors"]
    assert error["extensions"]["scopes"] == sorted(missing)
    told = response.headers["www-authenticate"]
    assert 'error="insufficient_scope"' in told
    assert f'scope="{" ".join(sorted(missing))}"' in told


async def _void(sweep: Sweep, query: str, headers: dict[str, str]) -> None:
    response = await sweep.refused(query, headers, 401, "UNAUTHENTICATED")
    assert 'error="invalid_token"' in response.headers["www-authenticate"]

"""Editors of the real app, each with a token of their own."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Protocol

import httpx
import pytest
from starlette.applications import Starlette

from auth.directory import Directory
from auth.grants import Grant
from auth.roles import Role
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.auth.tokens import bearer
from tests.conftest import client_of
from tests.content.desk import Desk
from tests.schema.conftest import Answer

if TYPE_CHECKING:
    from tests.schema.editorial.managing import Admin
    from tests.schema.editorial.mutating import Editor

PATH = "/editor/graphql"


class AskAs(Protocol):
    """Asks the editorial API over HTTP, as somebody."""

    async def __call__(
        self,
        query: str,
        /,
        *,
        role: Role = Role.EDITOR,
        scopes: frozenset[str] | None = None,
        grants: tuple[Grant, ...] = (),
        subject: str | None = None,
        **variables: Any,
    ) -> Answer:
        """The answer to an operation."""


@pytest.fixture
def directory(app: Starlette) -> Directory:
    """The accounts beside it."""
    opened: Directory = app.state.directory
    return opened


@pytest.fixture
async def http(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the app, without a network between them."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
def ask(http: httpx.AsyncClient, directory: Directory) -> AskAs:
    """An editor, or somebody else."""

    async def asking(
        query: str,
        /,
        *,
        role: Role = Role.EDITOR,
        scopes: frozenset[str] | None = None,
        grants: tuple[Grant, ...] = (),
        subject: str | None = None,
        **variables: Any,
    ) -> Answer:
        headers = await bearer(directory, role=role, scopes=scopes, grants=grants, subject=subject)
        body = {"query": query, "variables": variables}
        response = await http.post(PATH, json=body, headers=headers)
        return Answer(response.status_code, response.headers, response.json())

    return asking


@pytest.fixture
def editor(ask: AskAs) -> "Editor":
    """Somebody who may change everything and publish it."""
    from tests.schema.editorial.mutating import Editor  # which reads this module first

    return Editor(ask, {"role": Role.PUBLISHER})


@pytest.fixture
async def role(editor: "Editor") -> str:
    """The id of a role."""
    title = [{"locale": "en", "value": "Baker"}]
    return await editor.made("createRole", key="baker", title=title)


@pytest.fixture
async def boss(http: httpx.AsyncClient, directory: Directory) -> "Admin":
    """An admin, signed in a moment ago."""
    from tests.schema.editorial.managing import admin  # which reads this module first

    return await admin(http, directory)


async def make(desk: Desk, content_type: ContentType, key: str, **source: Any) -> Entity:
    """Content under a key."""
    return await desk.create(content_type, source, key=key)


async def make_role(
    desk: Desk, key: str, title: dict[str, str] | None = None, **more: Any
) -> Entity:
    """A role under a key."""
    return await make(desk, ContentType.ROLE, key, title=title or {"en": key.title()}, **more)

"""Admins who manage accounts and clients over HTTP, each with a token of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from auth.directory import Directory
from auth.documents.accounts import User
from auth.grants import Grant
from auth.principal import Kind
from auth.roles import Role
from auth.scopes import Scope
from content.documents.work import Audit
from tests.auth.people import make_user
from tests.auth.tokens import bearer
from tests.schema.editorial.conftest import PATH
from tests.schema.editorial.mutating import operation

GRACE: dict[str, Any] = {"email": "grace@example.com", "name": "Grace", "role": "EDITOR"}
OF_AN_ACCOUNT = ("updateUser", "disableUser", "enableUser", "resetPassword", "signOutEverywhere")
"""The mutations of one account, each by its id."""


@dataclass
class Admin:
    """Somebody with an admin's token, signed in now if nothing else is said."""

    http: httpx.AsyncClient
    directory: Directory
    id: str
    kind: Kind = Kind.USER
    grants: Sequence[Grant] = ()
    signed_in_at: datetime | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the audit log has them."""
        return f"{self.kind}:{self.id}"

    async def sign_in(self) -> "Admin":
        """Takes a new token."""
        self.headers = await bearer(
            self.directory,
            role=Role.ADMIN,
            scopes=[scope.value for scope in Scope],
            kind=self.kind,
            subject=self.id,
            grants=self.grants,
            signed_in_at=self.signed_in_at,
        )
        return self

    async def send(self, query: str, **variables: Any) -> httpx.Response:
        """The response to an operation."""
        body = {"query": query, "variables": variables}
        return await self.http.post(PATH, json=body, headers=self.headers)

    async def read(self, query: str, **variables: Any) -> Any:
        """The data of a query."""
        response = await self.send(query, **variables)
        assert "errors" not in response.json(), response.text
        return response.json()["data"]

    async def __call__(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """The answer of a mutation, whatever it is."""
        data = await self.read(operation(name, frozenset(arguments)), **arguments)
        found: dict[str, Any] = data[name]
        return found

    async def done(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """The answer of a mutation that is no problem."""
        answer = await self(name, **arguments)
        assert "code" not in answer, answer
        return answer


async def admin(http: httpx.AsyncClient, directory: Directory, **more: Any) -> Admin:
    """An admin with an account."""
    user = await make_user(directory, Role.ADMIN, "admin@example.com", name="Admin")
    return await Admin(http, directory, user.id, **more).sign_in()


async def is_signed_in(http: httpx.AsyncClient, headers: dict[str, str]) -> bool:
    """Whether a token is believed."""
    response = await http.post(PATH, json={"query": "{ viewer { id } }"}, headers=headers)
    assert response.status_code in (200, 401)
    return response.status_code == 200


async def token_of(directory: Directory, user: User) -> dict[str, str]:
    """The header of an access token of somebody."""
    return await bearer(directory, role=user.role, subject=user.id)


async def audited(entity: str) -> list[tuple[str, str]]:
    """What the audit log has of an account or a client: action and by whom, in order."""
    rows = await Audit.find({"entity": entity}).sort("_id").to_list()
    return [(row.action, row.by) for row in rows]


def arguments(name: str, user_id: str) -> dict[str, Any]:
    """Arguments that a mutation of an account takes."""
    return {"id": user_id} | ({"input": {"role": "VIEWER"}} if name == "updateUser" else {})

"""One small query with a token, and how it was refused."""

from typing import Any

import httpx

QUERY = {"query": "{ viewer { name } }"}
PATH = "/editor/graphql"


async def ask(client: httpx.AsyncClient, token: str, **options: Any) -> httpx.Response:
    """One small query with that token."""
    headers = {"Authorization": f"Bearer {token}", **options.pop("headers", {})}
    return await client.post(PATH, json=QUERY, headers=headers, **options)


def code_of(response: httpx.Response) -> str:
    """The code of the one error."""
    (error,) = response.json()["errors"]
    code: str = error["extensions"]["code"]
    return code

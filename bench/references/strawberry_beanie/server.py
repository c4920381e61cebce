"""Serving it: Strawberry's own ASGI application on Starlette, as its documentation has it.

`python -m bench.references.strawberry_beanie.server URI DATABASE PORT`
"""

import sys
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import strawberry
from beanie import Document, init_beanie
from beanie.operators import In
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache

from bench.bare_motor import bare
from bench.references.serving import serve
from bench.references.strawberry_beanie import documents
from bench.references.strawberry_beanie.types import (
    Benefit,
    Context,
    Query,
    Reason,
    Requirement,
    Responsibility,
)

schema = strawberry.Schema(
    Query,
    types=[Responsibility, Requirement, Reason, Benefit],
    extensions=[lambda: ParserCache(maxsize=100), lambda: ValidationCache(maxsize=100)],
)


def _loading(kind: type[Document]) -> Callable[[list[str]], Coroutine[Any, Any, list[Any]]]:
    async def load(ids: list[str]) -> list[Any]:
        found = {each.id: each async for each in kind.find(In(kind.id, ids))}
        return [found[each] for each in ids]

    return load


class Application(GraphQL[Context, None]):
    async def get_context(self, request: Any, response: Any) -> Context:  # noqa: ARG002
        return {
            "families": DataLoader(_loading(documents.Family)),
            "skills": DataLoader(_loading(documents.Skill)),
            "roles": DataLoader(_loading(documents.Role)),
            "statements": DataLoader(_loading(documents.Statement)),
            "questions": DataLoader(_loading(documents.Question)),
            "job_descriptions": DataLoader(_loading(documents.JobDescription)),
        }


def app(uri: str, database: str) -> Starlette:
    """The application."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with bare(uri, database) as opened:
            warnings.simplefilter("ignore", DeprecationWarning)
            await init_beanie(database=opened, document_models=documents.ALL)
            yield

    async def ready(_: Request) -> Response:
        return Response(b"ready")

    return Starlette(
        routes=[Route("/", ready), Route("/graphql", Application(schema))], lifespan=lifespan
    )


if __name__ == "__main__":
    uri, database, port = sys.argv[1:]
    serve(app(uri, database), int(port))

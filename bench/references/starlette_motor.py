"""A Starlette route that reads one document with Motor and returns the bytes it holds.

`python -m bench.references.starlette_motor URI DATABASE PORT` runs it as `rolebook serve` runs: one
uvicorn process on uvloop and httptools. It writes no log lines.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.bare_motor import bare
from bench.references.serving import serve


def app(uri: str, database: str) -> Starlette:
    """The application; `/<collection>/<_id>` answers with the document's `body`."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with bare(uri, database) as opened:
            app.state.database = opened
            yield

    async def ready(_: Request) -> Response:
        return Response(b"ready")

    async def document(request: Request) -> Response:
        collection = request.app.state.database[request.path_params["collection"]]
        found = await collection.find_one({"_id": request.path_params["document"]}, {"body": 1})
        return Response(found["body"], media_type="application/json")

    return Starlette(
        routes=[Route("/", ready), Route("/{collection}/{document}", document)], lifespan=lifespan
    )


if __name__ == "__main__":
    uri, database, port = sys.argv[1:]
    serve(app(uri, database), int(port))

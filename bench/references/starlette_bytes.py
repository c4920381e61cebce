"""A Starlette route that returns bytes it has in memory: the least that a Python route costs.

`python -m bench.references.starlette_bytes FOLDER PORT` answers every request to /graphql with the
next of the folder's files. It reads no body, looks nothing up and writes no log lines.
"""

import itertools
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def app(folder: Path) -> Starlette:
    """The application."""
    bodies = itertools.cycle([file.read_bytes() for file in sorted(folder.iterdir())])

    async def ready(_: Request) -> Response:
        return Response(b"ready")

    async def answer(_: Request) -> Response:
        return Response(next(bodies), media_type="application/json")

    return Starlette(routes=[Route("/", ready), Route("/graphql", answer, methods=["GET", "POST"])])


def main(folder: str, port: str) -> None:
    """Serves until it is stopped."""
    uvicorn.run(
        app(Path(folder)),
        host="127.0.0.1",
        port=int(port),
        loop="uvloop",
        http="httptools",
        ws="none",
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

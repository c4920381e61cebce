"""A Starlette route that returns bytes it has in memory: the least that a Python route costs.

`python -m bench.references.starlette_bytes FOLDER PORT` answers every request to /graphql with the
next of the folder's files. It reads no body, looks nothing up and writes no log lines.
"""

import itertools
import sys
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.references.serving import serve


def app(folder: Path) -> Starlette:
    """The application."""
    bodies = itertools.cycle([file.read_bytes() for file in sorted(folder.iterdir())])

    async def ready(_: Request) -> Response:
        return Response(b"ready")

    async def answer(_: Request) -> Response:
        return Response(next(bodies), media_type="application/json")

    return Starlette(routes=[Route("/", ready), Route("/graphql", answer, methods=["GET", "POST"])])


if __name__ == "__main__":
    folder, port = sys.argv[1:]
    serve(app(Path(folder)), int(port))

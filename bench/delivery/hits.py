"""Answers that Rolebook has kept, beside bytes in memory and files on disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from bench.delivery.load import Target, alternate_loads
from bench.delivery.material import Material, register
from bench.delivery.questions import got, posted
from bench.plan import Plan
from bench.reading.queries import PAGE
from bench.report import Chapter, Load
from bench.serving.nginx import nginx
from bench.serving.process_figures import cpu_seconds_with_children
from bench.serving.server import Server, reference_server, rolebook_server


def measure_hits(uri: str, database: str, material: Material, plan: Plan) -> Chapter:
    """Rows 1 to 4: both fronts, by POST and by GET, and answers that the client has already."""
    chapter = Chapter("Answers that are kept, 32 connections, distinct pages in turn")
    with (
        _warm(uri, database, material, HTTP_FRONT="protocol") as protocol,
        _warm(uri, database, material, HTTP_FRONT="asgi") as asgi,
        reference_server("starlette_bytes", str(material.folder)) as starlette,
        nginx(material.folder) as files,
    ):
        post, get = posted(PAGE, material.variables), got(material.persisted_paths)
        tags = [protocol.header(path, "ETag") for path in material.persisted_paths]
        known = got(material.persisted_paths, tags)
        nginx_cpu = cpu_seconds_with_children(files.pid)
        targets = [
            Target.of("Rolebook, POST", protocol, post),
            Target.of("Rolebook, persisted GET", protocol, get),
            Target.of("Rolebook, 304", protocol, known),
            Target.of("Rolebook on the ASGI front, POST", asgi, post),
            Target.of("Rolebook on the ASGI front, persisted GET", asgi, get),
            Target.of("Starlette route with the bytes, POST", starlette, post),
            Target.of("Starlette route with the bytes, GET", starlette, get),
            Target("nginx, files", files.port, nginx_cpu, got(material.file_paths)),
        ]
        loaded = alternate_loads(targets, rounds=plan.load_rounds, seconds=plan.load_seconds)
    ours_post, ours_get, ours_304, asgi_post, asgi_get, route_post, route_get, static = loaded
    chapter.loads += [
        Load("1 hit, POST", "requests/s", ours_post, route_post, 2.0, 2.6),
        Load("1 hit, persisted GET", "requests/s", ours_get, route_get, 2.0, 2.6),
        Load("2 hit on the ASGI front, POST", "requests/s", asgi_post, route_post, 1.15, 1.25),
        Load("2 hit on the ASGI front, GET", "requests/s", asgi_get, route_get, 1.15, 1.25),
        Load("3 hit, POST", "requests/s", ours_post, static, 0.65, 0.8),
        Load("3 hit, persisted GET", "requests/s", ours_get, static, 0.65, 0.8),
        Load("4 answer the client has (304)", "CPU", ours_304, route_get, 0.35, 0.29),
    ]
    return chapter


@contextmanager
def _warm(uri: str, database: str, material: Material, **settings: str) -> Iterator[Server]:
    """A server that has answered every page once, asked in both ways."""
    with rolebook_server(uri, database, **settings, RATE_LIMIT="off") as server:
        register(server, PAGE)
        for variables, path in zip(material.variables, material.persisted_paths, strict=True):
            server.ask(PAGE, **variables)
            server.get(path)
        yield server

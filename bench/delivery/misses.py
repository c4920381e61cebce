"""Answers that are made anew, beside what it costs to find and send bytes at all."""

from bench.delivery.load import Target, alternate_loads
from bench.delivery.material import ANSWERS, Material
from bench.delivery.questions import got, posted
from bench.plan import Plan
from bench.reading.queries import PAGE
from bench.report import Chapter, Load
from bench.serving.server import motor_server, reference_server, rolebook_server


def measure_misses(uri: str, database: str, material: Material, plan: Plan) -> Chapter:
    """Rows 5, 6 and 9: no answer is kept; then no page is either."""
    chapter = Chapter("Answers made anew, 32 connections, distinct pages in turn")
    chapter.remarks.append(
        "No answer is kept (ROLEBOOK_CACHE_MEGABYTES=0); in row 6 no page is held in the process "
        "either (ROLEBOOK_SNAPSHOT_MEGABYTES=0), so that every one is read from MongoDB."
    )
    unkept = {"CACHE_MEGABYTES": "0", "RATE_LIMIT": "off"}
    with (
        rolebook_server(uri, database, **unkept, SNAPSHOT_MEGABYTES="1000") as held,
        rolebook_server(uri, database, **unkept, SNAPSHOT_MEGABYTES="0") as unheld,
        rolebook_server(uri, database, RATE_LIMIT="off") as kept,
        reference_server("starlette_bytes", str(material.folder)) as starlette,
        motor_server(uri, database) as motor,
        reference_server("strawberry_beanie.server", uri, ANSWERS) as strawberry,
    ):
        post = posted(PAGE, material.variables)
        for variables in material.variables:
            held.ask(PAGE, **variables)
            kept.ask(PAGE, **variables)
        found = got([f"/{ANSWERS}/{name}" for name in material.names])
        targets = [
            Target.of("Rolebook, page in the process", held, post),
            Target.of("Rolebook, page from MongoDB", unheld, post),
            Target.of("Rolebook, answer kept", kept, post),
            Target.of("Starlette route with the bytes, POST", starlette, post),
            Target.of("Starlette with Motor find_one", motor, found),
            Target.of("Strawberry with Beanie", strawberry, post),
        ]
        loaded = alternate_loads(targets, rounds=plan.load_rounds, seconds=plan.load_seconds)
    in_process, from_mongodb, hit, route, find_one, usual = loaded
    chapter.loads += [
        Load("5 miss, page in the process", "CPU", in_process, route, 2.6, 2.0),
        Load("6 miss, page from MongoDB", "CPU", from_mongodb, find_one, 1.2, 0.7),
        Load("9 miss, page from MongoDB", "requests/s", from_mongodb, usual, 15, 20),
        Load("9 hit", "requests/s", hit, usual, 250, 500),
    ]
    return chapter

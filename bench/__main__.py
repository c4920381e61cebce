"""`python -m bench`: everything the benchmarks measure, in at most eight minutes."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import orjson
import typer
from rich.console import Console

from bench.articles.importing import measure_imports, record_imports
from bench.machine import machine
from bench.one_process import in_one_process
from bench.opening import PAGES
from bench.pages.filling import fill
from bench.plan import FULL, QUICK, Plan
from bench.reading.in_process import reads_in_process
from bench.reading.over_http import reads_over_http
from bench.report import Chapter
from bench.tables import show
from bench.writing.many_pages import measure_many_pages, record_many_pages
from bench.writing.one_page import measure_one_page, record_one_page
from content.store.embedded import EmbeddedMongod

_out = Console(highlight=False, width=160)
_err = Console(stderr=True, highlight=False)
_app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def _reading(uri: str, plan: Plan) -> list[Chapter]:
    return [
        in_one_process(reads_in_process, uri, plan),
        *in_one_process(reads_over_http, uri, plan),
    ]


def _writing(uri: str, plan: Plan) -> list[Chapter]:
    one_page = in_one_process(record_one_page, uri)
    many_pages = in_one_process(record_many_pages, uri)
    return [
        in_one_process(measure_one_page, uri, one_page, plan),
        in_one_process(measure_many_pages, uri, many_pages, plan),
    ]


def _importing(uri: str, plan: Plan) -> list[Chapter]:
    chapters = []
    for publish in (False, True):
        database = f"bench_articles_{'published' if publish else 'drafts'}"
        recorded = in_one_process(record_imports, uri, database, publish=publish)
        chapters.append(
            in_one_process(measure_imports, uri, database, recorded, plan, publish=publish)
        )
    return chapters


SCENARIOS: Final[dict[str, Callable[[str, Plan], list[Chapter]]]] = {
    "reading": _reading,
    "writing": _writing,
    "importing": _importing,
}


@_app.command()
def bench(
    scenarios: Annotated[
        list[str] | None, typer.Argument(help=f"Which of {', '.join(SCENARIOS)}; all if absent")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Smaller counts: about a minute")] = False,
    json: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures there")
    ] = None,
) -> None:
    """Measure Rolebook beside references on this machine."""
    plan = QUICK if quick else FULL
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="rolebook-bench-") as folder,
        EmbeddedMongod(Path(folder), command="bench") as mongod,
    ):
        uri = mongod.wait()
        about = {**machine(uri), "plan": str(plan)}
        chapters: list[Chapter] = []
        if set(scenarios or SCENARIOS) != {"importing"}:
            _err.print(f"Making {plan.pages:,} role pages")
            chapters.append(in_one_process(fill, uri, PAGES, plan.pages, plan.shared_uses))
        for name in scenarios or SCENARIOS:
            _err.print(f"Measuring {name}")
            chapters += SCENARIOS[name](uri, plan)
    about["seconds taken"] = f"{time.monotonic() - began:.0f}"
    show(_out, about, chapters)
    if json is not None:
        told = {"about": about, "chapters": [chapter.as_json() for chapter in chapters]}
        json.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    _app()

"""`python -m bench`: measures Rolebook beside its references and shows the figures."""

import tempfile
import time
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from bench.machine import machine
from bench.plan import FULL, QUICK
from bench.plot import plot
from bench.report import Chapter
from bench.scenarios import Scenario, run
from bench.tables import show, show_about
from content.store.embedded import EmbeddedMongod

_out = Console(highlight=False, width=160)
_app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@_app.command()
def bench(
    scenarios: Annotated[
        list[Scenario] | None, typer.Argument(help="What to measure; everything if absent")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Smaller counts: about a minute")] = False,
    json: Annotated[
        Path | None, typer.Option("--json", help="Also write the figures there")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option("--plot", help="Also draw the read path there, as SVG")
    ] = None,
) -> None:
    """Measure Rolebook beside references on this machine: about ten minutes."""
    plan = QUICK if quick else FULL
    began = time.monotonic()
    chapters: list[Chapter] = []
    with (
        tempfile.TemporaryDirectory(prefix="rolebook-bench-") as folder,
        EmbeddedMongod(Path(folder), command="bench") as mongod,
    ):
        uri = mongod.wait()
        about = {**machine(uri), "plan": str(plan)}
        show_about(_out, about)
        for chapter in run(uri, plan, scenarios or []):
            show(_out, chapter)
            chapters.append(chapter)
    about["seconds taken"] = f"{time.monotonic() - began:.0f}"
    _out.print(f"\nTook {about['seconds taken']} s.")
    if json is not None:
        told = {"about": about, "chapters": [chapter.as_json() for chapter in chapters]}
        json.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    if picture is not None:
        plot(chapters, picture)


if __name__ == "__main__":
    _app()

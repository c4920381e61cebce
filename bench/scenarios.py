"""What can be measured: each scenario yields its chapters as they are done."""

import tempfile
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from bench.access.bearer import checks_of_tokens, commands_of_a_check
from bench.access.sign_ins import reads_beside_sign_ins
from bench.articles.importing import measure_imports, record_imports
from bench.delivery.editors import EDITORS, measure_editors
from bench.delivery.freshness import measure_freshness
from bench.delivery.hits import measure_hits
from bench.delivery.material import pages_of, prepare
from bench.delivery.memory import measure_memory
from bench.delivery.misses import measure_misses
from bench.delivery.planning import measure_plans
from bench.one_process import in_one_process
from bench.opening import PAGES
from bench.pages.filling import fill
from bench.plan import Plan
from bench.reading.in_process import reads_in_process
from bench.reading.over_http import reads_over_http
from bench.report import Chapter
from bench.scale.filling import fill_many
from bench.scale.reading import FEW, FEW_PAGES, MANY, measure_scale
from bench.writing.many_pages import measure_many_pages, record_many_pages
from bench.writing.one_page import measure_one_page, record_pages


class Scenario(StrEnum):
    """What can be asked for; reading and writing are done on generated pages."""

    READING = "reading"
    WRITING = "writing"
    IMPORTING = "importing"
    ACCESS = "access"
    DELIVERY = "delivery"
    SCALE = "scale"


def run(uri: str, plan: Plan, wanted: list[Scenario]) -> Iterator[Chapter]:
    """The chapters of the wanted scenarios, all of them if none is named."""
    chosen = [scenario for scenario in Scenario if not wanted or scenario in wanted]
    if chosen != [Scenario.IMPORTING]:
        yield in_one_process(fill, uri, PAGES, plan.pages, plan.shared_uses)
    for scenario in chosen:
        yield from _SCENARIOS[scenario](uri, plan)


def _reading(uri: str, plan: Plan) -> Iterator[Chapter]:
    yield in_one_process(reads_in_process, uri, plan)
    yield from in_one_process(reads_over_http, uri, plan)


def _writing(uri: str, plan: Plan) -> Iterator[Chapter]:
    (one_page,) = in_one_process(record_pages, uri, 1)
    yield in_one_process(measure_one_page, uri, one_page, plan)
    many_pages = in_one_process(record_many_pages, uri)
    yield in_one_process(measure_many_pages, uri, many_pages, plan)


def _importing(uri: str, plan: Plan) -> Iterator[Chapter]:
    for publish in (False, True):
        database = f"bench_articles_{'published' if publish else 'drafts'}"
        recorded = in_one_process(record_imports, uri, database, publish=publish)
        yield in_one_process(measure_imports, uri, database, recorded, plan, publish=publish)


def _access(uri: str, plan: Plan) -> Iterator[Chapter]:
    commands = in_one_process(commands_of_a_check, uri)
    yield in_one_process(checks_of_tokens, uri, commands, plan)
    yield in_one_process(reads_beside_sign_ins, uri, plan)


def _delivery(uri: str, plan: Plan) -> Iterator[Chapter]:
    with tempfile.TemporaryDirectory(prefix="rolebook-answers-") as folder:
        material = in_one_process(prepare, uri, Path(folder))
        yield measure_hits(uri, PAGES, material, plan)
        yield measure_misses(uri, PAGES, material, plan)
        yield measure_memory(uri, PAGES, material, plan)
    yield in_one_process(measure_plans, uri, plan)
    pages = in_one_process(pages_of, uri)
    yield measure_freshness(uri, PAGES, pages[0], plan)
    recorded = in_one_process(record_pages, uri, EDITORS)
    yield measure_editors(uri, PAGES, pages, recorded, plan)


def _scale(uri: str, plan: Plan) -> Iterator[Chapter]:
    for database, pages in ((FEW, FEW_PAGES), (MANY, plan.many_pages)):
        yield in_one_process(fill_many, uri, database, pages)
    yield in_one_process(measure_scale, uri, FEW_PAGES, plan.many_pages, plan)


_SCENARIOS: Final[dict[Scenario, Callable[[str, Plan], Iterator[Chapter]]]] = {
    Scenario.READING: _reading,
    Scenario.WRITING: _writing,
    Scenario.IMPORTING: _importing,
    Scenario.ACCESS: _access,
    Scenario.DELIVERY: _delivery,
    Scenario.SCALE: _scale,
}

"""What can be measured: each scenario yields its chapters as they are done."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

from bench.access.bearer import checks_of_tokens, commands_of_a_check
from bench.access.sign_ins import reads_beside_sign_ins
from bench.articles.importing import measure_imports, record_imports
from bench.one_process import in_one_process
from bench.opening import PAGES
from bench.pages.filling import fill
from bench.plan import Plan
from bench.reading.in_process import reads_in_process
from bench.reading.over_http import reads_over_http
from bench.report import Chapter
from bench.writing.many_pages import measure_many_pages, record_many_pages
from bench.writing.one_page import measure_one_page, record_one_page


class Scenario(StrEnum):
    """What can be asked for; reading and writing are done on generated pages."""

    READING = "reading"
    WRITING = "writing"
    IMPORTING = "importing"
    ACCESS = "access"


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
    one_page = in_one_process(record_one_page, uri)
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


_SCENARIOS: Final[dict[Scenario, Callable[[str, Plan], Iterator[Chapter]]]] = {
    Scenario.READING: _reading,
    Scenario.WRITING: _writing,
    Scenario.IMPORTING: _importing,
    Scenario.ACCESS: _access,
}

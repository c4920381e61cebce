"""What the parts of a process have counted, as Prometheus reads it."""

import os
from collections.abc import Iterator
from multiprocessing import parent_process

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector as Collecting
from prometheus_client.samples import Sample
from starlette.datastructures import State

from api.load import Load
from api.metrics.kept import of_what_is_kept
from api.protocol.counts import CONNECTIONS
from schema.delivery.counting import COUNTS


class Collector(Collecting):
    """Everything that is measured in a process, each number with the process it is of."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._process = "main" if parent_process() is None else str(os.getpid())

    def collect(self) -> Iterator[Metric]:
        """Every family of numbers."""
        for family in self._families():
            family.samples = [self._of_process(sample) for sample in family.samples]
            yield family

    def _of_process(self, sample: Sample) -> Sample:
        return sample._replace(labels={**sample.labels, "process": self._process})

    def _families(self) -> Iterator[Metric]:
        yield from self._state.measures.registry.collect()
        yield from of_what_is_kept(self._state.responses, self._state.installation)
        yield from _of_load(self._state.load)
        yield from _of_connections()
        yield from _of_plans()


def _of_load(load: Load) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "rolebook_loop_lag_seconds",
        "By how much the event loop was late at worst within the last minute.",
        load.lag.worst_seconds,
    )
    running = GaugeMetricFamily(
        "rolebook_operations_running", "Operations under way, by API.", labels=["api"]
    )
    waiting = GaugeMetricFamily(
        "rolebook_operations_waiting", "Operations waiting for their turn, by API.", labels=["api"]
    )
    shed = CounterMetricFamily(
        "rolebook_operations_shed",
        "Operations refused, for there was too much to do, by API.",
        labels=["api"],
    )
    for name, allowance in (("delivery", load.delivery), ("editorial", load.editorial)):
        running.add_metric([name], allowance.running)
        waiting.add_metric([name], allowance.waiting)
        shed.add_metric([name], allowance.shed)
    yield from (running, waiting, shed)


def _of_connections() -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "rolebook_connections", "Connections that are open.", CONNECTIONS.open()
    )
    yield CounterMetricFamily(
        "rolebook_unchanged",
        "Clients told by 304 that they have the answer.",
        CONNECTIONS.unchanged,
    )
    refused = CounterMetricFamily(
        "rolebook_connections_refused",
        "Connections ended for what they sent, or did not send, by status.",
        labels=["status"],
    )
    for status, number in CONNECTIONS.refused.items():
        refused.add_metric([str(status)], number)
    yield refused


def _of_plans() -> Iterator[Metric]:
    yield CounterMetricFamily(
        "rolebook_planned", "Operations that a plan answered.", COUNTS.planned
    )
    fallbacks = CounterMetricFamily(
        "rolebook_fallbacks",
        "Operations that graphql-core answered, by operation and reason.",
        labels=["operation", "reason"],
    )
    for (operation, reason), number in COUNTS.fallbacks.items():
        fallbacks.add_metric([operation, reason], number)
    yield fallbacks

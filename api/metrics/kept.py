"""The numbers of what a process keeps of published content, and of how fresh that is."""

from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from api.delivery.cache import ResponseCache
from content.catalogue import Catalogue
from content.installation import Installation
from content.news import News
from content.reading.snapshots import Snapshots


def of_what_is_kept(responses: ResponseCache, installation: Installation) -> Iterator[Metric]:
    """Of answers, of documents, of the catalogue that lists are of, and of the news of changes."""
    yield from _of_responses(responses)
    yield from _of_snapshots(installation.snapshots, installation.snapshot_bytes)
    yield from _of_catalogue(installation.catalogue)
    yield from _of_news(installation.news)


def _of_responses(responses: ResponseCache) -> Iterator[Metric]:
    counters = responses.counters
    for name, value, told in (
        ("hits", counters.hits, "Answers that were kept, and sent without a line in the log."),
        ("misses", counters.misses, "Answers that had to be made."),
        ("stale", counters.stale, "Unverified answers sent while MongoDB was away."),
        ("stored", counters.stored, "Answers kept."),
        ("refused", counters.refused, "Answers not kept: too large, or of what changed meanwhile."),
        ("evicted", counters.evicted, "Kept answers that made room for others."),
        ("invalidated", counters.invalidated, "Kept answers dropped, for what they held changed."),
    ):
        yield CounterMetricFamily(f"rolebook_responses_{name}", told, value)
    yield GaugeMetricFamily("rolebook_responses_entries", "Answers that are kept.", len(responses))
    yield GaugeMetricFamily(
        "rolebook_responses_bytes", "Memory the kept answers take.", responses.bytes
    )
    yield GaugeMetricFamily(
        "rolebook_responses_budget_bytes", "Memory the kept answers may take.", responses.budget
    )
    yield GaugeMetricFamily(
        "rolebook_responses_unverified_seconds",
        "For how long nothing was heard of changes; 0 while they are heard.",
        responses.age(),
    )


def _of_snapshots(snapshots: Snapshots, budget: int) -> Iterator[Metric]:
    for name, value, told in (
        ("hits", snapshots.hits, "Documents that were kept."),
        ("misses", snapshots.misses, "Documents that had to be found in MongoDB."),
        ("evicted", snapshots.evictions, "Kept documents that made room for others."),
    ):
        yield CounterMetricFamily(f"rolebook_snapshots_{name}", told, value)
    yield GaugeMetricFamily(
        "rolebook_snapshots_entries",
        "Documents that are kept, once for each locale they are read in.",
        len(snapshots),
    )
    yield GaugeMetricFamily(
        "rolebook_snapshots_bytes", "Memory the kept documents take.", snapshots.size
    )
    yield GaugeMetricFamily(
        "rolebook_snapshots_budget_bytes", "Memory the kept documents may take.", budget
    )


def _of_catalogue(catalogue: Catalogue) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "rolebook_catalogue_ready",
        "1 when lists and searches are answered in the process, 0 while MongoDB answers them.",
        int(catalogue.is_ready and catalogue.search.is_ready),
    )
    yield GaugeMetricFamily(
        "rolebook_catalogue_documents", "Documents the catalogue knows.", len(catalogue)
    )


def _of_news(news: News) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "rolebook_news_current",
        "1 while this process hears what others publish.",
        int(news.is_current),
    )
    yield GaugeMetricFamily(
        "rolebook_news_silence_seconds",
        "Time since the change stream was last heard: changes are known with no more delay.",
        news.silence_seconds(),
    )

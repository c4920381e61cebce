"""What was withdrawn and is not out of every page yet.

Until a withdrawal has settled, the documents that still carry the part are served without it,
in every process.
"""

from collections.abc import Iterable

from content.rules.resolution.withdrawal import Withdrawal


class WithdrawnSet:
    """The withdrawals this process knows to be unsettled, by the job that settles them."""

    def __init__(self) -> None:
        self._jobs: dict[str, tuple[Withdrawal, ...]] = {}
        self._entities: frozenset[str] = frozenset()

    def add(self, job_id: str, withdrawals: Iterable[Withdrawal]) -> None:
        """From now on nothing is served with these."""
        self._jobs[job_id] = tuple(withdrawals)
        self._index()

    def discard(self, job_id: str) -> None:
        """The job has settled, or never came to be."""
        if self._jobs.pop(job_id, None) is not None:
            self._index()

    def replace(self, jobs: dict[str, tuple[Withdrawal, ...]]) -> None:
        """Exactly these jobs are unsettled."""
        self._jobs = dict(jobs)
        self._index()

    def _index(self) -> None:
        self._entities = frozenset(each.entity for job in self._jobs.values() for each in job)

    def affects(self, tags: Iterable[str]) -> bool:
        """Whether a document with these tags may still carry something withdrawn."""
        return bool(self._entities) and not self._entities.isdisjoint(tags)

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """All of them, for `rules.resolution.withdrawal.without`."""
        return tuple(each for job in self._jobs.values() for each in job)

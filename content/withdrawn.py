"""What was withdrawn and is not out of every page yet.

Until a withdrawal has settled, the documents that still carry the part are served without it,
in every process.
"""

from collections.abc import Callable, Iterable

from content.rules.resolution.withdrawal import Withdrawal


class WithdrawnSet:
    """The withdrawals this process knows to be unsettled, by the job that settles them."""

    def __init__(self) -> None:
        self._jobs: dict[str, tuple[Withdrawal, ...]] = {}
        self._entities: frozenset[str] = frozenset()
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    def listen(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Calls back whenever the set changes, with the entities that are withdrawn now or no
        longer: copies that carry them are not what a reader gets any more."""
        self._listeners.append(callback)

    def add(self, job_id: str, withdrawals: Iterable[Withdrawal]) -> None:
        """From now on nothing is served with these."""
        self._put({**self._jobs, job_id: tuple(withdrawals)})

    def discard(self, job_id: str) -> None:
        """The job has settled, or never came to be."""
        if job_id in self._jobs:
            self._put({other: some for other, some in self._jobs.items() if other != job_id})

    def replace(self, jobs: dict[str, tuple[Withdrawal, ...]]) -> None:
        """Exactly these jobs are unsettled."""
        self._put(dict(jobs))

    def _put(self, jobs: dict[str, tuple[Withdrawal, ...]]) -> None:
        before, now = set(self.withdrawals), {each for job in jobs.values() for each in job}
        self._jobs = jobs
        self._entities = frozenset(each.entity for each in now)
        changed = frozenset(each.entity for each in before ^ now)
        if changed:
            for callback in self._listeners:
                callback(changed)

    def affects(self, tags: Iterable[str]) -> bool:
        """Whether a document with these tags may still carry something withdrawn."""
        return bool(self._entities) and not self._entities.isdisjoint(tags)

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """All of them, for `rules.resolution.withdrawal.without`."""
        return tuple(each for job in self._jobs.values() for each in job)

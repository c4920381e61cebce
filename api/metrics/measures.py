"""What requests are counted and timed by."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from starlette.types import Scope

# A number more for each, which nobody asks for.
disable_created_metrics()  # type: ignore[no-untyped-call]

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_MOST_OPERATIONS: Final = 100
"""How many names of operations are told apart: clients choose them."""
_LONGEST_NAME: Final = 60
OTHERS: Final = "others"
UNNAMED: Final = "unnamed"
_ABOUT: Final = "rolebook.about"

_EXACTLY: Final = frozenset(
    {"/", "/graphql", "/editor/graphql", "/livez", "/readyz", "/metrics"}
    | {"/sitemap.xml", "/feed.xml"}
)
_BELOW: Final = ("/graphql", "/pages", "/oauth", "/session", "/account", "/.well-known")


class About:
    """What only the view of a request finds out, for those around it."""

    __slots__ = ("operation",)

    def __init__(self) -> None:
        self.operation: str | None = None


def about(scope: Scope) -> About:
    """What is told about a request; the same however often its scope was copied."""
    told: About = scope.setdefault(_ABOUT, About())
    return told


class Measures:
    """The counts of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "rolebook_requests",
            "Requests that the application answered, by route and status.",
            ("route", "status"),
            registry=self.registry,
        )
        self._latencies = Histogram(
            "rolebook_operation_seconds",
            "Time until the answer of a GraphQL operation was sent, by route and operation.",
            ("route", "operation"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._operations: set[str] = set()
        # To find a child by its labels costs as much as all else here.
        self._counted: dict[tuple[str, int], Counter] = {}
        self._timed: dict[tuple[str, str], Histogram] = {}

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts one request; a status of 0 is that of a client that had gone."""
        route = route_of(scope["path"])
        counted = self._counted.get((route, status))
        if counted is None:
            counted = self._requests.labels(route, str(status))
            self._counted[route, status] = counted
        counted.inc()
        operation = about(scope).operation
        if operation is not None:
            self.operation(route, operation, seconds)

    def operation(self, route: str, name: str, seconds: float) -> None:
        """Times an operation that was answered, by its name."""
        self._timed_by(route, self._bounded(name)).observe(seconds)

    def _timed_by(self, route: str, operation: str) -> Histogram:
        timed = self._timed.get((route, operation))
        if timed is None:
            timed = self._timed[route, operation] = self._latencies.labels(route, operation)
        return timed

    def _bounded(self, operation: str) -> str:
        name = operation[:_LONGEST_NAME]
        if name not in self._operations:
            if len(self._operations) >= _MOST_OPERATIONS:
                return OTHERS
            self._operations.add(name)
        return name


def route_of(path: str) -> str:
    """The route a path belongs to: one of a few, whatever is asked for."""
    if path in _EXACTLY:
        return path
    for route in _BELOW:
        if path.startswith(f"{route}/"):
            return f"{route}/…"
    return OTHERS

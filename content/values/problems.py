"""What can be wrong, in types a client branches on: codes and paths, then a sentence."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from content.values.value import Value


class Severity(StrEnum):
    """ERROR keeps content from being published; WARNING only tells."""

    ERROR = "ERROR"
    WARNING = "WARNING"


class Issue(Value):
    """One thing an editor should know. `path` is dotted, items by id: `blocks.why.items.u1`."""

    path: str
    code: str
    message: str
    severity: Severity = Severity.ERROR
    locale: str | None = None


class ContentError(Exception):
    """An operation was refused; `code` is stable, the message is for people."""

    code = "CONTENT_ERROR"


class ValidationFailed(ContentError):
    """The content is not well-formed, or not ready to be published."""

    code = "VALIDATION"

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("; ".join(f"{issue.path}: {issue.message}" for issue in issues[:5]))


class Conflict(ContentError):
    """Somebody else changed the same paths since the version this save was made against.

    `current_version` is the version there is now and `saved_by` the principal who saved it,
    where a version is what the conflict is about.
    """

    code = "CONFLICT"

    def __init__(
        self,
        message: str,
        *,
        paths: Sequence[str] = (),
        base: Mapping[str, Any] | None = None,
        current: Mapping[str, Any] | None = None,
        yours: Mapping[str, Any] | None = None,
        current_version: int | None = None,
        saved_by: str | None = None,
    ) -> None:
        self.paths, self.base, self.current, self.yours = tuple(paths), base, current, yours
        self.current_version, self.saved_by = current_version, saved_by
        super().__init__(message)


class NotFound(ContentError):
    """There is no such entity, revision or locale."""

    code = "NOT_FOUND"


class Forbidden(ContentError):
    """The caller's grants do not cover this; `paths` are what lies outside them."""

    code = "FORBIDDEN"

    def __init__(self, message: str, paths: Sequence[str] = ()) -> None:
        self.paths = tuple(paths)
        super().__init__(message)


class KeyReused(ContentError):
    """An idempotency key came back with another request than its first."""

    code = "IDEMPOTENCY_KEY_REUSED"


class KeyTaken(ContentError):
    """Another entity of the type holds the key, perhaps an archived one."""

    code = "KEY_TAKEN"


class PathTaken(ContentError):
    """Another page answers at that slug."""

    code = "PATH_TAKEN"


class UnpublishedTargets(ContentError):
    """What is to be published uses parts that are not."""

    code = "UNPUBLISHED_TARGETS"

    def __init__(self, closure: Sequence[tuple[str, str]]) -> None:
        self.closure = tuple(closure)
        names = ", ".join(name for _, name in closure[:5])
        more = f" and {len(closure) - 5} more" if len(closure) > 5 else ""
        super().__init__(f"not published yet: {names}{more}")


class Restricted(ContentError):
    """Others cannot do without this; `users` are their ids with a name for people."""

    code = "RESTRICTED"

    def __init__(self, message: str, users: Sequence[tuple[str, str]]) -> None:
        self.users = tuple(users)
        super().__init__(message)


class TooLarge(ContentError):
    """A guard was exceeded; `path` is what did it."""

    code = "TOO_LARGE"

    def __init__(self, message: str, path: str = "") -> None:
        self.path = path
        super().__init__(message)


class Cycle(ContentError):
    """An entity would come to inherit from or contain itself."""

    code = "CYCLE"


class Busy(ContentError):
    """The database could not take the write now; the same call may succeed in a moment."""

    code = "BUSY"

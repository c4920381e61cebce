"""The one way a read refuses what it was asked."""

from content.values.problems import ContentError


class BadArgument(ContentError):
    """An argument cannot be used; `path` is dotted and starts at the argument: `where.level.eq`."""

    code = "BAD_USER_INPUT"

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(message)

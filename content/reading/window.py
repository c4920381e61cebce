"""Which stretch of a list is asked for: so many after a place, or so many before one."""

from dataclasses import dataclass

from content.reading.refusal import BadArgument

DEFAULT_ITEMS = 20
MOST_ITEMS = 100


@dataclass(frozen=True)
class Window:
    """`items` after `cursor`, or, backwards, before it; without a cursor from that end."""

    items: int = DEFAULT_ITEMS
    cursor: str | None = None
    backwards: bool = False

    @property
    def argument(self) -> str:
        """The argument that its cursor came in."""
        return "before" if self.backwards else "after"


def window(
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Window:
    """The window that Relay's arguments ask for; raises BadArgument when they contradict."""
    if first is not None and last is not None:
        raise BadArgument("last", "first and last cannot go together. Ask for one of them.")
    if after is not None and before is not None:
        raise BadArgument("before", "after and before cannot go together. Use one of them.")
    if last is not None and after is not None:
        raise BadArgument("after", "after goes with first. With last, use before.")
    if before is not None and last is None:
        raise BadArgument("before", "before goes with last. With first, use after.")
    if last is not None:
        return Window(_checked(last, "last"), before, backwards=True)
    return Window(DEFAULT_ITEMS if first is None else _checked(first, "first"), after)


def _checked(items: int, argument: str) -> int:
    if not 0 <= items <= MOST_ITEMS:
        raise BadArgument(
            argument,
            f"{argument} is {items}; it goes from 0 to {MOST_ITEMS}. "
            "Read a longer list page by page, with the cursors of pageInfo.",
        )
    return items

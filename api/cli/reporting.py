"""What a command shows: results on standard output, progress and complaints beside it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Tell = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many."""


def say(text: str) -> None:
    """A line of the result; brackets in it are only brackets."""
    out.print(text, markup=False)


def complain(text: str) -> None:
    """A line about what went wrong."""
    err.print(f"rolebook: {text}", markup=False)


def say_json(data: Any) -> None:
    """The result for a machine: one JSON document."""
    sys.stdout.buffer.write(orjson.dumps(data, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar for every kind of work on a terminal; elsewhere a line when one begins."""
    begun: dict[str, TaskID] = {}
    if not err.is_terminal:

        def tell_once(doing: str, _done: int, total: int) -> None:
            if doing not in begun:
                begun[doing] = TaskID(0)
                err.print(f"{doing.capitalize()} ({total})", markup=False)

        yield tell_once
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err) as bars:

        def tell(doing: str, done: int, total: int) -> None:
            if doing not in begun:
                begun[doing] = bars.add_task(doing.capitalize())
            bars.update(begun[doing], completed=done, total=total)

        yield tell

"""The refusals that `docs/security.md` promises, each with tests that are there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.reading_docs import DOCS
from tests.serving import REPOSITORY

PAGE = DOCS / "security.md"
WAITING = {63: "uploads"}
"""Rows about what there is not yet, and what they wait for."""
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in PAGE.read_text().splitlines()
    if re.match(r"\| \d+ \|", line)
]


def test_every_row_is_told_once_in_order() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 67))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_a_row_names_tests_that_there_are(row: list[str]) -> None:
    number, sent, answered, tests = row
    named = re.findall(r"`([^`]+)`", tests)
    assert sent
    assert answered
    if waits_for := WAITING.get(int(number)):
        assert f"waits for {waits_for}" in answered
        assert not named
        return
    assert named
    assert len(named) == len(set(named))
    for name in named:
        path, _, test = name.partition("::")
        assert test in names_in(path), name


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of the test functions in a file."""
    file = REPOSITORY / Path(path)
    assert file.is_file(), path
    functions = ast.walk(ast.parse(file.read_text()))
    return frozenset(
        each.name
        for each in functions
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and each.name.startswith("test_")
    )

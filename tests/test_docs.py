"""What README and docs promise, read from them and held."""

import ast
import json
import re
import shlex
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import click
import httpx
import pytest
import typer
from pydantic_core import PydanticUndefined

from api.cli.commands import app
from api.settings import PREFIX, Settings
from tests.conftest import SECRET
from tests.serving import REPOSITORY, Server, running_server

README = REPOSITORY / "README.md"
ERRORS = REPOSITORY / "docs" / "errors.md"
PAGES = [README, REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
CUT = "…"


def names(page: Path) -> str:
    """What a page is called in a test's name."""
    return str(page.relative_to(REPOSITORY))


def fences(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page in order: language, text."""
    found = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```$", page.read_text(), re.M | re.S)
    return [(language, text) for language, text in found]


def code_spans(page: Path) -> list[str]:
    """What stands in backticks, outside fences."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.M | re.S)
    return re.findall(r"`([^`\n]+)`", prose)


def table(page: Path, heading: str) -> dict[str, list[str]]:
    """The rows of the first table under a heading: first cell without backticks, other cells."""
    _, _, after = page.read_text().partition(f"\n{heading}\n")
    section = re.split(r"^#{1,6} ", after, maxsplit=1, flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return {first.strip("`"): others for first, *others in cells}


# Settings


def settings() -> dict[str, list[str]]:
    """Every setting as README's table shows it."""
    found = {}
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, PydanticUndefined) else shown(field.default)
        found[f"{PREFIX}{name.upper()}"] = [default, field.description or ""]
    return found


def shown(default: Any) -> str:
    """A default as one would write it into the environment."""
    if isinstance(default, bool):
        return "`true`" if default else "`false`"
    if hasattr(default, "chains"):
        chains = (">".join(chain) for chain in default.chains.values())
        return f"`{','.join(chains)}`"
    return f"`{default}`"


def test_the_table_of_settings_is_the_settings() -> None:
    assert table(README, "## Settings") == settings()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_no_setting_is_named_that_is_none(page: Path) -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", page.read_text()))
    tests_own = {f"{PREFIX}TEST_MONGODB_URI"}
    assert named <= settings().keys() | tests_own


# Commands


def commands() -> dict[str, click.Command]:
    """Every command by what a user types after `rolebook`."""
    found: dict[str, click.Command] = {}

    def walk(command: click.Command, path: str) -> None:
        if isinstance(command, click.Group):
            for name, inner in command.commands.items():
                walk(inner, f"{path} {name}".strip())
        else:
            found[path] = command

    walk(typer.main.get_command(app), "")
    return found


def test_the_table_of_commands_is_the_commands() -> None:
    told = {name.removeprefix("rolebook ") for name in table(README, "## Commands")}
    typed = {re.sub(r"( [\[A-Z].*)$", "", name) for name in told}
    assert typed == commands().keys()


@pytest.mark.parametrize("path", commands())
def test_every_command_has_help(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app([*path.split(), "--help"], prog_name="rolebook")
    assert ended.value.code == 0
    assert "Usage: rolebook " + path in capsys.readouterr().out


def typed_commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every `rolebook` command a page shows."""
    lines = [line for language, text in fences(page) if language != "json" for line in text.splitlines()]
    for line in [*lines, *code_spans(page)]:
        found = re.match(r"(?:\$ )?(?:\S+=\S+ )*(?:\.venv/bin/)?rolebook ([a-z].*)", line)
        if found:
            yield shlex.split(found[1], comments=True)


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_commands_are_shown_as_they_are(page: Path) -> None:
    known = commands()
    for arguments in typed_commands(page):
        path = " ".join(arguments[:2]) if " ".join(arguments[:2]) in known else arguments[0]
        if path not in known:
            assert any(name.startswith(f"{path} ") for name in known), arguments
            continue
        options = {option for parameter in known[path].params for option in parameter.opts}
        options |= {"--help"}
        given = {argument.partition("=")[0] for argument in arguments if argument.startswith("--")}
        assert given <= options, arguments


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_make_knows_what_it_is_asked(page: Path) -> None:
    shown_lines = [line for _, text in fences(page) for line in text.splitlines()]
    asked = {
        found[1]
        for line in [*shown_lines, *code_spans(page)]
        if (found := re.match(r"make ([a-z-]+)", line))
    }
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.M))
    assert asked <= targets


# Error codes

CODE = re.compile(r"[A-Z]{3,}(?:_[A-Z]+)*")
NOT_CODES = {"GET", "POST", "HEAD", "DENY", "SIGTERM"}


def codes() -> set[str]:
    """Every word in capitals of the code that is neither a value of an enum nor data."""
    found: set[str] = set()
    values: set[str] = set()
    for folder in ("api", "schema", "content", "seed"):
        for file in (REPOSITORY / folder).rglob("*.py"):
            tree = ast.parse(file.read_text())
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases):
                    values |= {word.value for word in words(node)}
            found |= {word.value for word in words(tree)}
    return found - values - NOT_CODES


def words(tree: ast.AST) -> Iterator[Any]:
    """The string constants that look like a code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if CODE.fullmatch(node.value):
                yield node


# Queries


@pytest.fixture(scope="module")
def library(mongodb_uri: str, database: str) -> Iterator[Server]:
    """A server with the sample library."""
    given = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_documented",
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_PUBLIC_URL": "http://127.0.0.1:8000",
        "ROLEBOOK_SAMPLE_LIBRARY": "1",
    }
    with running_server(given) as running:
        yield running


def queries() -> Iterator[Any]:
    """Every query of the pages with the answer shown under it."""
    for page in PAGES:
        blocks = fences(page)
        for index, (language, text) in enumerate(blocks):
            if language == "graphql":
                answer = blocks[index + 1] if index + 1 < len(blocks) else ("", "")
                assert answer[0] == "json", f"{names(page)}: no answer is shown to {text}"
                yield pytest.param(text, answer[1], id=f"{names(page)}-{index}")


@pytest.mark.parametrize(("query", "answer"), queries())
def test_every_query_gives_the_answer_shown(library: Server, query: str, answer: str) -> None:
    response = httpx.post(f"{library.url}/graphql", json={"query": query}, timeout=10)
    given, told = response.json(), json.loads(answer)
    assert matches(given, told), json.dumps(given, indent=2, ensure_ascii=False)
    assert "errors" in told or "errors" not in given


def matches(given: Any, told: Any) -> bool:
    """Whether an answer is the one told; a text ending in … and a last item … stand for more."""
    if isinstance(told, str) and told.endswith(CUT):
        return isinstance(given, str) and given.startswith(told[:-1])
    if isinstance(told, dict):
        same = isinstance(given, dict) and list(given) == list(told)
        return same and all(matches(given[name], told[name]) for name in told)
    if isinstance(told, list):
        if told and told[-1] == CUT:
            return len(given) >= len(told) and all(map(matches, given, told[:-1]))
        return len(given) == len(told) and all(map(matches, given, told))
    return bool(given == told)

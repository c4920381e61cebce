"""What README and docs promise, read from them and held."""

import fcntl
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
import yaml
from pydantic_core import PydanticUndefined

from api.cli.commands import app
from api.settings import PREFIX, Settings
from content.values.locales import LocaleConfig
from seed.exchange.reading import read_library
from tests.conftest import SECRET
from tests.reading_docs import (
    DOCS,
    PAGES,
    README,
    anchors,
    code_spans,
    fences,
    lines_of_code,
    links,
    names,
    sessions,
    table,
    typed_commands,
)
from tests.serving import REPOSITORY, Server, rolebook, running_server
from tests.told_codes import codes

CUT = "…"
MAKE = re.compile(r"make ([a-z-]+)")
every_page = pytest.mark.parametrize("page", PAGES, ids=names)


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
        return f"`{str(default).lower()}`"
    if isinstance(default, tuple):
        return f"`{','.join(map(str, default))}`"
    if isinstance(default, LocaleConfig):
        chains = (">".join(chain) for chain in default.chains.values())
        return f"`{','.join(chains)}`"
    return f"`{default}`"


def test_the_table_of_settings_is_the_settings() -> None:
    assert table(README, "## Settings") == settings()


@every_page
def test_no_setting_is_named_that_is_none(page: Path) -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", page.read_text()))
    assert named <= settings().keys()


# Commands


def commands() -> dict[str, set[str]]:
    """The options of every command, by what a user types after `rolebook`."""
    found: dict[str, set[str]] = {}

    def walk(command: Any, path: str) -> None:
        for name, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{path} {name}".strip())
        if not hasattr(command, "commands"):
            options = (option for parameter in command.params for option in parameter.opts)
            found[path] = {"--help", *options}

    walk(typer.main.get_command(app), "")
    return found


def test_the_table_of_commands_is_the_commands() -> None:
    told = {name.removeprefix("rolebook ") for name in table(README, "## Commands")}
    assert {re.sub(r" [A-Z]+…?$", "", name) for name in told} == commands().keys()


@pytest.mark.parametrize("path", commands())
def test_every_command_has_help(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app([*path.split(), "--help"], prog_name="rolebook")
    assert ended.value.code == 0
    assert f"Usage: rolebook {path}" in capsys.readouterr().out


@every_page
def test_commands_are_shown_as_they_are(page: Path) -> None:
    known = commands()
    for arguments in typed_commands(page):
        path = next((each for each in (" ".join(arguments[:2]), arguments[0]) if each in known), "")
        if not path:
            assert any(name.startswith(f"{arguments[0]} ") for name in known), arguments
            assert len(arguments) == 1, arguments
            continue
        given = {argument.partition("=")[0] for argument in arguments if argument.startswith("--")}
        assert given <= known[path], arguments


@every_page
def test_make_knows_what_it_is_asked(page: Path) -> None:
    asked = {found[1] for line in lines_of_code(page) if (found := MAKE.match(line))}
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.M))
    assert asked <= targets


# Error codes


def test_every_code_is_documented() -> None:
    told = re.findall(r"^\| `([A-Z_]+)` \|", (DOCS / "errors.md").read_text(), re.M)
    assert set(told) == codes()


# Queries


def library_settings(mongodb_uri: str, config: pytest.Config) -> dict[str, str]:
    """The settings of servers with the sample library in this run's database."""
    run = getattr(config, "workerinput", {}).get("testrunuid", str(os.getpid()))
    return {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"docs_{run[-24:]}",
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_PUBLIC_URL": "http://127.0.0.1:8000",
    }


@contextmanager
def sample_library(mongodb_uri: str, config: pytest.Config) -> Iterator[Server]:
    """A server with the sample library, which the first process that asks loads for all."""
    given = library_settings(mongodb_uri, config)
    lock_file = Path(tempfile.gettempdir()) / f"rolebook-{given['ROLEBOOK_DATABASE']}.lock"
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        loaded = rolebook("seed", settings=given, seconds=180)
        assert loaded.returncode == 0, loaded.stderr
        lock_file.unlink(missing_ok=True)
    with running_server(given) as running:
        yield running


@pytest.fixture(scope="module")
def library(mongodb_uri: str, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with the sample library, for reading alone."""
    with sample_library(mongodb_uri, request.config) as running:
        yield running


def queries() -> Iterator[Any]:
    """Every query of the pages with the answer shown under it; editors' have a test of theirs."""
    for page in PAGES:
        if page.name == "editorial-api.md":
            continue
        blocks = [*fences(page), ("", "")]
        for (language, text), (under, answer) in pairwise(blocks):
            if language == "graphql":
                assert under == "json", f"{names(page)}: no answer is shown to {text}"
                yield pytest.param(text, answer, id=f"{names(page)}: {' '.join(text.split())[:40]}")


@pytest.mark.parametrize(("query", "answer"), list(queries()))
def test_every_query_gives_the_answer_shown(library: Server, query: str, answer: str) -> None:
    response = httpx.post(f"{library.url}/graphql", json={"query": query}, timeout=10)
    given, told = response.json(), json.loads(answer)
    assert matches(given, told), json.dumps(given, indent=2, ensure_ascii=False)


def matches(given: Any, told: Any) -> bool:
    """Whether an answer is the one told; a text ending in … and a last item … stand for more."""
    match told:
        case str() if told.endswith(CUT):
            return isinstance(given, str) and " ".join(given.split()).startswith(told[:-1].rstrip())
        case dict():
            return list(given) == list(told) and all(matches(given[key], told[key]) for key in told)
        case [*shown_items, "…"]:
            return len(given) > len(shown_items) and all(map(matches, given, shown_items))
        case list():
            return len(given) == len(told) and all(map(matches, given, told))
        case _:
            return bool(given == told)


def test_curl_lines_are_queries(library: Server) -> None:
    page = DOCS / "delivery-api.md"
    lines = " ".join(text for language, text in fences(page) if language == "sh")
    (body,) = re.findall(r"-d '(.+?)'", lines)
    (query,) = re.findall(r"--data-urlencode 'query=(.+?)'", lines)
    by_post = httpx.post(f"{library.url}/graphql", json=json.loads(body)).json()
    by_get = httpx.get(f"{library.url}/graphql", params={"query": query}).json()
    assert by_post == by_get == {"data": {"rolePages": {"totalCount": 14}}}


# Commands with their output, library files, links


SESSIONS = [session for page in PAGES for session in sessions(page)]


@pytest.mark.parametrize("number", range(len(SESSIONS)))
def test_commands_print_what_is_shown(number: int, mongodb_uri: str, database: str) -> None:
    arguments, output = SESSIONS[number]
    given = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_shown_{number}",
        "COLUMNS": "80",
    }
    done = rolebook(*arguments, settings=given)
    printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
    for part in output.split(f"{CUT}\n"):
        lines = part.splitlines()
        places = [i for i in range(len(printed)) if printed[i : i + len(lines)] == lines]
        assert places, f"{lines} is not in\n" + "\n".join(printed)
        printed = printed[places[0] + len(lines) :]


@every_page
def test_library_files_are_shown_as_they_are_read(page: Path, tmp_path: Path) -> None:
    for number, (language, text) in enumerate(fences(page)):
        if language == "yaml":
            assert yaml.safe_load(text)
        if language == "yaml" and text.startswith("type:"):
            (tmp_path / f"{number}.yaml").write_text(text)
            assert read_library(tmp_path, LocaleConfig.parse("en"))


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


# What a running installation makes, or what a reader would.
NOT_OURS = re.compile(
    r"\.venv|\.rolebook|application/|text/|backup/|drafts/|published/|mongod|rolebook\."
)
PATH = re.compile(r"(?!\d)[\w.-]+/[\w./*-]*|[\w.-]+\.(?:md|py|txt|toml|yml|graphql)")


@every_page
def test_no_file_is_mentioned_that_is_not_there(page: Path) -> None:
    for span in code_spans(page):
        if PATH.fullmatch(span) and not NOT_OURS.match(span):
            pattern = span.rstrip("/")
            assert any(any(root.glob(pattern)) for root in (REPOSITORY, page.parent)), span

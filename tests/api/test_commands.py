"""The commands, run as a user runs them, on one installation after another's work."""

import json
import re
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import NoReturn

import pytest

import api.settings as settings_module
from api.cli import main
from tests.serving import REPOSITORY, rolebook

ARTICLE = """\
# What is a beekeeper?

A beekeeper looks after colonies of honey bees.

## Beekeeper responsibilities

1. Inspect hives: Look at every frame in spring.
2. Harvest honey: Take what the colony can spare.
"""


@pytest.fixture
def settings(mongodb_uri: str, database: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A database for commands, in this process's environment too."""
    chosen = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_commands",
        "ROLEBOOK_LOCALES": "en,de>en",
    }
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    return chosen


def test_from_an_article_to_a_library(settings: dict[str, str], tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> CompletedProcess[str]:
        return rolebook(*map(str, arguments), settings=settings, seconds=120)

    file = tmp_path / "beekeeper.md"
    file.write_text(ARTICLE)
    told = run("import", "article", file)
    assert told.returncode == 0, told.stderr
    assert "created the page beekeeper" in told.stdout
    assert "100 %" in told.stdout

    refused = run("publish", "beekeeper")
    assert refused.returncode == 2
    assert refused.stderr.startswith("rolebook: not published yet: ")
    published = run("publish", "beekeeper", "--include-unpublished", "--json")
    assert published.returncode == 0, published.stderr
    assert len(json.loads(published.stdout)["items"]) == 4
    again = run("publish", "beekeeper")
    assert (again.returncode, again.stdout.count("\n")) == (0, 1)
    assert "Nothing to do" in again.stdout

    rebuilt = run("reresolve", "--json")
    assert json.loads(rebuilt.stdout) == {"entities": 4}
    examined = run("doctor", "--content")
    assert examined.returncode == 0, examined.stdout
    assert "ok   content: every document equals a fresh resolution" in examined.stdout

    library = tmp_path / "library"
    exported = run("export", "library", library, "--json")
    assert json.loads(exported.stdout)["entities"] == 4
    imported = run("import", "library", library, "--json")
    assert imported.returncode == 0, imported.stderr
    summary = json.loads(imported.stdout)
    assert (summary["created"], summary["unchanged"], summary["refused"]) == (0, 4, [])


def test_a_dry_run_needs_no_database(tmp_path: Path) -> None:
    file = tmp_path / "beekeeper.md"
    file.write_text(ARTICLE)
    settings = {"ROLEBOOK_MONGODB_URI": "mongodb://127.0.0.1:1"}
    told = rolebook("import", "article", "--dry-run", "--json", str(file), settings=settings)
    assert told.returncode == 0, told.stderr
    (report,) = json.loads(told.stdout)
    assert report["account"]["percent"] == 100
    assert report["outcome"] is None


def test_the_schema_is_printed_as_it_is_committed() -> None:
    printed = rolebook("sdl", "delivery")
    assert printed.stdout == (REPOSITORY / "schema" / "delivery.graphql").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publish", "nothing"], "There is no ROLE_PAGE with the key nothing."),
        (["publish", "nothing", "--locale", "fr"], "fr is not one of the locales en, de."),
        (["publish", "nothing", "--type", "PAGE"], "'PAGE' is not one of"),
        (["publish"], "Missing argument"),
        (["import", "library", "/nowhere"], "'/nowhere' does not exist."),
        (["import", "article", "/nowhere/x.md"], "/nowhere/x.md: there is no such file"),
        (["import", "article", "x.md", "--locale", "fr", "--dry-run"], "fr is not one of"),
        (["serv"], "No such command 'serv'"),
        (["serve", "--port", "x"], "Invalid value for '--port'"),
    ],
)
@pytest.mark.usefixtures("settings")
def test_bad_input_is_one_line_and_exit_code_two(
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["rolebook", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    result = capsys.readouterr()
    assert ended.value.code == 2, result.err
    assert said in result.err
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err + result.out


@pytest.mark.usefixtures("settings")
def test_a_bug_has_an_incident_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(**_options: object) -> NoReturn:
        raise RuntimeError("a bug")

    monkeypatch.setattr(settings_module, "read_settings", break_down)
    monkeypatch.setattr(sys, "argv", ["rolebook", "reresolve"])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    incident = re.search(r"rolebook: Something went wrong \(incident (\w+), told above\)", said)
    assert incident
    assert said.count(incident[1]) == 2
    assert "RuntimeError: a bug" in said


def test_every_command_explains_itself() -> None:
    told = rolebook("--help")
    for name in ("serve", "worker", "seed", "publish", "reresolve", "doctor", "import", "export"):
        assert f" {name} " in told.stdout

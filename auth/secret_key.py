"""The installation's secret, and the keys derived from it."""

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

_FILE: Final = "secret.key"
_SHORTEST: Final = 32


class SecretKeyError(Exception):
    """The secret cannot be read or made; the message says what to do."""


class SecretKey:
    """A secret that is never used itself: every purpose has a key of its own."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < _SHORTEST:
            raise SecretKeyError(f"A secret key has at least {_SHORTEST} bytes.")
        # HKDF-Extract, RFC 5869 section 2.2
        self._root = hmac.digest(b"rolebook", secret, hashlib.sha256)

    def key_for(self, purpose: str) -> bytes:
        """The 32-byte key of one purpose; another purpose's key tells nothing about it."""
        # HKDF-Expand for a single block, RFC 5869 section 2.3
        return hmac.digest(self._root, purpose.encode() + b"\x01", hashlib.sha256)

    def __repr__(self) -> str:
        return "SecretKey(…)"


def secret_key(given: str | None, folder: Path) -> SecretKey:
    """The given secret, or the one kept in the data folder, made there the first time.

    Raises SecretKeyError when the file is unreadable, too short, or open to other users.
    """
    if given is not None:
        return SecretKey(given.encode())
    path = folder / _FILE
    try:
        return SecretKey(_read(path))
    except FileNotFoundError:
        pass
    try:
        _make(path)
        return SecretKey(_read(path))
    except OSError as error:
        raise SecretKeyError(
            f"The secret key {path} cannot be made ({error.strerror}): "
            "set ROLEBOOK_SECRET_KEY, or make the folder writable."
        ) from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_mode & 0o077:
            raise SecretKeyError(f"The secret key {path} is open to others: run chmod 600 {path}.")
        secret = path.read_bytes().strip()
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(path) from None
    except OSError as error:
        raise SecretKeyError(f"The secret key {path} cannot be read ({error.strerror}).") from error
    if len(secret) < _SHORTEST:
        raise SecretKeyError(
            f"The secret key {path} is damaged: delete the file, and cursors that clients hold "
            "are void."
        )
    return secret


def _make(path: Path) -> None:
    """Writes a fresh secret, whole or not at all; the first of two processes wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        Path(draft).unlink()

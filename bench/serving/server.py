"""A server process of the bench: started, asked, measured from outside, stopped."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

from bench.opening import LOCALES, PAGE_URL, SECRET

_READY_SECONDS: Final = 60
_STOP_SECONDS: Final = 20


class Server:
    """A process that answers HTTP on a port of the loopback address, over one connection."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.pid = process.pid
        self.url = f"http://127.0.0.1:{port}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def post(self, path: str, body: bytes) -> bytes:
        """The body of the answer to a POST of JSON; raises RuntimeError unless it is 200."""
        return self._asked("POST", path, body, {"Content-Type": "application/json"})

    def get(self, path: str) -> bytes:
        """The body of the answer to a GET; raises RuntimeError unless it is 200."""
        return self._asked("GET", path)

    def _asked(self, *request: Any) -> bytes:
        try:
            return self._answer(*request)
        except ConnectionError:  # the server ends connections that nobody used for five seconds
            self._connection.close()
            return self._answer(*request)

    def _answer(self, *request: Any) -> bytes:
        self._connection.request(*request)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise RuntimeError(f"{response.status}: {answer[:500]!r}")
        return answer

    def is_ready(self, path: str) -> bool:
        """Whether it answers there with 200 by now."""
        try:
            self.get(path)
        except (OSError, HTTPException, RuntimeError):
            self._connection.close()
            return False
        return True


@contextmanager
def rolebook_server(uri: str, database: str) -> Iterator[Server]:
    """`rolebook serve` with its default settings, but for where its content is."""
    settings = {
        "ROLEBOOK_MONGODB_URI": uri,
        "ROLEBOOK_DATABASE": database,
        "ROLEBOOK_LOCALES": LOCALES,
        "ROLEBOOK_PAGE_URL": PAGE_URL,
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    port = _free_port()
    rolebook = str(Path(sys.executable).with_name("rolebook"))
    command = [rolebook, "serve", "--port", str(port)]
    with _running(command, port, settings, "/readyz") as server:
        yield server


@contextmanager
def bare_server(uri: str, database: str) -> Iterator[Server]:
    """`bench.serving.bare_server`, the reference."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.serving.bare_server", uri, database, str(port)]
    with _running(command, port, {}, "/") as server:
        yield server


@contextmanager
def _running(
    command: Sequence[str], port: int, settings: Mapping[str, str], ready_path: str
) -> Iterator[Server]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLEBOOK_")}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: S603  # our own commands
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**kept, **settings},
        )
        try:
            server = Server(process, port)
            deadline = time.monotonic() + _READY_SECONDS
            while not server.is_ready(ready_path):
                if process.poll() is not None or time.monotonic() > deadline:
                    output.seek(0)
                    raise RuntimeError(f"{command[0]} did not start: {output.read()!r}")
                time.sleep(0.05)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

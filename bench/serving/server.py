"""A server process of the bench: started, asked, measured from outside, stopped."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

import orjson

from bench.opening import LOCALES, PAGE_URL, SECRET

_READY_SECONDS: Final = 60
_STOP_SECONDS: Final = 20


class Server:
    """A process that answers HTTP on a port of the loopback address, over one connection."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.pid = process.pid
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def post(self, path: str, body: bytes) -> bytes:
        """The body of the answer to a POST of JSON; raises RuntimeError unless it is 200."""
        return self._asked("POST", path, body, {"Content-Type": "application/json"})

    def get(self, path: str) -> bytes:
        """The body of the answer to a GET; raises RuntimeError unless it is 200."""
        return self._asked("GET", path)

    def ask(self, query: str, **variables: Any) -> bytes:
        """The answer to a query, posted; raises RuntimeError unless it is 200."""
        return self.post("/graphql", orjson.dumps({"query": query, "variables": variables}))

    def ask_for_gzip(self, query: str, **variables: Any) -> bytes:
        """The same, as it came: gzipped, if the server has that form by now."""
        body = orjson.dumps({"query": query, "variables": variables})
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        return self._asked("POST", "/graphql", body, headers)

    def header(self, path: str, name: str) -> str:
        """A header of the answer to a GET; raises RuntimeError without it."""
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        response.read()
        value = response.headers[name]
        if value is None:
            raise RuntimeError(f"{path} is answered without {name}.")
        return value

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
def rolebook_server(uri: str, database: str, **settings: str) -> Iterator[Server]:
    """`rolebook serve` with its default settings, but for where its content is and those given."""
    given = {
        "MONGODB_URI": uri,
        "DATABASE": database,
        "LOCALES": LOCALES,
        "PAGE_URL": PAGE_URL,
        "SECRET_KEY": SECRET,
        **settings,
    }
    port = free_port()
    rolebook = str(Path(sys.executable).with_name("rolebook"))
    command = [rolebook, "serve", "--port", str(port)]
    environment = {f"ROLEBOOK_{name}": value for name, value in given.items()}
    with running(command, port, environment, "/readyz") as server:
        yield server


@contextmanager
def reference_server(module: str, *arguments: str) -> Iterator[Server]:
    """A server of `bench.references`, which takes the port as its last argument."""
    port = free_port()
    command = [sys.executable, "-m", f"bench.references.{module}", *arguments, str(port)]
    with running(command, port, {}, "/") as server:
        yield server


def motor_server(uri: str, database: str) -> AbstractContextManager[Server]:
    """Starlette with Motor: `bench.references.starlette_motor`."""
    return reference_server("starlette_motor", uri, database)


@contextmanager
def running(
    command: Sequence[str], port: int, settings: Mapping[str, str], ready_path: str
) -> Iterator[Server]:
    """A process that answers at `ready_path` with 200 by now; stopped after the block."""
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
                    told = " ".join(command)
                    raise RuntimeError(f"{told} did not start: {output.read()!r}")
                time.sleep(0.05)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

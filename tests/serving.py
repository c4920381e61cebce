"""Running the real `rolebook` command, as a user does."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

REPOSITORY = Path(__file__).parent.parent
ROLEBOOK = Path(sys.executable).with_name("rolebook")
READY_SECONDS = 90.0


@dataclass
class Server:
    """A server under test; `output` is where all it says goes."""

    url: str
    process: subprocess.Popen[bytes]
    output: Path

    def said(self) -> str:
        """Everything it printed so far."""
        return self.output.read_text()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Its exit code after a signal."""
        self.process.send_signal(number)
        return self.process.wait(20)


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with those settings of Rolebook and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLEBOOK_")}
    return {**kept, "COLUMNS": "300", **settings}


def rolebook(
    *arguments: str, settings: Mapping[str, str] | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        [ROLEBOOK, *arguments],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        cwd=REPOSITORY,
        env=environment(settings or {}),
    )


def start(
    settings: Mapping[str, str], output: IO[bytes], *arguments: str
) -> subprocess.Popen[bytes]:
    """`rolebook serve` in a process group of its own, not waited for."""
    return subprocess.Popen(
        [ROLEBOOK, "serve", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        cwd=REPOSITORY,
        env=environment(settings),
        start_new_session=True,
    )


@contextmanager
def running_server(
    settings: Mapping[str, str], folder: Path | None = None, *arguments: str
) -> Iterator[Server]:
    """A server that is ready; killed at the end of the block if it still runs."""
    port = int(settings.get("ROLEBOOK_PORT", 0)) or free_port()
    with tempfile.TemporaryDirectory(prefix="rolebook-server-") as made:
        output = (folder or Path(made)) / "output"
        with output.open("wb") as file:
            process = start({"ROLEBOOK_PORT": str(port), **settings}, file, *arguments)
        running = Server(f"http://127.0.0.1:{port}", process, output)
        try:
            wait_until_ready(running)
            yield running
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def wait_until_ready(server: Server, seconds: float = READY_SECONDS) -> None:
    """Returns when it answers `/readyz` with 200; fails with what it said if it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.process.poll() is None, server.said()
        try:
            if httpx.get(f"{server.url}/readyz", timeout=3).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"not ready within {seconds} s: {server.said()}")

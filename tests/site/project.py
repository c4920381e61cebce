"""The example site as somebody builds it: in a copy of its folder, against a server."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.clients.node import NODE
from tests.serving import REPOSITORY

SITE = REPOSITORY / "examples" / "careers-site"
MADE = ("node_modules", "dist", ".build", ".site-state", "generated", ".vite")
SECONDS = 120

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Project:
    """A copy of the site's sources, beside the packages that are installed."""

    folder: Path

    def run(self, line: str, **environment: str) -> Done:
        """What a line of a package script does."""
        program, *words = shlex.split(line)
        if program != "node":
            words = [f"node_modules/.bin/{program}", *words]
        return subprocess.run(
            [NODE, *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "NO_COLOR": "1", **environment},
        )

    def script(self, name: str, **environment: str) -> Done:
        """What `npm run` does with a script: its lines until one fails."""
        lines = script_lines(name)
        for line in lines[:-1]:
            done = self.run(line, **environment)
            if done.returncode:
                return done
        return self.run(lines[-1], **environment)

    def generate(self, url: str, folder: Path, address: str, **environment: str) -> "Build":
        """What the last step of the build makes in a folder."""
        given = {
            "ROLEBOOK_URL": url,
            "SITE_URL": address,
            "SITE_OUT": str(folder / "site"),
            "SITE_STATE": str(folder / "state"),
        }
        done = self.run(script_lines("build")[-1], **given, **environment)
        return Build(folder / "site", done)


@dataclass(frozen=True)
class Build:
    """A finished run of the generator, and where the site is."""

    out: Path
    done: Done

    @property
    def summary(self) -> str:
        """Its last line; fails with what it said if it did not succeed."""
        assert self.done.returncode == 0, self.done.stdout + self.done.stderr
        return self.done.stdout.strip().splitlines()[-1]

    def count(self, what: str) -> int:
        """How many of something the summary tells, such as `written`."""
        found = re.search(rf"([\d,]+) {what}", self.summary)
        assert found, f"{what} is not told: {self.summary}"
        return int(found[1].replace(",", ""))


def script_lines(name: str) -> list[str]:
    """The commands of a package script."""
    scripts: Mapping[str, str] = json.loads((SITE / "package.json").read_text())["scripts"]
    return [line.strip() for line in scripts[name].split("&&")]


def copied(folder: Path) -> Project:
    """A new copy of the sources."""
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns(*MADE))
    (folder / "node_modules").symlink_to(SITE / "node_modules")
    return Project(folder)


def assembled(folder: Path) -> Project:
    """A copy in which all is built but the pages."""
    project = copied(folder)
    for line in script_lines("build")[:-1]:
        done = project.run(line)
        assert done.returncode == 0, done.stdout + done.stderr
    return project


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    """When every file below a folder was last written, in nanoseconds."""
    return {
        str(file.relative_to(folder)): file.stat().st_mtime_ns
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }

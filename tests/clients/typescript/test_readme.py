"""The README of the client, done as it says from top to bottom."""

import json
import re
import shlex
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.clients.typescript.site import CLIENT, Site, new_site
from tests.reading_docs import anchors, fences, links, table
from tests.serving import REPOSITORY, Server, running_server
from tests.test_docs import CUT, library, library_settings

__all__ = ["library"]

README = CLIENT / "README.md"
ADDRESS = "http://127.0.0.1:8000"


class Reader:
    """Somebody who copies what stands there, and runs it."""

    def __init__(self, site: Site, url: str, settings: dict[str, str], servers: ExitStack) -> None:
        self._site, self._url, self._settings, self._servers = site, url, settings, servers
        self._said = ""
        self.programs: list[str] = []

    def read(self, language: str, text: str) -> None:
        """Does what a fence asks for."""
        match language:
            case "ts" | "graphql":
                (name,) = re.findall(r"\A(?://|#) (\S+)\n", text)
                self._site.write(name, text)
            case "sh":
                self._said = "".join(map(self._typed, text.splitlines()))
            case "text":
                pattern = ".*".join(map(re.escape, text.strip().split(CUT)))
                assert re.fullmatch(pattern, self._said.strip(), re.S), self._said
            case _:
                raise AssertionError(f"a fence of {language or 'nothing'}: {text}")

    def _typed(self, line: str) -> str:
        variables, words = {}, shlex.split(line)
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            variables[name] = value
        match words:
            case ["make", "run"]:
                self._serve(variables)
            case ["make", target]:
                assert re.search(rf"^{target}:", (REPOSITORY / "Makefile").read_text(), re.M)
            case ["npm", "install", *packages]:
                _install(packages)
            case ["npx", program]:
                _succeeded(self._site.run(program))
            case ["node", file]:
                self.programs.append(file)
                return _succeeded(self._run(file))
            case _:
                raise AssertionError(line)
        return ""

    def _serve(self, variables: dict[str, str]) -> None:
        """Starts a server anew where settings are given; else the one that is there will do."""
        if variables:
            _, _, name = variables["ROLEBOOK_TRUSTED_DOCUMENTS"].partition("my-site/")
            documents = str(self._site.folder / name)
            given = {**self._settings, **variables, "ROLEBOOK_TRUSTED_DOCUMENTS": documents}
            self._url = self._servers.enter_context(running_server(given)).url

    def _run(self, file: str) -> subprocess.CompletedProcess[str]:
        """What a program prints, with the address of the server in place of the usual one."""
        source = self._site.folder / file
        text = source.read_text()
        source.write_text(text.replace(ADDRESS, self._url))
        try:
            return self._site.node("--no-warnings", file)
        finally:
            source.write_text(text)


def _install(packages: list[str]) -> None:
    """What is to be installed is what the client's own tests use, or the client."""
    used = json.loads((CLIENT / "package.json").read_text())["devDependencies"]
    for package in packages:
        is_client = package.endswith(str(CLIENT.relative_to(REPOSITORY)))
        is_option = package in ("--save-dev", "--install-links")
        assert is_client or is_option or package in used, package


def _succeeded(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_can_be_copied_and_run(
    library: Server, mongodb_uri: str, package: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    site = new_site(tmp_path / "site", package)
    settings = library_settings(mongodb_uri, request.config)
    with ExitStack() as servers:
        reader = Reader(site, library.url, settings, servers)
        for language, text in fences(README):
            reader.read(language, text)
    written = {f"src/{file.name}" for file in site.folder.glob("src/*.ts")}
    assert written - {"src/next.ts"} == set(reader.programs), "every program is run"
    assert site.complaints() == []


def test_its_links_lead_somewhere() -> None:
    found = links(README)
    assert found
    for target in found:
        file, _, anchor = target.partition("#")
        page = (CLIENT / file).resolve()
        assert page.exists(), target
        assert not anchor or anchor in anchors(page), target


def test_it_names_the_clients_own_errors() -> None:
    source = (CLIENT / "src" / "errors.ts").read_text()
    told = set(table(README, "## When something goes wrong"))
    of_its_own = re.findall(r"interface \w+ \{\n  readonly code: '([A-Z_]+)'", source)
    assert told == set(of_its_own)

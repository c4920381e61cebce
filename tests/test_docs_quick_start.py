"""What the quick start shows is done, as it says, against a server with the sample library."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from tests.chromium import launched, needs_chromium
from tests.clients.typescript.conftest import package
from tests.clients.typescript.site import CLIENT, Site, new_site
from tests.clients.typescript.test_chromium import files_of
from tests.reading_docs import DOCS, fences
from tests.serving import REPOSITORY, Server
from tests.test_docs import CUT, library
from tests.test_docs_simple_forms import holds

__all__ = ["library", "package"]

PAGE = DOCS / "quick-start.md"
ADDRESS = "http://127.0.0.1:8000"
FRAMEWORKS = Path(__file__).with_name("docs_frameworks.d.ts")
PROGRAM = """
import { paragraphs, rolePage } from './careers.ts'
const first = await rolePage('qa-engineer')
const again = await rolePage('qa-engineer')
const nobody = await rolePage('nobody')
const shown = first.page!.blocks.flatMap(paragraphs)
console.log(JSON.stringify({ first, again, nobody, shown }))
"""


def named(text: str) -> str | None:
    """The file that a fence is, as its first comment says."""
    found = re.search(r"\A(?:---\n|<script[^>]*>\n)?(?://|<!--) (\S+\.\w+)", text)
    return found and found[1]


def files() -> dict[str, str]:
    """Every file that the page shows."""
    return {name: text for _, text in fences(PAGE) if (name := named(text))}


def requests() -> Iterator[Any]:
    """Every stretch of curl lines, and what is shown under it."""
    shown = [*fences(PAGE), ("", "")]
    for (language, text), (under, answer) in pairwise(shown):
        if language == "sh" and text.startswith("curl"):
            yield pytest.param(text, under, answer, id=text.rpartition("8000")[2].strip())


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl on the PATH")
@pytest.mark.parametrize(("lines", "language", "answer"), list(requests()))
def test_a_request_gives_the_answer_shown(
    library: Server, tmp_path: Path, lines: str, language: str, answer: str
) -> None:
    given = "".join(
        subprocess.run(
            shlex.split(line.replace(ADDRESS, library.url)),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        ).stdout
        for line in lines.splitlines()
    )
    if language == "json":
        assert holds(json.loads(given), json.loads(answer)), given[:2000]
    else:
        pattern = ".*".join(map(re.escape, answer.strip().split(CUT)))
        assert re.fullmatch(pattern, given.strip(), re.S), given[:2000]


# The client in a framework


@pytest.fixture(scope="module")
def site(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with every file of the page, and the types of its query."""
    made = new_site(tmp_path_factory.mktemp("quick-start") / "site", package)
    for name, text in files().items():
        if name.endswith((".ts", ".tsx")):
            made.write(name, text)
        elif name.endswith(".astro"):
            made.write(f"{name}.tsx", astro_as_tsx(text))
        elif name.endswith(".vue"):
            made.write(f"{name}.ts", vue_as_ts(text))
    made.write("frameworks.d.ts", FRAMEWORKS.read_text())
    settings = json.loads((made.folder / "tsconfig.json").read_text())
    settings["compilerOptions"] |= {"jsx": "react-jsx", "jsxImportSource": "react"}
    settings["include"] = ["src", "app", "codegen.ts", "frameworks.d.ts"]
    made.write("tsconfig.json", json.dumps(settings))
    made.generated()
    return made


def in_a_function(code: str, returned: str) -> str:
    """Code that may wait and leave, as the body of a function; what must be outside stays there."""
    outside = [line for line in code.splitlines() if re.match("(im|ex)port ", line)]
    inside = [line for line in code.splitlines() if line not in outside]
    return "\n".join([*outside, "export async function page() {", *inside, returned, "}"])


def astro_as_tsx(text: str) -> str:
    """A page of Astro as what it means to a compiler."""
    _, code, template = text.split("---\n")
    return in_a_function(code, f"return (<>{template}</>)")


def vue_as_ts(text: str) -> str:
    """A component of Vue as what it means to a compiler."""
    read = BeautifulSoup(text, "html.parser")
    script, template = read.select_one("script"), read.select_one("template")
    assert script is not None
    assert template is not None
    return in_a_function(script.text, "\n".join(meaning(template)))


def meaning(element: Tag) -> Iterator[str]:
    """The expressions of a template, each where its names are known."""
    attributes = dict(element.attrs)
    if each := attributes.pop("v-for", None):
        item, _, items = str(each).partition(" in ")
        yield f"for (const [index, item] of ({items}).entries()) {{ const {item[1:-8]} = item"
    for name, value in attributes.items():
        assert name in ("v-if", "v-html", ":key"), name
        yield f"const _{len(name)}{'' if name == 'v-if' else ': string | number'} = {value}"
    for child in element.children:
        if isinstance(child, Tag):
            yield from ["{", *meaning(child), "}"]
        else:
            for told in re.findall(r"\{\{(.*?)\}\}", str(child)):
                yield f"String({told})"
    if each:
        yield "}"


def test_it_compiles_in_every_framework(site: Site) -> None:
    assert {Path(name).suffix for name in files()} == {".ts", ".tsx", ".astro", ".vue", ".html"}
    assert site.complaints() == []


@pytest.mark.parametrize("file", [name for name in files() if "careers/[slug]" in name])
def test_a_misspelt_field_does_not_compile(site: Site, file: str) -> None:
    (page,) = site.folder.glob(f"{file.replace('[', '[[]')}*")
    text = page.read_text()
    page.write_text(text.replace("page.title", "page.titel"))
    try:
        assert any("'titel' does not exist" in told for told in site.complaints())
    finally:
        page.write_text(text)


def test_the_answer_is_what_pages_show(site: Site, library: Server, package: Path) -> None:
    asking = new_site(site.folder.parent / "asking", package)
    asking.write("codegen.ts", files()["codegen.ts"].replace("()", "({ importExtension: '.ts' })"))
    careers = files()["src/careers.ts"].replace(ADDRESS, library.url)
    asking.write("src/careers.ts", careers.replace("'./rolebook'", "'./rolebook/index.ts'"))
    asking.write("src/program.ts", PROGRAM)
    asking.generated()
    done = asking.node("--no-warnings", "src/program.ts")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["first"] == told["again"]
    assert "slug:qa-engineer" in told["first"]["keys"].split()
    assert told["nobody"]["page"] is None
    assert len(told["shown"]) > 20
    kinds = {each["__typename"] for each in told["first"]["page"]["blocks"] if len(each) > 1}
    assert kinds == {"Prose", "StatementList", "QuestionList"}


def test_what_is_installed_is_what_was_tried() -> None:
    lines = [
        line.split()
        for language, text in fences(PAGE)
        if language == "sh"
        for line in text.splitlines()
        if line.startswith("npm install")
    ]
    (client, tools) = ([word for word in line[2:] if word[:2] != "--"] for line in lines)
    assert [path.partition("/rolebook/")[2] for path in client] == [
        str(CLIENT.relative_to(REPOSITORY))
    ]
    used = json.loads((CLIENT / "package.json").read_text())["devDependencies"]
    assert set(tools) <= set(used)


# In a page of another site


@needs_chromium
def test_pages_of_another_site_show_it(library: Server, tmp_path: Path) -> None:
    told = {"json.html": "What is a QA Engineer?", "embedded.html": "What is a QA Engineer?"}
    shown = {name: text for name, text in files().items() if name.endswith(".html")}
    assert shown.keys() == told.keys()
    for name, text in shown.items():
        whole = f'<!doctype html><link rel="icon" href="data:">{text}'
        (tmp_path / name).write_text(whole.replace(ADDRESS, library.url))
    complaints: list[str] = []
    with files_of(tmp_path) as url, launched() as browser:
        for name, title in told.items():
            page = browser.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.goto(f"{url}/{name}")
            page.get_by_role("heading", name=title, level=1).wait_for()
    assert complaints == []


def test_a_frame_is_refused(library: Server) -> None:
    answer = httpx.get(f"{library.url}/pages/qa-engineer.html")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]

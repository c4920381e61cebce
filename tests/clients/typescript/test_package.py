"""What is handed out: how large it is, what it needs, which errors it knows, what it refuses."""

import gzip
import json
import re

import pytest

from tests.clients.typescript.conftest import CODEGEN, NewSite
from tests.clients.typescript.site import CLIENT, Site
from tests.reading_docs import DOCS, table

MOST_BYTES = 5_000


def test_its_own_tests_pass() -> None:
    names = sorted(str(file.relative_to(CLIENT)) for file in CLIENT.glob("tests/*.test.ts"))
    done = Site(CLIENT).node("--test", "--test-reporter=tap", *names)
    assert done.returncode == 0, done.stdout
    (passed,) = re.findall(r"^# pass (\d+)$", done.stdout, re.M)
    assert int(passed) > 40


def test_it_compiles_in_strict_mode_with_its_tests() -> None:
    done = Site(CLIENT).run("tsc")
    assert done.returncode == 0, done.stdout
    assert json.loads((CLIENT / "tsconfig.json").read_text())["compilerOptions"]["strict"]


def test_it_is_small() -> None:
    """All that a site can import at run time, unminified and with its comments."""
    files = [file for file in sorted(CLIENT.glob("dist/*.js")) if file.name != "codegen.js"]
    assert {"client.js", "index.js"} < {file.name for file in files}
    size = len(gzip.compress(b"".join(file.read_bytes() for file in files), 9))
    assert size < MOST_BYTES, size


def test_it_needs_nothing_at_run_time() -> None:
    package = json.loads((CLIENT / "package.json").read_text())
    assert not {"dependencies", "peerDependencies", "optionalDependencies"} & package.keys()
    imported = {
        name
        for file in CLIENT.glob("dist/*.js")
        for name in re.findall(r"""(?:from|import)\s*\(?['"]([^'"]+)""", file.read_text())
        if not name.startswith("./")
    }
    assert imported == {"node:url"}, "and that by the configuration for builds alone"


def test_the_lock_file_names_no_registry() -> None:
    text = (CLIENT / "package-lock.json").read_text()
    assert "registry" not in text
    for name, package in json.loads(text)["packages"].items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package, name


def test_it_knows_every_code_of_the_delivery_api() -> None:
    source = (CLIENT / "src" / "errors.ts").read_text()
    known = set(re.findall(r"'([A-Z_]+)'", source))
    told = set(table(DOCS / "errors.md", "## Delivery"))
    assert known - {"NO_ANSWER", "ABORTED", "UNREADABLE"} == told


WRONG = {
    "a field that the query does not ask for": (
        "if (page.ok) console.log(page.data.rolePage?.titel)",
        "Property 'titel' does not exist",
    ),
    "a type that no block has": (
        "if (page.ok) page.data.rolePage?.blocks.filter((each) => each.__typename === 'Pros')",
        "no overlap",
    ),
    "an answer that was not looked at": (
        "console.log(page.data.rolePage)",
        "'page.data' is possibly 'null'",
    ),
    "a variable that it does not take": (
        "await rolebook.query(PageDocument, { slgu: 'x' })",
        "'slgu' does not exist",
    ),
    "a variable of another type": (
        "await rolebook.query(PageDocument, { slug: 5 })",
        "'number' is not assignable to type 'string'",
    ),
    "a variable that is missing": (
        "await rolebook.query(PageDocument)",
        "Expected 2-3 arguments, but got 1",
    ),
    "a list's variable that it does not take": (
        "await rolebook.all(QuestionsDocument, { frist: 5 }, (data) => data.interviewQuestions)",
        "'frist' does not exist",
    ),
    "a field of a list's items": (
        "const all = await rolebook.all(QuestionsDocument, {}, (data) => data.interviewQuestions)\n"
        "if (all.ok) console.log(all.data[0]?.promt)",
        "Property 'promt' does not exist",
    ),
    "a list that is none": (
        "await rolebook.all(QuestionsDocument, {}, (data) => data.interviewQuestions.edges)",
        "is not assignable to type 'Connection'",
    ),
    "pages of a query that does not take a place": (
        "await rolebook.all(PageDocument, { slug: 'x' }, (data) => data as never)",
        "is not assignable to parameter of type 'TypedDocument<PageQuery, Paged>'",
    ),
    "a code that no error has": (
        "if (!page.ok && page.error.code === 'RATE_LIMIT') console.log(page.error)",
        "no overlap",
    ),
    "a detail of another error": (
        "if (!page.ok && page.error.code === 'COST_LIMIT') console.log(page.error.path)",
        "Property 'path' does not exist",
    ),
}
RIGHT = """
import { createClient } from '@rolebook/client'
import { PageDocument, QuestionsDocument } from './rolebook/graphql.ts'
const rolebook = createClient({ url: 'http://127.0.0.1:8000/graphql' })
const page = await rolebook.query(PageDocument, { slug: 'baker' })
export { page, QuestionsDocument }
"""


def test_what_is_wrong_does_not_compile(built: Site) -> None:
    built.write("src/right.ts", RIGHT)
    assert built.complaints() == []
    for number, (code, _) in enumerate(WRONG.values()):
        built.write(f"src/wrong{number}.ts", f"{RIGHT}\n{code}\n")
    said = built.run("tsc").stdout
    for number, (what, (_, complaint)) in enumerate(WRONG.items()):
        found = re.findall(rf"^src/wrong{number}\.ts\(.*?(?=^\S|\Z)", said, re.M | re.S)
        assert len(found) == 1, f"{what}: {found}"
        assert complaint in found[0], what


@pytest.mark.parametrize(
    ("file", "query", "complaint"),
    [
        ("page.graphql", "rolePage(slug: $slug) { titel }", 'Cannot query field "titel"'),
        ("page.ts", "rolePage(slgu: $slug) { title }", 'Unknown argument "slgu"'),
    ],
)
def test_a_wrong_query_is_refused_by_the_build(
    new: NewSite, file: str, query: str, complaint: str
) -> None:
    site = new()
    site.write("codegen.ts", CODEGEN)
    text = f"query Page($slug: String!) {{ {query} }}"
    site.write(f"src/{file}", text if "graphql" in file else f"const page = graphql(`{text}`)")
    done = site.run("graphql-codegen")
    assert done.returncode == 1
    assert complaint in done.stdout + done.stderr
    assert not (site.folder / "src" / "rolebook").exists()

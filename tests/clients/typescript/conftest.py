"""The built client, sites that use it, and a server with one page that they ask."""

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.clients.typescript.site import Site, new_site, packed
from tests.conftest import SECRET
from tests.serving import Server, rolebook, running_server

ARTICLE = "docs/examples/documentation-engineer.md"
QUERIES = """
query Page($slug: String!, $variables: [VariableInput!]) {
  rolePage(slug: $slug, variables: $variables) { title blocks { __typename } }
}
query Questions($first: Int, $after: String) {
  interviewQuestions(first: $first, after: $after, orderBy: KEY_ASC) {
    totalCount
    edges { node { key prompt { plain } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
CODEGEN = """
import type { CodegenConfig } from '@graphql-codegen/cli'
import { codegen } from '@rolebook/client/codegen'
const config: CodegenConfig = codegen()
export default config
"""

NewSite = Callable[[], Site]


@pytest.fixture(scope="package")
def package() -> Iterator[Path]:
    """The client as npm packs it."""
    with tempfile.TemporaryDirectory(prefix="rolebook-client-") as folder:
        yield packed(Path(folder))


@pytest.fixture
def new(package: Path, tmp_path: Path) -> NewSite:
    """Makes sites that have the client and nothing of their own."""
    numbers = count(1)
    return lambda: new_site(tmp_path / f"site{next(numbers)}", package)


@pytest.fixture(scope="module")
def built(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with some queries, whose types are made."""
    site = new_site(tmp_path_factory.mktemp("site") / "built", package)
    site.write("codegen.ts", CODEGEN)
    site.write("src/queries.graphql", QUERIES)
    site.generated()
    return site


@pytest.fixture(scope="package")
def server(mongodb_uri: str, database: str) -> Iterator[Server]:
    """A server with one page."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_ts",
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    imported = rolebook("import", "article", ARTICLE, "--publish", settings=settings)
    assert imported.returncode == 0, imported.stderr
    with running_server(settings) as running:
        yield running

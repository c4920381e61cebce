"""What is wrong in the site's queries, or in what it makes of answers, does not build."""

from pathlib import Path

import pytest

from tests.site.project import Project, copied

WRONG_QUERIES = {
    "a misspelt field": ("role-page.graphql", "title", "titel", 'Cannot query field "titel"'),
    "an argument that is none": ("role-page.graphql", "slug: $slug", "slgu: $slug", "slgu"),
    "a type that is none": ("blocks.graphql", "on Prose ", "on Pros ", 'Unknown type "Pros"'),
}


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    """A copy of the site."""
    return copied(tmp_path / "careers-site")


def test_it_compiles_in_strict_mode(copy: Project) -> None:
    done = copy.script("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"strict": true' in (copy.folder / "tsconfig.json").read_text()


@pytest.mark.parametrize("name", WRONG_QUERIES)
def test_a_wrong_query_fails_the_build(copy: Project, name: str) -> None:
    file, right, wrong, complaint = WRONG_QUERIES[name]
    query = copy.folder / "queries" / file
    text = query.read_text()
    assert right in text
    query.write_text(text.replace(right, wrong, 1))
    done = copy.script("build")
    assert done.returncode != 0
    assert complaint in done.stdout + done.stderr
    assert not (copy.folder / "dist").exists()


def test_a_field_that_was_not_asked_for_fails_the_check(copy: Project) -> None:
    page = copy.folder / "generator" / "pages" / "role-page.tsx"
    text = page.read_text()
    assert "page.title" in text
    page.write_text(text.replace("page.title", "page.titel", 1))
    done = copy.script("check")
    assert done.returncode != 0
    assert "'titel' does not exist" in done.stdout

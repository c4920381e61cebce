"""The committed SDL is the schema's, and no client breaks without the changelog saying so."""

import shutil
import subprocess
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema
from graphql.utilities import find_breaking_changes

from schema.delivery import sdl

ROOT = Path(__file__).parent.parent
FILE = "schema/delivery.graphql"


def test_the_file_is_the_schema() -> None:
    assert (ROOT / FILE).read_text() == sdl(), (
        f"{FILE} is out of date: run `rolebook sdl delivery > {FILE}`"
    )


def unnamed_breaking_changes(old: GraphQLSchema, new: GraphQLSchema, changelog: str) -> list[str]:
    """The descriptions of breaking changes that the changelog does not hold, word for word."""
    changes = find_breaking_changes(old, new)
    return [change.description for change in changes if change.description not in changelog]


def _committed() -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    shown = subprocess.run(  # our own repository's file
        [git, "-C", str(ROOT), "show", f"HEAD:{FILE}"], capture_output=True, text=True, check=False
    )
    return shown.stdout if shown.returncode == 0 else None


def test_a_breaking_change_is_named_in_the_changelog() -> None:
    committed = _committed()
    if committed is None:
        pytest.skip("there is no committed SDL to compare with")
    changelog = (ROOT / "CHANGELOG.md").read_text()
    found = unnamed_breaking_changes(build_schema(committed), build_schema(sdl()), changelog)
    assert found == [], "name these in CHANGELOG.md, word for word, or keep clients working"


def test_a_planted_breaking_change_is_noticed() -> None:
    slug = '  """The last part of its address, unique per locale."""\n  slug: String!\n'
    assert slug in sdl()
    old, new = build_schema(sdl()), build_schema(sdl().replace(slug, ""))
    (found,) = unnamed_breaking_changes(old, new, "Nothing broke.")
    assert "RolePage.slug" in found
    assert unnamed_breaking_changes(old, new, f"- {found}") == []
    assert unnamed_breaking_changes(new, old, "") == []


def test_everything_in_the_schema_is_described() -> None:
    schema = build_schema(sdl())
    missing = []
    for name, kind in schema.type_map.items():
        if name.startswith("__") or name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        if not kind.description and not name.endswith(("Connection", "Edge")):
            missing.append(name)
        for field_name, field in getattr(kind, "fields", {}).items():
            if not field.description:
                missing.append(f"{name}.{field_name}")
            missing += [
                f"{name}.{field_name}({argument_name})"
                for argument_name, argument in getattr(field, "args", {}).items()
                if not argument.description
            ]
    assert missing == []

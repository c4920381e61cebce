"""The committed SDLs are the schemas', and no client breaks without the changelog saying so."""

import shutil
import subprocess
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema
from graphql.utilities import find_breaking_changes

from schema.delivery import sdl
from schema.editorial import sdl as editorial_sdl

ROOT = Path(__file__).parent.parent
SCHEMAS = {"delivery": sdl, "editorial": editorial_sdl}

each_schema = pytest.mark.parametrize("name", SCHEMAS)


@each_schema
def test_the_file_is_the_schema(name: str) -> None:
    file = f"schema/{name}.graphql"
    assert (ROOT / file).read_text() == SCHEMAS[name](), (
        f"{file} is out of date: run `rolebook sdl {name} > {file}`"
    )


def unnamed_breaking_changes(old: GraphQLSchema, new: GraphQLSchema, changelog: str) -> list[str]:
    """The descriptions of breaking changes that the changelog does not hold, word for word."""
    changes = find_breaking_changes(old, new)
    return [change.description for change in changes if change.description not in changelog]


def _committed(file: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    shown = subprocess.run(  # our own repository's file
        [git, "-C", str(ROOT), "show", f"HEAD:{file}"], capture_output=True, text=True, check=False
    )
    return shown.stdout if shown.returncode == 0 else None


@each_schema
def test_a_breaking_change_is_named_in_the_changelog(name: str) -> None:
    committed = _committed(f"schema/{name}.graphql")
    if committed is None:
        pytest.skip("there is no committed SDL to compare with")
    changelog = (ROOT / "CHANGELOG.md").read_text()
    now = build_schema(SCHEMAS[name]())
    found = unnamed_breaking_changes(build_schema(committed), now, changelog)
    assert found == [], "name these in CHANGELOG.md, word for word, or keep clients working"


def test_a_planted_breaking_change_is_noticed() -> None:
    slug = '  """The last part of its address, unique per locale."""\n  slug: String!\n'
    assert slug in sdl()
    old, new = build_schema(sdl()), build_schema(sdl().replace(slug, ""))
    (found,) = unnamed_breaking_changes(old, new, "Nothing broke.")
    assert "RolePage.slug" in found
    assert unnamed_breaking_changes(old, new, f"- {found}") == []
    assert unnamed_breaking_changes(new, old, "") == []


@each_schema
def test_everything_in_the_schema_is_described(name: str) -> None:
    schema = build_schema(SCHEMAS[name]())
    missing = []
    for type_name, kind in schema.type_map.items():
        if type_name.startswith("__") or type_name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        if not kind.description and not type_name.endswith(("Connection", "Edge")):
            missing.append(type_name)
        for field_name, field in getattr(kind, "fields", {}).items():
            if not field.description:
                missing.append(f"{type_name}.{field_name}")
            missing += [
                f"{type_name}.{field_name}({argument_name})"
                for argument_name, argument in getattr(field, "args", {}).items()
                if not argument.description
            ]
    assert missing == []

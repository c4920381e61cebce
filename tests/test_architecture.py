"""The import contracts hold, and each of them breaks when it is violated."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PACKAGES = ["api", "schema", "content", "auth", "seed"]

VIOLATIONS = [
    ("layers", "auth/planted.py", "import api.settings"),
    ("layers", "content/values/planted.py", "import schema"),
    ("layers", "content/values/planted.py", "import auth.principal"),
    ("layers", "auth/planted.py", "import content.values.ids"),
    ("layers", "schema/planted.py", "import seed"),
    ("layers", "seed/planted.py", "import schema"),
    ("layers", "seed/planted.py", "import api.settings"),
    ("content", "content/rules/planted.py", "import content.drafts"),
    ("content", "content/documents/planted.py", "import content.drafts"),
    ("content", "content/rules/planted.py", "import content.documents"),
    ("content", "content/documents/planted.py", "import content.store"),
    ("content", "content/values/planted.py", "import content.rules"),
    ("content", "content/a_verb_in_no_layer.py", ""),
    ("pure", "content/values/planted.py", "import bson"),
    ("pure", "content/rules/planted.py", "from beanie import Document"),
    ("pure", "content/rules/planted.py", "import pymongo.errors"),
    ("content-knows-no-web", "content/planted.py", "import strawberry"),
    ("content-knows-no-web", "content/planted.py", "from starlette.requests import Request"),
    ("schema-knows-no-database", "schema/planted.py", "import beanie"),
    ("schema-knows-no-database", "schema/planted.py", "import motor.motor_asyncio"),
    ("motor", "seed/planted.py", "import motor.motor_asyncio"),
    ("motor", "content/documents/planted.py", "from motor import motor_asyncio"),
    ("pymongo", "api/planted.py", "from pymongo.errors import PyMongoError"),
    ("pymongo", "content/drafts/reading.py", "import pymongo"),
    ("pymongo", "auth/planted.py", "from pymongo.errors import PyMongoError"),
    ("issuing", "schema/planted.py", "import auth.server"),
    ("issuing", "auth/planted.py", "import auth.server"),
    ("auth-documents-have-no-verbs", "auth/documents/planted.py", "import auth.store"),
    ("auth-documents-have-no-verbs", "auth/policy.py", "import starlette"),
]


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the packages in a folder."""
    program = str(Path(sys.executable).with_name("lint-imports"))
    return subprocess.run(
        [program, "--config", "pyproject.toml", "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages, to be violated."""
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(
            REPOSITORY / package,
            folder / package,
            ignore=lambda where, names: [
                name
                for name in names
                if not name.endswith(".py") and not Path(where, name).is_dir()
            ],
        )
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


def test_every_contract_is_violated_below() -> None:
    text = (REPOSITORY / "pyproject.toml").read_text()
    declared = {line.split('"')[1] for line in text.splitlines() if line.startswith('id = "')}
    assert {contract for contract, _, _ in VIOLATIONS} == declared


@pytest.mark.parametrize(("contract", "file", "code"), VIOLATIONS)
def test_a_violation_breaks_its_contract(copy: Path, contract: str, file: str, code: str) -> None:
    path = copy / file
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{code}\n")
    try:
        result = lint(copy, "--contract", contract)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before)
    assert result.returncode == 1, result.stdout
    assert "1 broken" in result.stdout
    assert file.removesuffix(".py").replace("/", ".") in "".join(result.stdout.split())


WRITING = {
    *("insert_one", "insert_many", "replace_one", "update_one", "update_many", "bulk_write"),
    *("delete_one", "delete_many", "find_one_and_update", "find_one_and_replace"),
    *("find_one_and_delete", "insert", "save", "delete", "replace", "update_all", "delete_all"),
    *("insert_all", "replace_guarded", "Insert", "Replace", "Update"),
}
"""Names of what writes a collection: the driver's, Beanie's and those of `content.store`."""


def test_published_documents_are_written_in_one_place() -> None:
    """So that whoever writes them tells the news: a module that names them writes nothing."""
    naming, writing = [], []
    for package in PACKAGES:
        for path in sorted((REPOSITORY / package).rglob("*.py")):
            tree = ast.parse(path.read_text())
            if any(_names_resolved(node) for node in ast.walk(tree)):
                naming.append(path)
                if any(_writes(node) for node in ast.walk(tree)):
                    writing.append(path.relative_to(REPOSITORY).as_posix())
    assert len(naming) > 5
    assert writing == ["content/resolving/storing.py"]


def _names_resolved(node: ast.AST) -> bool:
    is_document = isinstance(node, ast.alias) and node.name == "Resolved"
    is_collection = isinstance(node, ast.Constant) and node.value == "resolved"
    return is_document or is_collection


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in WRITING

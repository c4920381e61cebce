"""What is shipped: a wheel of five packages, an image, a compose file; names that shadow none."""

import importlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import PREFIX, Settings

REPOSITORY = Path(__file__).parent.parent
PACKAGES = ["api", "schema", "content", "auth", "seed"]
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
VARIABLES = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_are_ours(name: str) -> None:
    """`tests/schema/` without an `__init__.py` would shadow `schema`, and so would PyPI's."""
    found = importlib.import_module(name)
    assert found.__file__ == str(REPOSITORY / name / "__init__.py")


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in (REPOSITORY / "tests").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_package_is_named_like_the_standard_library() -> None:
    assert not set(PACKAGES) & sys.stdlib_module_names


def test_the_wheel_carries_the_five_packages_and_what_they_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == set(PACKAGES)
    assert {"content/store/mortal.py", "schema/delivery.graphql"} <= set(names)
    assert any(name.startswith("seed/library/pages/") for name in names)
    assert any(name.startswith("api/graphiql/") and name.endswith(".js") for name in names)


def test_nobody_can_upload_it_by_mistake() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    text = (REPOSITORY / "requirements" / name).read_text()
    assert "://" not in text, "a lock file names no registry"
    requirements = re.findall(r"^[a-z0-9].*(?:\n    .*)*", text, re.MULTILINE)
    assert len(requirements) > 30
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+==[\w.]+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_what_is_declared_is_locked(name: str) -> None:
    locked = set(
        re.findall(r"^([a-z0-9._-]+)==", (REPOSITORY / "requirements" / name).read_text(), re.M)
    )
    declared = [*PROJECT["project"]["dependencies"], "hatchling", "editables"]
    if name == "dev.txt":
        declared += PROJECT["dependency-groups"]["dev"]
    names = {re.split(r"[<>=;\[ ]", each)[0] for each in declared}
    assert names <= locked


def test_the_development_requirements_are_told_once() -> None:
    listed = (REPOSITORY / "requirements" / "dev.in").read_text().split()
    assert sorted(listed) == sorted(PROJECT["dependency-groups"]["dev"])


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (REPOSITORY / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_is_built_in_stages_and_runs_as_nobody_special() -> None:
    found = instructions()
    stages = [rest for name, rest in found if name == "FROM"]
    last = found[[name for name, _ in found].index("FROM", 1) :]
    assert len(stages) == 2
    assert ("USER", "rolebook") in last
    assert ("ENTRYPOINT", '["rolebook"]') in last
    assert any(name == "HEALTHCHECK" and "/readyz" in rest for name, rest in last)


def test_the_image_agrees_with_the_settings() -> None:
    found = instructions()
    environment = dict(
        pair.split("=", 1) for name, rest in found if name == "ENV" for pair in rest.split()
    )
    ours = {name for name in environment if name.startswith(PREFIX)}
    assert ours <= VARIABLES
    assert ("EXPOSE", environment["ROLEBOOK_PORT"]) in found
    assert ("VOLUME", environment["ROLEBOOK_DATA_DIR"]) in found
    copied = {rest.split()[0] for name, rest in found if name == "COPY"}
    assert set(PACKAGES) <= copied


def test_the_image_is_given_all_it_copies() -> None:
    ignored = (REPOSITORY / ".dockerignore").read_text().split()
    for name, rest in instructions():
        if name == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert f"!{source}" in ignored, source
                assert (REPOSITORY / source).exists(), source


def test_the_compose_file_agrees_with_the_settings() -> None:
    compose = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
    app, mongo = compose["services"]["rolebook"], compose["services"]["mongo"]
    assert set(app["environment"]) <= VARIABLES
    settings = Settings(
        env=app["environment"]["ROLEBOOK_ENV"],
        mongodb_uri=app["environment"]["ROLEBOOK_MONGODB_URI"],
        public_url=app["environment"]["ROLEBOOK_PUBLIC_URL"],
        secret_key="5f0c" * 4 + "9a71e2b8d3" * 3 + "64",
    )
    assert settings.address == "http://127.0.0.1:8000"
    assert app["depends_on"]["mongo"]["condition"] == "service_healthy"
    assert app["env_file"] in (REPOSITORY / ".gitignore").read_text().split()
    assert mongo["image"] == "mongo:7"
    assert {"--replSet", "transactionLifetimeLimitSeconds=10"} <= set(mongo["command"])
    assert "rs.initiate" in mongo["healthcheck"]["test"][-1]
    volumes = [each.split(":")[0] for service in (app, mongo) for each in service["volumes"]]
    assert sorted(volumes) == sorted(compose["volumes"])

"""Content moves from one installation to another by export and import, byte for byte."""

import filecmp
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.journeys import articles
from tests.serving import REPOSITORY, rolebook


def all_files(folder: Path) -> list[str]:
    """Every file of a folder, by its path in it."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def exported(folder: Path, *arguments: tuple[str, ...], settings: Mapping[str, str]) -> list[str]:
    """The files of an export, made after other commands on the same installation."""
    for each in (*arguments, ("export", "library", str(folder))):
        done = rolebook(*each, settings=settings, seconds=180)
        assert done.returncode == 0, done.stdout + done.stderr
    return all_files(folder)


@pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["skills", "sample library"]
)
def test_an_export_comes_out_of_another_installation_as_it_went_in(
    mongodb_uri: str, database: str, tmp_path: Path, whole: bool
) -> None:
    first, second = (
        {
            "ROLEBOOK_MONGODB_URI": mongodb_uri,
            "ROLEBOOK_DATABASE": f"{database}_{name}_{whole}",
        }
        for name in ("from", "to")
    )
    (tmp_path / "skills").mkdir()
    shutil.copy(REPOSITORY / "seed" / "library" / "skills.yaml", tmp_path / "skills")
    content = ("seed",) if whole else ("import", "library", str(tmp_path / "skills"))
    article = ("import", "article", str(articles.write(tmp_path, 0)), "--publish")
    draft = ("import", "article", "docs/examples/documentation-engineer.md")
    one, two = tmp_path / "one", tmp_path / "two"
    files = exported(one, content, article, draft, settings=first)
    assert files == exported(two, ("import", "library", str(one)), settings=second)
    same, differing, missing = filecmp.cmpfiles(one, two, files, shallow=False)
    assert (differing, missing) == ([], [])
    assert len(same) == len(files) > 100
    assert "published/role-pages/glassblower.yaml" in files
    assert "drafts/role-pages/documentation-engineer.yaml" in files
    assert "published/role-pages/documentation-engineer.yaml" not in files
    done = rolebook("doctor", "--content", settings=second, seconds=120)
    assert done.returncode == 0, done.stdout

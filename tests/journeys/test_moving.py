"""Content moves from one installation to another by export and import, byte for byte."""

import filecmp
from pathlib import Path

from tests.serving import rolebook


def all_files(folder: Path) -> list[str]:
    """Every file of a folder, by its path in it."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_an_export_comes_out_of_another_installation_as_it_went_in(
    mongodb_uri: str, database: str, tmp_path: Path
) -> None:
    first, second = (
        {"ROLEBOOK_MONGODB_URI": mongodb_uri, "ROLEBOOK_DATABASE": f"{database}_{name}"}
        for name in ("from", "to")
    )
    example = str(Path("docs", "examples", "documentation-engineer.md"))
    for settings, *arguments in (
        (first, "seed"),
        (first, "import", "article", example),
        (first, "export", "library", str(tmp_path / "one")),
        (second, "import", "library", str(tmp_path / "one")),
        (second, "export", "library", str(tmp_path / "two")),
    ):
        done = rolebook(*arguments, settings=settings, seconds=180)
        assert done.returncode == 0, done.stdout + done.stderr
    files = all_files(tmp_path / "one")
    assert files == all_files(tmp_path / "two")
    assert len(files) > 500
    same, differing, missing = filecmp.cmpfiles(
        tmp_path / "one", tmp_path / "two", files, shallow=False
    )
    assert (differing, missing) == ([], [])
    assert len(same) == len(files)
    drafts = [name for name in files if name.startswith("drafts/")]
    assert "drafts/role-pages/documentation-engineer.yaml" in drafts
    assert "published/role-pages/backend-developer.yaml" in files
    for check in (first, second):
        done = rolebook("doctor", "--content", settings=check, seconds=120)
        assert done.returncode == 0, done.stdout

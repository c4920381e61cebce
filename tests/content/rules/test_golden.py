"""What resolution makes of small worlds, byte for byte.

Each case is a YAML file in `golden/` beside the JSON it must resolve to. Ids are shown as
labels; everything else is as it would be stored.
"""

from pathlib import Path

import pytest

from tests.content.rules.world import World

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_world_resolves_to_its_golden_file(case: Path, updates_golden: bool) -> None:
    told = World.read(case).told()
    golden = case.with_suffix(".json")
    if updates_golden:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_case() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == {case.stem for case in CASES}
    assert len(CASES) >= 25
